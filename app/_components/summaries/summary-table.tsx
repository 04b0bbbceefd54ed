import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { Said } from '@/app/_components/ui/said'
import type { SummaryRow } from '@/server/domain/reading/summary-view'
import { verdictWords } from '../maps/map-words'
import { Table } from '../ui/table'
import { TierRow } from '../ui/tier-row'

const COLUMNS = 7

type Points = { value: number; lower: number; upper: number }

/** Every competency of a summary in tiers of importance: the table behind its pictures. */
export async function SummaryTable({ rows }: { rows: SummaryRow[] }) {
  const t = await getTranslations('summaries.wanted')
  const maps = await getTranslations('maps')
  const byImportance = [...rows].sort(
    (a, b) => (b.importance?.value ?? -1) - (a.importance?.value ?? -1),
  )
  const range = (points: Points | null) =>
    points
      ? t('range', {
          value: Math.round(points.value),
          lower: Math.round(points.lower),
          upper: Math.round(points.upper),
        })
      : t('none')
  return (
    <section aria-labelledby="wanted-title" className="mt-12">
      <h2 id="wanted-title">{t('title')}</h2>
      <p className="mt-1 mb-2 text-muted">{t('text')}</p>
      <Table
        caption={t('caption')}
        columns={[
          { label: t('competency') },
          { label: t('importance'), numeric: true },
          { label: t('fit'), numeric: true },
          { label: t('need'), numeric: true },
          { label: t('reading') },
          { label: t('mustHave'), numeric: true },
          { label: t('claimedBy') },
        ]}
      >
        {byImportance.map((row, at) => (
          <Fragment key={row.competency.id}>
            <TierRow
              columns={COLUMNS}
              words={
                at > 0 && row.importanceTier !== byImportance[at - 1]?.importanceTier
                  ? t(row.importanceTier === null ? 'unknown' : 'smaller')
                  : null
              }
            />
            <tr>
              <th scope="row" className="min-w-44">
                <Said>{row.competency.label}</Said>
              </th>
              <td className="num">
                {range(row.importance)}
                {row.importance ? (
                  <span className="sub">{t('atLeast', { n: row.employers.importance })}</span>
                ) : null}
              </td>
              <td className="num">
                {range(row.fit)}
                {row.fit ? (
                  <span className="sub">{t('atLeast', { n: row.employers.fit })}</span>
                ) : null}
              </td>
              <td className="num">{row.need ? Math.round(row.need.value) : t('none')}</td>
              <td className="min-w-36">
                {row.word ? verdictWords(maps, { word: row.word, leans: row.leans }) : t('none')}
              </td>
              <td className="num">
                {row.mustHave.of > 0
                  ? t('sectors', { count: row.mustHave.sectors.length, of: row.mustHave.of })
                  : t('none')}
              </td>
              <td className="min-w-40">
                {row.claimedBy.length === 0 ? (
                  <span className="text-muted">{t('nobody')}</span>
                ) : (
                  <ul>
                    {row.claimedBy.map((credential) => (
                      <li key={credential.slug}>
                        <Link
                          href={`/credentials/${credential.slug}`}
                          prefetch={false}
                          className="link"
                        >
                          <Said>{credential.name}</Said>
                        </Link>
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          </Fragment>
        ))}
      </Table>
    </section>
  )
}
