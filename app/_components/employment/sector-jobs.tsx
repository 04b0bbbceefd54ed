import { useFormatter, useTranslations } from 'next-intl'
import type { RegionEmployment } from '@/server/domain/catalogue/employment'
import { Table } from '../ui/table'

/** A region's jobs by sector, with each sector's share of those known. */
export function SectorJobs({
  employment,
  waiting = false,
}: {
  employment: RegionEmployment
  waiting?: boolean
}) {
  const t = useTranslations('employment')
  const sectors = useTranslations('sectors')
  const format = useFormatter()
  return (
    <Table
      caption={t(waiting ? 'waitingCaption' : 'sectorsCaption', { region: employment.region.name })}
      captionShown
      className="max-w-[40rem]"
      columns={[
        { label: t('columns.sector') },
        { label: t('columns.jobs'), numeric: true },
        { label: t('columns.share'), numeric: true },
      ]}
    >
      {employment.sectors.map(({ sector, employment: jobs, share }) => (
        <tr key={sector}>
          <th scope="row">
            {sectors(sector)}
            <span className="sub">{sector}</span>
          </th>
          <td className="num">
            {jobs === null ? (
              <span className="text-muted">{t('notPublished')}</span>
            ) : (
              format.number(jobs)
            )}
          </td>
          <td className="num">
            {share === null
              ? t('none')
              : format.number(share, {
                  style: 'percent',
                  minimumFractionDigits: 1,
                  maximumFractionDigits: 1,
                })}
          </td>
        </tr>
      ))}
    </Table>
  )
}
