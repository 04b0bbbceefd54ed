import { useTranslations } from 'next-intl'
import { type DecisionFields, decisionStages, isApproved } from '@/server/domain/reading/decisions'
import { SelectField, TextField } from '../ui/field'

type Field = { id: string; name: string; error: string | undefined; value: string }

type Props = {
  mayApprove: boolean
  /** What stands has been approved. */
  wasApproved: boolean
  field: (name: keyof DecisionFields) => Field
}

/** How far it has got; who may not approve is asked nothing of an approval. */
export function StageFields({ mayApprove, wasApproved, field }: Props) {
  const t = useTranslations('decisions')
  const { value: stage, ...stageField } = field('stage')
  const stages = decisionStages.filter((each) => mayApprove || !isApproved(each))
  const term = field('effectiveTerm')
  const approval = (['approvedBy', 'approvedOn'] as const).map(field)
  const all = [stageField, term, ...approval]
  return (
    <details className="fold" open={stage !== 'proposed' || all.some(({ error }) => error)}>
      <summary>{t('stageTitle')}</summary>
      <div className="grid gap-4 pt-2">
        <p className="measure text-sm text-muted">
          {t(wasApproved && !mayApprove ? 'approvedAgain' : 'approveHint')}
        </p>
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
          <SelectField
            {...stageField}
            label={t('stageTitle')}
            options={stages.map((each) => ({ value: each, label: t(`stage.${each}`) }))}
            defaultValue={stage}
          />
          {mayApprove ? (
            <>
              <Typed {...field('approvedBy')} label={t('approvedBy')} maxLength={80} />
              <Typed {...field('approvedOn')} label={t('approvedOn')} type="date" />
            </>
          ) : null}
          <Typed {...term} label={t('effectiveTerm')} maxLength={20} />
        </div>
        <p className="text-sm text-muted">{t('effectiveTermHint')}</p>
      </div>
    </details>
  )
}

function Typed({ value, ...field }: Field & { label: string; maxLength?: number; type?: string }) {
  return <TextField {...field} defaultValue={value} />
}
