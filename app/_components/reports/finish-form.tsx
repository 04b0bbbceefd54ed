import { useTranslations } from 'next-intl'
import {
  longestReason,
  type ProgressFields,
  progressStates,
} from '@/server/domain/reading/decisions'
import { Button } from '../ui/button'
import { ChoiceField, FieldError, TextAreaField, TextField } from '../ui/field'
import { Refusal } from '../ui/refusal'
import { type DecidedLine, Hidden, lastOf, placeOf } from './decide-form'
import type { DecisionDesk } from './decision-desk'
import { reportForm } from './report-forms'

type Props = { desk: DecisionDesk; line: Pick<DecidedLine, 'key' | 'at'>; decisionId: string }

/** Done, with the day and what shows it; late or dropped, with a word why. */
export function FinishForm({ desk, line, decisionId }: Props) {
  const t = useTranslations('decisions.finishForm')
  const { problem, typed } = lastOf(desk, line, 'finish')
  const value = (name: keyof ProgressFields) => (problem ? typed.get(name) : null) ?? ''
  const id = (name: string) => `finish-${name}-${placeOf(line)}`
  const field = problem?.field?.split('.').at(-1)
  const error = (name: string) => (field === name ? problem?.message : undefined)
  const at = (name: string) => ({ id: id(name), name, error: error(name) })
  return (
    <form
      method="post"
      action={reportForm(desk.org, 'finish', desk.here)}
      className="decide-form"
      autoComplete="off"
    >
      <Hidden fields={{ about: placeOf(line), form: 'finish', decisionId }} />
      {problem ? <Refusal problem={problem} at={field && id(field)} /> : null}
      <fieldset id={id('state')} tabIndex={-1} className="min-w-0">
        <legend className="mb-1 font-semibold">{t('ask')}</legend>
        {error('state') ? <FieldError>{error('state')}</FieldError> : null}
        <div className="flex flex-wrap gap-x-6">
          {progressStates.map((state) => (
            <ChoiceField
              key={state}
              type="radio"
              name="state"
              value={state}
              label={t(state)}
              defaultChecked={value('state') === state}
              required
            />
          ))}
        </div>
      </fieldset>
      <div className="decide-fields">
        <TextAreaField
          {...at('note')}
          label={t('note')}
          hint={t('noteHint')}
          rows={2}
          maxLength={longestReason}
          defaultValue={value('note')}
        />
        <TextField
          {...at('happenedOn')}
          label={t('happenedOn')}
          hint={t('happenedOnHint')}
          type="date"
          defaultValue={value('happenedOn')}
        />
      </div>
      <div>
        <Button variant="primary">{t('save')}</Button>
      </div>
    </form>
  )
}
