import { useTranslations } from 'next-intl'
import {
  type DecisionFields,
  type DecisionView,
  decisionChoices,
  longestReason,
} from '@/server/domain/reading/decisions'
import { Button } from '../ui/button'
import { ChoiceField, FieldError, TextAreaField, TextField } from '../ui/field'
import { Refusal } from '../ui/refusal'
import type { DecisionDesk } from './decision-desk'
import { ReadBy, type ReadByProps } from './read-by'
import { reportForm } from './report-forms'
import { StageFields } from './stage-fields'

export type DecidedLine = {
  credential: string
  occupation: string
  /** The competency. */
  key: string
  label: string
  /** Where it stands on its page, which may show the same competency of several maps; else by its competency. */
  at?: string
}

type Props = {
  desk: DecisionDesk
  line: DecidedLine
  /** The one it would take the place of. */
  standing: DecisionView | null
  readBy: ReadByProps
}

/** What is done about one line: what stands is shown to be changed, and what was refused comes back as it was typed. */
export function DecideForm({ desk, line, standing, readBy }: Props) {
  const t = useTranslations('decisions')
  const { problem, typed } = lastOf(desk, line, 'decide')
  const start = standing ? startFrom(standing, desk) : startOf(desk)
  const value = (name: keyof DecisionFields) => (problem ? typed.get(name) : null) ?? start[name]
  const id = (name: string) => `${name}-${placeOf(line)}`
  const field = problem?.field?.split('.').at(-1)
  const error = (name: string) => (field === name ? problem?.message : undefined)
  const at = (name: string) => ({ id: id(name), name, error: error(name) })
  return (
    <form
      method="post"
      action={reportForm(desk.org, 'decide', desk.here)}
      className="decide-form"
      autoComplete="off"
    >
      <Hidden
        fields={{
          form: 'decide',
          about: placeOf(line),
          competencyId: line.key,
          credential: line.credential,
          occupation: line.occupation,
          seen: standing?.id ?? '',
          clientKey: crypto.randomUUID(),
        }}
      />
      {problem ? <Refusal problem={problem} at={field && id(field)} /> : null}
      <fieldset id={id('choice')} tabIndex={-1} className="min-w-0">
        <legend className="mb-1 font-semibold">{t('ask')}</legend>
        {error('choice') ? <FieldError>{error('choice')}</FieldError> : null}
        <div className="grid gap-x-6 sm:grid-cols-2 xl:grid-cols-4">
          {decisionChoices.map((choice) => (
            <ChoiceField
              key={choice}
              type="radio"
              name="choice"
              value={choice}
              label={t(`choice.${choice}`)}
              defaultChecked={value('choice') === choice}
              required
            />
          ))}
        </div>
      </fieldset>
      <div className="decide-fields">
        <TextAreaField
          {...at('reason')}
          label={t('reason')}
          hint={t('reasonHint', { most: longestReason })}
          rows={3}
          maxLength={longestReason}
          defaultValue={value('reason')}
        />
        <TextField
          {...at('owner')}
          label={t('owner')}
          hint={t('ownerHint')}
          list={id('members')}
          maxLength={80}
          defaultValue={value('owner')}
        />
        <datalist id={id('members')}>
          {desk.members.map((member) => (
            <option key={member} value={member} />
          ))}
        </datalist>
        <TextField
          {...at('dueOn')}
          label={t('due')}
          hint={t('dueHint')}
          type="date"
          defaultValue={value('dueOn')}
        />
      </div>
      <StageFields
        mayApprove={desk.mayApprove}
        wasApproved={standing !== null && standing.approvedOn !== null}
        field={(name) => ({ ...at(name), value: value(name) })}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary">{t('save')}</Button>
        <ReadBy {...readBy} />
      </div>
    </form>
  )
}

type Placed = Pick<DecidedLine, 'key' | 'at'>

export function placeOf({ key, at }: Placed): string {
  return at ?? key
}

/** How the last form of this line went, and of which it was; nothing of another line's, or of another form's where one is named. */
export function lastOf({ last }: DecisionDesk, line: Placed, form?: LineForm) {
  const own =
    last.about === placeOf(line) && (form === undefined || last.typed.get('form') === form)
  return { ...last, problem: own ? last.problem : null, done: own ? last.done : null }
}

type LineForm = 'decide' | 'finish'

export function Hidden({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}

function startOf({ reader }: DecisionDesk): Record<keyof DecisionFields, string> {
  return {
    ...{ choice: '', reason: '', owner: reader, dueOn: '', stage: 'proposed' },
    ...{ approvedBy: '', approvedOn: '', effectiveTerm: '' },
  }
}

/** Whoever may not approve changes a proposal: what was approved was not this. */
function startFrom(
  standing: DecisionView,
  { mayApprove }: DecisionDesk,
): Record<keyof DecisionFields, string> {
  const { choice, reason, owner, dueOn, stage, approvedBy, approvedOn, effectiveTerm } = standing
  const approval = mayApprove || approvedOn === null
  return {
    ...{ choice, reason, owner: owner?.name ?? '', dueOn: dueOn ?? '' },
    stage: approval ? stage : 'with_faculty',
    approvedBy: approval ? (approvedBy ?? '') : '',
    approvedOn: approval ? (approvedOn ?? '') : '',
    effectiveTerm: effectiveTerm ?? '',
  }
}
