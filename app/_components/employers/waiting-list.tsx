import { useTranslations } from 'next-intl'
import { mostDecided } from '@/server/domain/people/confirmations'
import { Button } from '../ui/button'
import { TextField } from '../ui/field'
import type { Decision } from './read-decision'
import { SelectAll } from './select-all'
import { shortId } from './short-id'
import { type WaitingRecord, WaitingRow } from './waiting-row'

type Props = {
  /** Where the form goes. */
  action: string
  /** By which of its lists the page finds this one again: the id of its section. */
  list: string
  /** What the page was searched for. */
  search: string
  /** What these are: the form's name. */
  label: string
  records: WaitingRecord[]
  placed: boolean
  /** Which of them this reader may decide about. */
  may: (record: WaitingRecord) => boolean
  /** A confirmation has a reason, too: the operator's. */
  noted?: boolean
  decision: Decision
}

/** All that wait to be confirmed, on one page and in one form: those ticked are confirmed, or turned down with a reason. */
export function WaitingList(props: Props) {
  const { action, list, search, label, placed, may, noted = false, decision } = props
  const { all, ticked, typed, problems, refusal } = decision
  const t = useTranslations('employers')
  // What somebody has just tried to decide is on the page, whatever waits before it.
  const isTried = ({ id }: WaitingRecord) => ticked.has(shortId(id))
  const records = [
    ...props.records.filter(isTried),
    ...props.records.filter((record) => !isTried(record)),
  ].slice(0, mostDecided)
  const some = records.some(may)
  const rows = (
    <ul className="rows">
      {records.map((record) => (
        <li key={record.id}>
          <WaitingRow
            record={record}
            placed={placed}
            choice={
              may(record)
                ? { checked: all === list || ticked.has(shortId(record.id)), typed }
                : null
            }
            problem={problems.get(shortId(record.id)) ?? null}
          />
        </li>
      ))}
    </ul>
  )
  const more =
    props.records.length > records.length ? (
      <p className="text-muted">
        {t('firstOf', { count: records.length, total: props.records.length })}
      </p>
    ) : null
  if (!some) {
    return (
      <>
        {rows}
        {more}
      </>
    )
  }
  return (
    <form method="post" action={action} aria-label={label} className="grid gap-3">
      <input type="hidden" name="list" value={list} />
      {search ? <input type="hidden" name="q" value={search} /> : null}
      {/* Enter in a field presses the first button of a form: it confirms, and does not tick all. */}
      <button
        type="submit"
        name="do"
        value="confirm"
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      />
      <p>
        <SelectAll label={t('selectAll', { count: records.filter(may).length })} />
      </p>
      {rows}
      {more}
      <div className="flex flex-wrap items-end gap-3">
        {noted ? (
          <div className="min-w-0 flex-1 basis-72">
            <TextField
              id={`note-${action}-${label}`}
              name="note"
              label={t('confirmReason')}
              hint={t('confirmReasonHint')}
              maxLength={500}
              defaultValue={typed.get('note') ?? ''}
            />
          </div>
        ) : null}
        <Button variant="primary" name="do" value="confirm">
          {t('confirmSelected')}
        </Button>
      </div>
      <details className="fold" open={refusal !== undefined}>
        <summary>{t('refuseSelected')}</summary>
        <div className="mt-2 flex max-w-xl flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-72">
            <TextField
              id={`refusal-${action}-${label}`}
              name="refusal"
              label={t('reason')}
              error={refusal}
              maxLength={500}
              defaultValue={typed.get('refusal') ?? ''}
            />
          </div>
          <Button variant="danger" name="do" value="refuse">
            {t('refuseSelected')}
          </Button>
        </div>
      </details>
    </form>
  )
}
