import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { ChoiceField } from '@/app/_components/ui/field'
import { LinkButton } from '@/app/_components/ui/link-button'
import {
  type AlignmentDesk,
  AlignmentKind,
  type Suggestion,
} from '@/server/domain/catalogue/alignments'
import { KeyedForm } from './keyed-form'
import { SuggestionRow } from './suggestion-row'

type Props = {
  action: string
  competency: NonNullable<AlignmentDesk['competency']>
  suggestions: Suggestion[]
  skip: string | null
  showFramework: boolean
  may: boolean
  /** Whether the person comes from the competency before, so that the keys go on working. */
  goingOn: boolean
}

const kindKeys = { exact: 'e', major: 'm', minor: 'i', broad: 'b', narrow: 'n' } as const
const rejectForm = 'reject-suggestion'
const undoForm = 'undo-decision'

/** Up to three suggestions, how the chosen one relates, and what to do with it. */
export async function DecisionForm(props: Props) {
  const { action, competency, suggestions, skip, showFramework, may, goingOn } = props
  const t = await getTranslations('alignments')
  if (!may) {
    return (
      <ul className="rows">
        {suggestions.map((suggestion) => (
          <li key={suggestion.competency.id}>
            <SuggestionRow suggestion={suggestion} showFramework={showFramework} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <>
      <KeyedForm key={competency.id} action={action} goingOn={goingOn}>
        <input type="hidden" name="from" value={competency.id} />
        <input
          type="hidden"
          name="offered"
          value={suggestions.map((suggestion) => suggestion.competency.id).join(',')}
        />
        <fieldset className="min-w-0">
          <legend className="mb-2 font-semibold">{t('desk.question')}</legend>
          <div className="rows">
            {suggestions.map((suggestion, index) => (
              <div
                key={suggestion.competency.id}
                className="flex flex-wrap items-start gap-x-4 sm:flex-nowrap"
              >
                <label className="choice min-w-0 flex-1">
                  <input
                    type="radio"
                    name="to"
                    value={suggestion.competency.id}
                    data-key={String(index + 1)}
                    data-kind={suggestion.kind}
                    required
                  />
                  <SuggestionRow suggestion={suggestion} showFramework={showFramework} />
                </label>
                <SideButton suggestion={suggestion} />
              </div>
            ))}
          </div>
        </fieldset>
        <fieldset className="mt-5 min-w-0">
          <legend className="font-semibold">{t('desk.kind', { label: competency.label })}</legend>
          <div className="grid gap-x-6 sm:grid-cols-2">
            {AlignmentKind.options.map((kind) => (
              <ChoiceField
                key={kind}
                type="radio"
                name="kind"
                value={kind}
                data-key={kindKeys[kind]}
                required
                label={
                  <>
                    {t(`kind.${kind}`)}{' '}
                    <span className="text-muted">· {t(`kindHint.${kind}`)}</span>
                  </>
                }
              />
            ))}
          </div>
        </fieldset>
        <div className="mt-4 flex flex-wrap gap-2.5">
          <Button name="do" value="accept" variant="primary">
            {t('desk.accept')}
          </Button>
          <Button name="do" value="none" formNoValidate data-key="0">
            {t('desk.none')}
          </Button>
          {skip ? (
            <span data-key="s" className="contents">
              <LinkButton href={skip}>{t('desk.skip')}</LinkButton>
            </span>
          ) : null}
        </div>
        <p className="mt-4 hidden text-sm text-muted md:block">{t('desk.keys')}</p>
      </KeyedForm>
      <form id={rejectForm} action={action} method="post">
        <input type="hidden" name="from" value={competency.id} />
        <input type="hidden" name="do" value="reject" />
      </form>
      <form id={undoForm} action={action} method="post">
        <input type="hidden" name="do" value="undo" />
      </form>
    </>
  )
}

/** Rejects one suggestion, or takes back what was decided about it; outside the form, so Enter accepts. */
async function SideButton({ suggestion: { competency, decision } }: { suggestion: Suggestion }) {
  const t = await getTranslations('alignments.desk')
  if (decision) {
    return (
      <Button
        form={undoForm}
        name="ids"
        value={decision.id}
        variant="quiet"
        aria-label={t('undoLabel', { label: competency.label })}
      >
        {t('undo')}
      </Button>
    )
  }
  return (
    <Button
      form={rejectForm}
      name="reject"
      value={competency.id}
      variant="quiet"
      aria-label={t('rejectLabel', { label: competency.label })}
    >
      {t('reject')}
    </Button>
  )
}
