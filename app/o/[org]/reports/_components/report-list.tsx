import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { dayWords } from '@/app/_components/decisions/decision-words'
import { occupationInSentence } from '@/app/_components/maps/map-words'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { Table } from '@/app/_components/ui/table'
import type { ReportListItem } from '@/server/domain/reading/report-view'

type Props = { org: string; reports: readonly ReportListItem[] }

/** Reports as lines: what each is of, how far its lines are decided, what is due next. */
export function ReportList({ org, reports }: Props) {
  const t = useTranslations('reports.list')
  const format = useFormatter()
  const locale = useLocale()
  const shared = reports.some(({ sharedBy }) => sharedBy !== null)
  return (
    <Table
      stack
      caption={t('title')}
      columns={[
        { label: t('columns.report') },
        ...(shared ? [] : [{ label: t('columns.lines') }, { label: t('columns.due') }]),
        { label: t('columns.release') },
      ]}
    >
      {reports.map(({ map, sharedBy, lines, overdueDays, dueOn }) => {
        const occupation = occupationInSentence(map.occupation.title, locale)
        return (
          <tr key={`${map.credential.slug} ${map.occupation.code}`}>
            <th scope="row">
              <Link
                href={`/o/${org}/reports/${map.credential.slug}/${map.occupation.code}`}
                prefetch={false}
                className="quiet-link"
              >
                <Said>{map.credential.name}</Said>
              </Link>
              <span className="sub">
                {sharedBy ? t('by', { occupation, provider: sharedBy }) : t('for', { occupation })}
              </span>
            </th>
            {shared ? null : (
              <>
                <td data-label={t('columns.lines')}>
                  {lines && lines.of > 0 ? (
                    t('decided', lines)
                  ) : (
                    <span className="text-muted">
                      {t(lines ? 'nothingAsks' : map.employers > 0 ? 'unread' : 'notEnough')}
                    </span>
                  )}
                  {overdueDays === null ? null : (
                    <span className="sub">
                      <StateWord tone="bad">{t('overdue', { days: overdueDays })}</StateWord>
                    </span>
                  )}
                </td>
                <td data-label={t('columns.due')}>
                  {dueOn ? (
                    dayWords(format, dueOn)
                  ) : (
                    <span className="text-muted">{t('noDue')}</span>
                  )}
                </td>
              </>
            )}
            <td className="text-muted">
              {map.release
                ? t('released', {
                    no: map.release.no,
                    date: format.dateTime(map.release.at, { dateStyle: 'medium' }),
                  })
                : t('noDue')}
            </td>
          </tr>
        )
      })}
    </Table>
  )
}
