import { useFormatter, useTranslations } from 'next-intl'
import { Table } from '@/app/_components/ui/table'
import type { WaitingReason } from '@/server/domain/method/integrity'

type Props = { asOf: Date | null; totals: { reason: WaitingReason; answers: number }[] }

/** Five totals of the whole site. */
export function WhyAnswersWait({ asOf, totals }: Props) {
  const t = useTranslations('integrity.waiting')
  const format = useFormatter()
  return (
    <section aria-labelledby="waiting" className="mt-12">
      <h2 id="waiting">{t('title')}</h2>
      <p className="measure mt-1 mb-4 text-muted">
        {asOf
          ? t('text', { date: format.dateTime(asOf, { dateStyle: 'medium', timeStyle: 'short' }) })
          : t('none')}
      </p>
      {asOf ? (
        <div className="max-w-[40rem]">
          <Table
            caption={t('caption')}
            columns={[{ label: t('reason') }, { label: t('answers'), numeric: true }]}
          >
            {totals.map(({ reason, answers }) => (
              <tr key={reason}>
                <th scope="row">{t(`reasons.${reason}`)}</th>
                <td className="num">{answers === 0 ? t('few') : format.number(answers)}</td>
              </tr>
            ))}
          </Table>
        </div>
      ) : null}
    </section>
  )
}
