import { getTranslations } from 'next-intl/server'
import { ChoiceField, TextAreaField } from '@/app/_components/ui/field'
import type { Draft } from '@/server/domain/asking/drafts'
import { forgottenLength } from '@/server/domain/asking/forgotten-line'

/** One optional line of what the list lacks, the rater's own unless it is offered to editors. */
export async function ForgottenLine({ draft }: { draft: Pick<Draft, 'forgotten' | 'offered'> }) {
  const t = await getTranslations('ratings.forgotten')
  return (
    <details className="rater-fold forgotten" open={draft.forgotten !== ''}>
      <summary>{t('title')}</summary>
      <div className="grid gap-3">
        <TextAreaField
          name="forgotten"
          label={t('label')}
          hint={t('hint', { count: forgottenLength })}
          rows={2}
          maxLength={forgottenLength}
          defaultValue={draft.forgotten}
        />
        <ChoiceField
          name="offered"
          value="yes"
          label={t('offer')}
          hint={t('offerHint')}
          defaultChecked={draft.offered}
        />
      </div>
    </details>
  )
}
