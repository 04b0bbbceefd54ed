import { getFormatter, getTranslations } from 'next-intl/server'
import { defaultLanguage } from '@/server/domain/default-language'
import { plainLabel, plainTitle } from '@/server/domain/plain-title'
import type { MapRow, TieredRow } from '@/server/domain/reading/map-row'
import type { MapView } from '@/server/domain/reading/map-view'
import { inTen } from '@/server/domain/reading/maps'

type Translate = Awaited<ReturnType<typeof getTranslations<'maps'>>>

/** "Act first", "Looks short; ask again or look into it", "Too early to call; leans Keep", "Borderline". */
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

/** n behind a row: of holders and of the job, once where they are the same. The label is that of the smaller. */
export function evidenceWords(t: Translate, row: MapRow): string | null {
  if (row.employers === null || row.evidence === null) return null
  const label = t(`evidence.${row.evidence}`)
  const { fit, importance } = row
  return fit && importance && fit.employers !== importance.employers
    ? t('evidence.both', { fit: fit.employers, importance: importance.employers, label })
    : t('evidence.line', { n: row.employers, label })
}

/** What is said where a tier of need begins: clearly smaller than before, or no clear difference at all. */
export function tierWords(t: Translate, rows: TieredRow[], row: TieredRow): string | null {
  const first = (no: number) => rows.find((each) => each.tier === no)
  if (row.tier === null || first(row.tier) !== row) return null
  if (row.tier > 0) return t('tier.smaller')
  const alone = rows.filter((each) => each.tier === row.tier).length === 1
  if (alone) return null
  return first(1) ? t('tier.largest') : t('tier.only')
}

const MOST_NAMED = 5

/** Labels inside a sentence by the alphabet, so that no order of figures is told; five at most, and how many more. */
export function namedLabels(t: Translate, labels: string[], locale: string): string {
  const sorted = alphabetically(labels, locale).map((label) => labelInSentence(label, locale))
  const list = sorted.slice(0, MOST_NAMED).join('; ')
  const more = sorted.length - MOST_NAMED
  return more > 0 ? t('lede.andMore', { list, count: more }) : list
}

function alphabetically(labels: string[], locale: string): string[] {
  return [...labels].sort(new Intl.Collator(locale).compare)
}

export function claimWords(t: Translate, row: MapRow): string {
  if (row.claim !== 'claimed') return t(`claim.${row.claim}`)
  const claims = row.claims.map((claim) => t(`claim.${claim}`)).join(', ')
  return t('claim.claimed', { claims })
}

/** "for machinists": the occupation's title inside a sentence of this locale. */
export function occupationInSentence(title: string, locale: string): string {
  return locale === defaultLanguage ? plainTitle(title) : title
}

/** A competency's label inside a sentence of this locale. */
export function labelInSentence(label: string, locale: string): string {
  return locale === defaultLanguage ? plainLabel(label) : label
}

/** The facts under a map's title, in order. */
export async function mapFacts(map: MapView) {
  const t = await getTranslations('maps')
  const sectors = await getTranslations('sectors')
  const format = await getFormatter()
  const bold = { b: (chunks: React.ReactNode) => <b>{chunks}</b> }
  const { fit, importance } = map.finding.employers
  return [
    fit > 0
      ? t.rich('facts.fit', { count: fit, ...bold })
      : t(importance > 0 ? 'facts.noFit' : 'facts.noEmployers'),
    importance > 0 ? t.rich('facts.importance', { count: importance, ...bold }) : null,
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
    map.publicFrom
      ? t('facts.publicFrom', { date: format.dateTime(map.publicFrom, { dateStyle: 'long' }) })
      : null,
    t('facts.method', { version: map.method }),
  ]
}
