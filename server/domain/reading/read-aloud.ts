import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { MapView } from './map-view'
import { inTen } from './maps'
import { movedIn } from './report-sections'

/** Sentences of the paragraph, each a message; those with `labels` name competencies, which its reader puts in order. */
export const aloudKeys = [
  ...(['ready', 'readyCount', 'short', 'shortCount', 'tenths', 'tenthsOfTwo'] as const),
  ...(['unclaimed', 'more', 'looksShort', 'looksShortCount', 'met', 'few', 'early'] as const),
  ...(['readier', 'readierCount', 'lessReady', 'lessReadyCount'] as const),
  ...(['neededMore', 'neededMoreCount', 'neededLess', 'neededLessCount'] as const),
  ...(['none', 'noFit', 'known', 'onPaper', 'once', 'range', 'together'] as const),
] as const
export type AloudKey = (typeof aloudKeys)[number]

export type AloudSentence = {
  key: AloudKey
  labels: string[]
  values: Record<string, number>
}

/** A paragraph takes so many words to say. */
export const aloudWords = { least: 40, most: 90 } as const

/** What of a map it is made from. */
export type Aloud = Pick<MapView, 'rows' | 'finding' | 'release'>

/** What may be named of a kind; more is counted. */
const mostNamed = { ready: 3, other: 2 }

type Part = {
  /** The sentences with their names; null where there are too many to name. */
  named: AloudSentence[] | null
  counted: AloudSentence[]
  /** Left out where there is no room. */
  optional: boolean
}

/**
 * The paragraph a dean can read aloud, from the words of a map: what holders were found ready for, what falls short by its
 * tier of need, and what has clearly changed among the same employers (METHOD §5, §6). It says nothing that a word of the
 * map does not say, and takes 40 to 90 words: names that are too long are counted instead.
 * @param wordsOf how many words a sentence takes when it is said
 */
export function readAloud(
  map: Aloud,
  wordsOf: (sentence: AloudSentence) => number,
): AloudSentence[] {
  const length = (sentences: readonly AloudSentence[]) =>
    sentences.reduce((sum, sentence) => sum + wordsOf(sentence), 0)
  const chosen = partsOf(map).map((part) => ({ ...part, said: part.named ?? part.counted }))
  const said = () => chosen.flatMap((part) => part.said)
  // What is told last gives way first.
  for (const part of [...chosen].reverse()) {
    if (length(said()) > aloudWords.most) part.said = part.counted
  }
  for (const part of [...chosen].reverse()) {
    if (length(said()) > aloudWords.most && part.optional) part.said = []
  }
  const whole = said()
  for (const key of ['once', 'range', 'together'] as const) {
    if (length(whole) < aloudWords.least) whole.push(sentence(key))
  }
  return whole
}

function partsOf(map: Aloud): Part[] {
  const { rows, finding } = map
  if (finding.key === 'none') return [fixed(sentence('none'))]
  if (finding.employers.fit === 0) return importanceOnly(rows, finding.employers.importance)
  const labelOf = new Map(rows.map((row) => [row.key, row.competency.label]))
  const labels = (keys: readonly string[]) => keys.flatMap((key) => labelOf.get(key) ?? [])
  const { short, looksShort, kept, more, few } = finding
  return [
    ...counted('ready', labels(kept), mostNamed.ready, true),
    ...(finding.key === 'early' ? [fixed(sentence('early'))] : []),
    ...shortOf(rows, finding),
    ...(more > 0 && short.length > 0 ? [optional(sentence('more', [], { count: more }))] : []),
    ...counted('looksShort', labels(looksShort), mostNamed.other, false),
    ...(finding.key === 'met' ? [fixed(sentence('met'))] : []),
    ...(finding.key === 'met' && few ? [fixed(sentence('few'))] : []),
    ...changesOf(map),
  ]
}

/** Needs of the largest tier, with the share that was ready where one or two are named. */
function shortOf(rows: MapView['rows'], { short, unclaimed }: MapView['finding']): Part[] {
  const named = rows.filter(({ key }) => short.includes(key))
  const count = named.length
  if (count === 0) return []
  const claims = unclaimed > 0 ? [sentence('unclaimed', [], { count, unclaimed })] : []
  const labels = named.map((row) => row.competency.label)
  return [
    {
      named:
        count <= mostNamed.other
          ? [sentence('short', labels, { count }), ...tenthsOf(named), ...claims]
          : null,
      counted: [sentence('shortCount', [], { count }), ...claims],
      optional: false,
    },
  ]
}

/** "About n in 10"; of two the smaller share first, which tells no order of needs. */
function tenthsOf(rows: MapView['rows']): AloudSentence[] {
  const [one, other] = rows
    .flatMap(({ fit }) => (fit ? [inTen(fit.ready.mean)] : []))
    .sort((a, b) => a - b)
  if (one === undefined) return []
  return other === undefined || other === one
    ? [sentence('tenths', [], { tenths: one, count: rows.length })]
    : [sentence('tenthsOfTwo', [], { from: one, to: other })]
}

/** Changes that are clear, of the same employers and brought by the newest release. */
function changesOf(map: Aloud): Part[] {
  const { clear } = movedIn(map)
  const changed = (scale: 'fit' | 'importance', change: 'higher' | 'lower') =>
    clear.flatMap((moved) =>
      moved.side === scale && moved.change === change ? [moved.row.competency.label] : [],
    )
  return [
    ...counted('readier', changed('fit', 'higher'), mostNamed.other, true),
    ...counted('lessReady', changed('fit', 'lower'), mostNamed.other, true),
    ...counted('neededMore', changed('importance', 'higher'), mostNamed.other, true),
    ...counted('neededLess', changed('importance', 'lower'), mostNamed.other, true),
  ]
}

function importanceOnly(rows: MapView['rows'], employers: number): Part[] {
  const important = rows.filter(
    ({ importance }) => importance && importance.score >= 100 * QUADRANT_CUT,
  )
  const claimed = important.filter(({ claim }) => claim === 'claimed').length
  const described = rows.some(({ claim }) => claim !== 'not_described')
  return [
    fixed(sentence('noFit')),
    fixed(sentence('known', [], { count: employers })),
    ...(described && important.length > 0
      ? [fixed(sentence('onPaper', [], { claimed, of: important.length }))]
      : []),
  ]
}

type Named = 'ready' | 'looksShort' | 'readier' | 'lessReady' | 'neededMore' | 'neededLess'

/** A sentence that names some competencies, or says how many they are. */
function counted(key: Named, labels: string[], most: number, mayGo: boolean): Part[] {
  const count = labels.length
  if (count === 0) return []
  return [
    {
      named: count <= most ? [sentence(key, labels, { count })] : null,
      counted: [sentence(`${key}Count`, [], { count })],
      optional: mayGo,
    },
  ]
}

function fixed(only: AloudSentence): Part {
  return { named: [only], counted: [only], optional: false }
}

function optional(only: AloudSentence): Part {
  return { ...fixed(only), optional: true }
}

function sentence(
  key: AloudKey,
  labels: string[] = [],
  values: Record<string, number> = {},
): AloudSentence {
  return { key, labels, values }
}
