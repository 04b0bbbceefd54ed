import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { Said } from '@/app/_components/ui/said'
import type { MapView } from '@/server/domain/reading/map-view'
import { Table } from '../ui/table'
import { TierRow } from '../ui/tier-row'
import { claimWords, tierWords, verdictWords } from './map-words'

const COLUMNS = 10

/** The table behind the picture: the same rows, the same figures. */
export async function MapTable({ rows }: { rows: MapView['rows'] }) {
  const t = await getTranslations('maps')
  const alignments = await getTranslations('alignments')
  const none = t('table.none')
  const range = (reading: { score: number; lower: number; upper: number } | null) =>
    reading
      ? t('table.range', {
          score: Math.round(reading.score),
          lower: Math.round(reading.lower),
          upper: Math.round(reading.upper),
        })
      : none
  return (
    <section id="table" aria-labelledby="table-title" className="mt-12 scroll-mt-4">
      <h2 id="table-title" className="mb-2">
        {t('table.title')}
      </h2>
      <Table
        caption={t('table.caption')}
        className="text-sm"
        columns={[
          { label: t('panels.competency') },
          { label: t('table.importance'), numeric: true },
          { label: t('table.n'), numeric: true },
          { label: t('table.fit'), numeric: true },
          { label: t('table.nFit'), numeric: true },
          { label: t('table.ready'), numeric: true },
          { label: t('table.need'), numeric: true },
          { label: t('panels.reading') },
          { label: t('table.claimed') },
          { label: t('table.agreement') },
        ]}
      >
        {rows.map((row) => (
          <Fragment key={row.key}>
            <TierRow columns={COLUMNS} words={tierWords(t, rows, row)} />
            <tr>
              <th scope="row" className="min-w-44">
                <Said>{row.competency.label}</Said>
                {row.joined ? (
                  <span className="sub">
                    {alignments('joined.also', {
                      wording: row.joined.competency.label,
                      framework: row.joined.competency.framework.name,
                    })}
                  </span>
                ) : null}
              </th>
              <td className="num">{range(row.importance)}</td>
              <td className="num">{row.importance?.employers ?? none}</td>
              <td className="num">{range(row.fit)}</td>
              <td className="num">{row.fit?.employers ?? none}</td>
              <td className="num">
                {row.fit
                  ? t('table.percent', { share: Math.round(100 * row.fit.ready.mean) })
                  : none}
              </td>
              <td className="num">{range(row.need && { ...row.need, score: row.need.value })}</td>
              <td>{verdictWords(t, row)}</td>
              <td>{row.flag ? t(`flag.${row.flag}`) : claimWords(t, row)}</td>
              <td>{row.fit?.agreement ? t(`agreement.${row.fit.agreement}`) : none}</td>
            </tr>
          </Fragment>
        ))}
      </Table>
    </section>
  )
}
