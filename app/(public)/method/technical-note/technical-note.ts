import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { LINK_WEIGHTS } from '@/server/domain/method/coverage'
import { GOLD_RESULTS } from '@/server/domain/method/gold-results'
import { METHOD_CHANGES, METHOD_VERSION } from '@/server/domain/method/method-changes'
import { METHOD_CONSTANTS } from '@/server/domain/method/method-constants'
import { env } from '@/server/env'
import type { NoteBlock, TechnicalNote } from '@/server/formats/technical-note'
import { checkedFigures } from './checked-figures'
import { levelRows } from './level-rows'

const constants = METHOD_CONSTANTS
const references = [
  'preston',
  'borich',
  'narine',
  'martilla',
  'brown',
  'burke',
  'krippendorff',
  'josang',
  'salgado',
  'goldstein',
  'denning',
  'kenthapadi',
  'kish',
] as const

/** The technical note in the site's language, every number read from the program. */
export async function technicalNote(): Promise<TechnicalNote> {
  const t = await getTranslations('technical-note')
  const method = await getTranslations('method')
  const format = await getFormatter()
  const operator = env().OPERATOR_NAME
  const date = (day: string) => format.dateTime(new Date(day), { dateStyle: 'long' })
  return {
    language: await getLocale(),
    title: t('title'),
    stamp: t('stamp', { version: METHOD_VERSION, date: date(METHOD_CHANGES[0].date) }),
    lede: t('lede'),
    sections: [
      {
        title: t('asked.title'),
        blocks: [text(t('asked.text')), text(t('asked.target')), await levelRows()],
      },
      {
        title: t('votes.title'),
        blocks: [
          text(t('votes.vote')),
          text(t('votes.group', { k: constants.smallestGroup })),
          text(t('votes.smooth')),
          text(t('votes.withdraw')),
          text(t('votes.only')),
        ],
      },
      { title: t('estimates.title'), blocks: await formulas() },
      {
        title: t('constants.title'),
        blocks: [
          {
            kind: 'table',
            caption: t('constants.caption'),
            columns: [
              { label: t('constants.name') },
              { label: t('constants.value'), numeric: true },
            ],
            rows: constantNames.map((name) => [
              t(`constants.${name}`),
              format.number(constants[name], { maximumFractionDigits: 3 }),
            ]),
          },
        ],
      },
      {
        title: t('protection.title'),
        blocks: [
          text(
            t('protection.claim', {
              k: constants.smallestGroup,
              years: constants.groupLifetimeQuarters / 4,
            }),
          ),
          text(t('protection.limits')),
        ],
      },
      {
        title: t('checks.title'),
        blocks: [
          text(
            t('checks.text', {
              ...checkedFigures(GOLD_RESULTS),
              version: GOLD_RESULTS.method,
              date: date(GOLD_RESULTS.checkedOn),
            }),
          ),
          await goldTable(),
          text(t('checks.other')),
        ],
      },
      {
        title: t('changes.title'),
        blocks: [
          {
            kind: 'list',
            items: METHOD_CHANGES.map(({ version, date: day, key }) =>
              t('changes.line', { version, date: date(day), text: method(`changes.${key}`) }),
            ),
          },
        ],
      },
      {
        title: t('references.title'),
        blocks: [{ kind: 'list', items: references.map((key) => t(`references.list.${key}`)) }],
      },
      {
        title: t('limits.title'),
        blocks: [text(method('s11.text')), text(method('s11.who', { operator }))],
      },
    ],
  }
}

const constantNames = [
  'smallestGroup',
  'holdDays',
  'patienceRegionQuarters',
  'patienceAllQuarters',
  'groupLifetimeQuarters',
  'priorVotes',
  'priorReferenceVotes',
  'halfLifeQuarters',
  'oldestQuarters',
  'intervalLevel',
  'cut',
  'cutConfidence',
  'leanBelowEmployers',
  'comparisonConfidence',
  'changeConfidence',
  'changeLeastEmployers',
  'shareToHear',
  'weightCap',
  'effectiveEmployersLeast',
] as const satisfies readonly (keyof typeof constants)[]

async function formulas(): Promise<NoteBlock[]> {
  const t = await getTranslations('technical-note.estimates')
  const format = await getFormatter()
  const number = (value: number) => format.number(value, { maximumFractionDigits: 3 })
  return [
    t('fade', { halfLife: constants.halfLifeQuarters, oldest: constants.oldestQuarters }),
    t('prior', { m: constants.priorVotes, minimum: constants.priorReferenceVotes }),
    t('ready'),
    t('mean'),
    t('need'),
    t('words', {
      cut: number(constants.cut),
      low: number(1 - constants.cutConfidence),
      high: number(constants.cutConfidence),
      lean: constants.leanBelowEmployers,
    }),
    t('agreement'),
    t('rollup'),
    t('compare', { comparison: number(constants.comparisonConfidence) }),
    t('trend', {
      change: number(constants.changeConfidence),
      least: constants.changeLeastEmployers,
      comparison: number(constants.comparisonConfidence),
    }),
    t('region', {
      share: format.number(constants.shareToHear, { style: 'percent' }),
      cap: constants.weightCap,
      effective: constants.effectiveEmployersLeast,
    }),
    t('coverage', LINK_WEIGHTS),
  ].map((text) => ({ kind: 'formula', text }))
}

async function goldTable(): Promise<NoteBlock> {
  const t = await getTranslations('technical-note.checks')
  return {
    kind: 'table',
    caption: t('caption'),
    columns: [
      { label: t('suite') },
      { label: t('count'), numeric: true },
      { label: t('tolerance'), numeric: true },
      { label: t('worst'), numeric: true },
    ],
    rows: GOLD_RESULTS.suites.map(({ suite, cases, tolerance, worstBelow }) => [
      suite.replaceAll('_', ' '),
      String(cases),
      tolerance === 0 ? t('exact') : tolerance.toExponential(0),
      worstBelow === 0 ? t('exact') : t('below', { bound: worstBelow.toExponential(0) }),
    ]),
  }
}

function text(said: string): NoteBlock {
  return { kind: 'text', text: said }
}
