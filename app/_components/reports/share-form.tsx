import { useFormatter, useTranslations } from 'next-intl'
import type { ReportShares } from '@/server/domain/reading/report-shares'
import { Button } from '../ui/button'
import { FieldError } from '../ui/field'
import { Notice } from '../ui/notice'
import { Said } from '../ui/said'
import { Hidden } from './decide-form'
import type { DecisionDesk } from './decision-desk'
import { reportForm } from './report-forms'

type Props = {
  desk: Pick<DecisionDesk, 'org' | 'here' | 'last'>
  report: { credential: string; occupation: string }
  shares: ReportShares
  /** Why it cannot be shared now; null when it can. */
  waits: { for: 'draft' | 'nothingReleased' } | { for: 'notYet'; date: Date } | null
}

/** With whom a report is shared, and the way to share it with one more. */
export function ShareForm({ desk, report, shares, waits }: Props) {
  const t = useTranslations('decisions.share')
  const format = useFormatter()
  const { done } = desk.last
  return (
    <section id="share" aria-labelledby="share-title" className="min-w-0 print:hidden">
      <h2 id="share-title">{t('title')}</h2>
      <p className="measure mt-1 text-muted">{t('text')}</p>
      {done === 'shared' || done === 'unshared' ? (
        <Notice kind="good" announce>
          {t(`done.${done}`)}
        </Notice>
      ) : null}
      {shares.shared.length > 0 ? (
        <ul className="rows mt-3">
          {shares.shared.map(({ id, name, at }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3">
              <Said>
                {t('shared', { name, date: format.dateTime(at, { dateStyle: 'medium' }) })}
              </Said>
              <form method="post" action={reportForm(desk.org, 'unshare', desk.here)}>
                <Hidden fields={{ ...report, partnershipId: id }} />
                <Button aria-label={t('unshareNamed', { name })}>{t('unshare')}</Button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      {waits ? (
        <p className="mt-3">
          {waits.for === 'notYet'
            ? t('notYet', { date: format.dateTime(waits.date, { dateStyle: 'long' }) })
            : t(waits.for)}
        </p>
      ) : (
        <Choose desk={desk} report={report} shares={shares} />
      )}
    </section>
  )
}

function Choose({ desk, report, shares }: Omit<Props, 'waits'>) {
  const t = useTranslations('decisions.share')
  const { problem, typed } = desk.last
  const refused = problem && typed.has('partnershipId') ? problem.message : null
  const { near, others } = shares
  if (near.length + others.length === 0) return <p className="mt-3">{t('none')}</p>
  return (
    <form
      method="post"
      action={reportForm(desk.org, 'share', desk.here)}
      className="mt-3 grid max-w-xl gap-3"
    >
      <Hidden fields={report} />
      <div className="min-w-0">
        <label htmlFor="f-partnershipId" className="mb-1 block font-semibold">
          {t('partnership')}
        </label>
        {refused ? <FieldError id="f-partnershipId-error">{refused}</FieldError> : null}
        <select
          id="f-partnershipId"
          name="partnershipId"
          className="control"
          defaultValue={typed.get('partnershipId')}
          aria-describedby={refused ? 'f-partnershipId-error' : undefined}
        >
          <Group label={t('near')} partnerships={near} />
          <Group label={t('others')} partnerships={others} />
        </select>
      </div>
      <div>
        <Button variant="primary">{t('share')}</Button>
      </div>
    </form>
  )
}

function Group({ label, partnerships }: { label: string; partnerships: ReportShares['near'] }) {
  if (partnerships.length === 0) return null
  return (
    <optgroup label={label}>
      {partnerships.map(({ id, name }) => (
        <option key={id} value={id} dir="auto">
          {name}
        </option>
      ))}
    </optgroup>
  )
}
