import { getFormatter, getTranslations } from 'next-intl/server'
import type { MapRow, MapView } from '@/server/domain/map-view'
import { inTen } from '@/server/domain/maps'
import { plainLabel, plainTitle } from '@/server/domain/plain-title'

type Translate = Awaited<ReturnType<typeof getTranslations<'maps'>>>

/** "Act first", "Too early to call; leans Keep", "Borderline, leans Act first". */
export function verdictWords(t: Translate, row: Pick<MapRow, 'word' | 'leans'>): string {
  if (row.word === 'early')
    return t('word.early', { leans: row.leans ? t(`word.${row.leans}`) : '' })
  return t(`word.${row.word}`)
}

/** "About 5 in 10 employers say ready", or why nothing can be said. */
export function readySentence(t: Translate, row: MapRow): string | null {
  if (!row.fit) return row.importance ? t('ready.notRated') : null
  const tenths = inTen(row.fit.ready.mean)
  if (tenths === 0) return t('ready.none')
  if (tenths === 10) return t('ready.all')
  return t('ready.some', { tenths })
}

export function claimWords(t: Translate, row: MapRow): string {
  if (row.claim !== 'claimed') return t(`claim.${row.claim}`)
  const claims = row.claims.map((claim) => t(`claim.${claim}`)).join(', ')
  return t('claim.claimed', { claims })
}

/** "for machinists": the occupation's title inside a sentence of this locale. */
export function occupationInSentence(title: string, locale: string): string {
  return locale === 'en' ? plainTitle(title) : title
}

/** A competency's label inside a sentence of this locale. */
export function labelInSentence(label: string, locale: string): string {
  return locale === 'en' ? plainLabel(label) : label
}

/** The facts under a map's title, in order. */
export async function mapFacts(map: MapView) {
  const t = await getTranslations('maps')
  const sectors = await getTranslations('sectors')
  const format = await getFormatter()
  const bold = { b: (chunks: React.ReactNode) => <b>{chunks}</b> }
  const { employers } = map.finding
  return [
    employers > 0
      ? t.rich('facts.employers', { count: employers, ...bold })
      : t('facts.noEmployers'),
    t('facts.place', {
      region: map.filter.region?.name ?? t('facts.everywhere'),
      sector: map.filter.sector ? sectors(map.filter.sector) : t('facts.allSectors'),
    }),
    map.release
      ? t.rich('facts.release', {
          no: map.release.no,
          date: format.dateTime(map.release.at, { dateStyle: 'long' }),
          ...bold,
        })
      : null,
    t('facts.method', { version: map.method }),
  ]
}
