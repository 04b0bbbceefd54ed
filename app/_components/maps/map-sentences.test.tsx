import { createFormatter, createTranslator } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import type { MapView } from '@/server/domain/reading/map-view'
import { findingOf, mapRows } from '@/server/domain/reading/maps'
import messages from '../../../messages/en/maps.json'
import { AskedAtTheEnd } from './asked-at-the-end'
import { MapLede } from './map-lede'
import { evidenceWords, tierWords, verdictWords } from './map-words'
import { ValueCounts } from './value-counts'

vi.mock('next-intl/server', () => ({
  getFormatter: async () => createFormatter({ locale: 'en' }),
  getLocale: async () => 'en',
  getTranslations: async (namespace: 'maps' | 'maps.value') =>
    createTranslator({ locale: 'en', messages: { maps: messages }, namespace }),
}))

const none = { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] }

type Said = { label: string; fit: number[]; importance: number[] }

function mapOf(said: Said[]): Pick<MapView, 'rows' | 'finding'> {
  const rows = mapRows(
    said.map(({ label, fit, importance }) => ({
      key: label,
      fit: [{ ageQuarters: 0, counts: fit }],
      importance: {
        scope: 'filter' as const,
        cohorts: [{ ageQuarters: 0, counts: importance }],
      },
      reference: none,
      claims: ['teaches' as const],
    })),
    true,
  )
  return {
    finding: findingOf(rows),
    rows: rows.map((row) => ({
      ...row,
      competency: {
        id: row.key,
        label: row.key,
        statement: row.key,
        code: null,
        framework: { slug: 'f', name: 'F' },
      },
      joined: null,
      trend: { fit: null, importance: null },
      answered: { fit: 1, importance: 1 },
    })),
  }
}

async function sentences(said: Said[]): Promise<string> {
  const map = mapOf(said)
  const t = await import('next-intl/server').then(({ getTranslations }) => getTranslations('maps'))
  const lede = renderToStaticMarkup(await MapLede({ map })).replace(/<[^>]+>/g, '')
  const rows = map.rows.flatMap((row) => [
    verdictWords(t, row),
    evidenceWords(t, row),
    tierWords(t, map.rows, row),
  ])
  return [lede, ...rows].join('\n')
}

const must = [0, 0, 2, 8]
const fewMust = [0, 0, 2, 7]
const short = [3, 5, 2, 0, 0]
const fewShort = [2, 5, 2, 0, 0]
const ready = [0, 0, 1, 6, 3]
const fewReady = [0, 0, 1, 5, 3]

it.each([
  {
    name: 'a shortfall by ten',
    fit: short,
    importance: must,
    says: ['One competency employers need falls short: welding.', 'Act first', 'n 10 ·'],
    never: ['looks short'],
  },
  {
    name: 'a shortfall by nine',
    fit: fewShort,
    importance: fewMust,
    says: [
      'By few employers, one competency looks short; ask again or look into it: welding.',
      'Looks short; ask again or look into it',
      'n 9 ·',
    ],
    never: ['Act first', 'falls short'],
  },
  {
    name: 'nothing short by ten',
    fit: ready,
    importance: must,
    says: ['Holders come ready for welding. Nothing is clearly short yet.', 'Keep'],
    never: ['With so few employers', 'nothing important'],
  },
  {
    name: 'nothing short by nine',
    fit: fewReady,
    importance: fewMust,
    says: [
      'Nothing is clearly short yet. With so few employers most real shortfalls do not show.',
      'Keep',
    ],
    never: ['nothing important'],
  },
  {
    name: 'near the line by ten',
    fit: [1, 1, 4, 4, 0],
    importance: must,
    says: ['Borderline'],
    never: ['leans'],
  },
  {
    name: 'near the line by nine',
    fit: [1, 1, 4, 3, 0],
    importance: fewMust,
    says: ['Too early to call; leans'],
    never: ['Borderline'],
  },
  {
    name: 'holders by ten and the job by fourteen',
    fit: short,
    importance: [0, 0, 2, 12],
    says: ['n 10 on holders, 14 on the job · Several employers'],
    never: ['n 14'],
  },
])('the sentences on $name', async ({ fit, importance, says, never }) => {
  const text = await sentences([{ label: 'Welding', fit, importance }])
  for (const part of says) expect(text).toContain(part)
  for (const part of never) expect(text).not.toContain(part)
})

it('names the tier that falls short by the alphabet, whatever the estimates', async () => {
  const worst = { fit: [5, 4, 1, 0, 0], importance: [0, 0, 0, 10] }
  const others = { fit: short, importance: must }
  for (const label of ['Alignment', 'Milling', 'Welding']) {
    const text = await sentences(
      ['Alignment', 'Milling', 'Welding'].map((each) => ({
        label: each,
        ...(each === label ? worst : others),
      })),
    )
    expect(text).toContain(
      '3 competencies employers need fall short: alignment; milling; welding. They stand in no clear order.',
    )
  }
})

it('counts what a long tier leaves unnamed', async () => {
  const labels = ['A a', 'B b', 'C c', 'D d', 'E e', 'F f', 'G g']
  const text = await sentences(labels.map((label) => ({ label, fit: short, importance: must })))
  expect(text).toContain('; and 2 more')
  expect(text).not.toContain('g g')
})

it('by few employers no sentence says plain "Act first" or names a first place', async () => {
  const few: Said[] = [
    { label: 'Alignment', fit: [6, 2, 0, 0, 0], importance: [0, 0, 0, 8] },
    { label: 'Milling', fit: fewShort, importance: fewMust },
    { label: 'Turning', fit: fewReady, importance: fewMust },
    { label: 'Welding', fit: [0, 1, 3, 1, 0], importance: [0, 0, 1, 4] },
  ]
  const text = await sentences(few)
  expect(text).not.toMatch(/(?<!leans )Act first|falls? short|need most|first place/)
})

it.each([
  {
    counts: [0, 3, 4, 2],
    says: 'Of 9 employers 2 say “level 4”, 4 say “level 3”, and 3 say “level 2”. Employers differ.',
  },
  { counts: [0, 3, 4, 3], says: '' },
])('value is told in counts under ten employers: $counts', async ({ counts, says }) => {
  const levels = counts.map((count, at) => ({
    key: `${at}`,
    label: `level ${at + 1}`,
    count,
    side: 'left' as const,
    tone: 0 as const,
  }))
  expect(renderToStaticMarkup(await ValueCounts({ levels })).replace(/<[^>]+>/g, '')).toBe(says)
})

it('of an apprenticeship, and of nothing else, it is said when fit was asked', async () => {
  const said = async (kind: MapView['credential']['kind']) =>
    renderToStaticMarkup(await AskedAtTheEnd({ kind }))
  expect(await said('apprenticeship')).toContain(
    'Asked about the end of the apprenticeship, often by employers that trained them.',
  )
  expect(await said('certificate')).toBe('')
})
