import { getLocale, getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { MapView } from '@/server/domain/reading/map-view'
import { type GridPoint, PrioritiesGrid } from '../charts/priorities-grid'

/** The same rows on one grid of importance and fit, each dot under its letter in the list; letters follow the alphabet. */
export async function MapPriorities({ rows }: { rows: MapView['rows'] }) {
  const t = await getTranslations('maps')
  const order = new Intl.Collator(await getLocale())
  const points = rows
    .flatMap(({ key, importance, fit, word, competency }) =>
      importance && fit ? [{ key, importance, fit, word, label: competency.label }] : [],
    )
    .sort((a, b) => order.compare(a.label, b.label))
    .map((point, index) => ({ ...point, letter: letterOf(index) }))
  if (points.length < 2) return null
  const dots: GridPoint[] = points.map(({ key, letter, word, importance, fit }) => ({
    key,
    letter,
    open: word === 'borderline' || word === 'early',
    importance: { ...importance, value: importance.score },
    fit: { ...fit, value: fit.score },
  }))
  return (
    <section aria-labelledby="priorities-title" className="mt-12">
      <h2 id="priorities-title">{t('priorities.title')}</h2>
      <p className="measure mt-1 mb-4 text-muted">{t('priorities.text')}</p>
      <div className="keep-together grid gap-x-10 gap-y-4 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <p className="mb-1 text-sm text-muted" aria-hidden="true">
            {t('priorities.up')}
          </p>
          <div className="px-3">
            <PrioritiesGrid
              title={t('priorities.picture')}
              points={dots}
              cut={100 * QUADRANT_CUT}
              corners={{
                act: t('word.act'),
                keep: t('word.keep'),
                review: t('word.review'),
                low: t('word.low'),
              }}
            />
          </div>
          <p className="mt-1 text-right text-sm text-muted" aria-hidden="true">
            {t('priorities.right')}
          </p>
        </div>
        <ul className="text-sm md:pt-6">
          {points.map((point) => (
            <li key={point.key} className="flex gap-2 border-b border-line py-1">
              <b className="w-6 flex-none">{point.letter}</b>
              <span>
                <Said>{point.label}</Said>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A … Z, AA … AZ, BA … */
function letterOf(index: number): string {
  const round = Math.floor(index / ALPHABET.length)
  const letter = ALPHABET.charAt(index % ALPHABET.length)
  return round === 0 ? letter : `${ALPHABET.charAt(round - 1)}${letter}`
}
