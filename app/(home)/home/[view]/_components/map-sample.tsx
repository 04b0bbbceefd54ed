import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { ChartDefs } from '@/app/_components/charts/chart-defs'
import { IntervalTrack } from '@/app/_components/charts/interval-track'
import { occupationInSentence, verdictWords } from '@/app/_components/maps/map-words'
import { Said } from '@/app/_components/ui/said'
import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { MapView } from '@/server/domain/reading/map-view'

/** Rows of a real map: of the tier with the largest need, by the alphabet, and one that holders are ready for. */
export async function MapSample({ map }: { map: MapView }) {
  const t = await getTranslations('catalogue.home')
  const words = await getTranslations('maps')
  const locale = await getLocale()
  const order = new Intl.Collator(locale)
  const named = (keys: string[]) =>
    map.rows
      .filter((row) => keys.includes(row.key))
      .sort((a, b) => order.compare(a.competency.label, b.competency.label))
  const rows = [...named(map.finding.short).slice(0, 2), ...named(map.finding.kept).slice(0, 1)]
  if (rows.length < 2) return null
  const cut = 100 * QUADRANT_CUT
  return (
    <figure className="min-w-0 self-end border-t-2 border-ink pt-3">
      <ChartDefs />
      <figcaption className="text-sm text-muted">
        {t.rich('sample', {
          credential: map.credential.name,
          occupation: occupationInSentence(map.occupation.title, locale),
          a: (chunks) => (
            <Link
              href={`/maps/${map.credential.slug}/${map.occupation.code}/all/all`}
              prefetch={false}
              className="link"
            >
              {chunks}
            </Link>
          ),
        })}
      </figcaption>
      <div
        className="mt-2 grid grid-cols-2 gap-x-[min(2rem,6vw)] text-sm text-muted"
        aria-hidden="true"
      >
        <span>{t('sampleImportance')}</span>
        <span>{t('sampleFit')}</span>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.key} className="border-t border-line py-2">
            <p className="flex flex-wrap items-baseline gap-x-4">
              <span className="min-w-0 flex-1 basis-40 font-semibold">
                <Said>{row.competency.label}</Said>
              </span>
              <span className={`verdict verdict-${row.word} flex-none text-sm`}>
                {verdictWords(words, row)}
              </span>
            </p>
            <div className="grid grid-cols-2 gap-x-[min(2rem,6vw)] px-2">
              <IntervalTrack
                kind="importance"
                cut={cut}
                interval={row.importance && { ...row.importance, value: row.importance.score }}
                title={words('panels.importanceTitle', rounded(row.importance))}
              />
              <IntervalTrack
                kind="fit"
                cut={cut}
                interval={row.fit && { ...row.fit, value: row.fit.score }}
                title={words('panels.fitTitle', rounded(row.fit))}
              />
            </div>
          </li>
        ))}
      </ul>
    </figure>
  )
}

function rounded(reading: { score: number; lower: number; upper: number } | null) {
  return {
    score: Math.round(reading?.score ?? 0),
    lower: Math.round(reading?.lower ?? 0),
    upper: Math.round(reading?.upper ?? 0),
  }
}
