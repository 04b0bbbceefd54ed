import { expect, it, test } from 'vitest'
import type { ClaimLine } from './claim-lists'
import { matchClaims, type Nameable } from './claim-matches'
import type { ClaimKind } from './credentials'

const competency = (id: string, code: string | null, label: string, more = {}): Nameable => ({
  ...{ id, code, label, statement: `${label}, as the job needs it.`, isGroup: false },
  identifiers: [],
  ...more,
})
const framework = [
  competency('drawings', 'A1', 'Reads drawings', { identifiers: ['https://x.example/1'] }),
  competency('measures', 'A2', 'Measures parts'),
  competency('again', 'B1', 'Measures parts'),
  competency('named like a code', null, 'A1'),
  competency('group', 'A', 'Shop skills', { isGroup: true }),
]
const line = (at: number, names: string[], more: Partial<ClaimLine> = {}): ClaimLine => ({
  ...{ line: at, names, kinds: null, level: null, unknown: null },
  ...more,
})
const match = (lines: ClaimLine[], standing: [string, ClaimKind[]][] = []) =>
  matchClaims(lines, framework, { standing: new Map(standing), otherwise: 'teaches' })

test.each([
  ['its code', ['a1']],
  ['an identifier', ['https://x.example/1']],
  ['its label in other case, spaces and stop', ['  reads   DRAWINGS. ']],
  ['its statement', ['Reads drawings, as the job needs it']],
  ['its code and label in one cell', ['A1 Reads drawings']],
  ['a code and words that agree', ['A1', 'Reads drawings']],
  ['a code, beside words nobody knows', ['A1', 'Drawing']],
])('finds a competency by %s', (_, names) => {
  expect(match([line(2, names)]).rows).toMatchObject([
    { line: 2, competencyId: 'drawings', added: ['teaches'], standing: [] },
  ])
})

it('takes words that two have for the one that the code means', () => {
  expect(match([line(2, ['Measures parts', 'B1'])]).rows).toMatchObject([{ competencyId: 'again' }])
})

test.each([
  ['nothing', line(2, []), 'nothing_named', ''],
  ['markup alone', line(2, ['<b></b>']), 'nothing_named', ''],
  ['what nobody has', line(2, ['Flies']), 'not_found', ''],
  [
    'words that two have',
    line(2, ['Measures parts']),
    'several',
    'A2 Measures parts; B1 Measures parts',
  ],
  [
    'a code and the words of another',
    line(2, ['A2', 'Reads drawings']),
    'differ',
    'A2 Measures parts; A1 Reads drawings',
  ],
  ['a heading', line(2, ['Shop skills']), 'heading', ''],
  ['no kind, where a column says kinds', line(2, ['A1'], { kinds: [] }), 'no_kind', ''],
  [
    'a kind that is none',
    line(2, ['A1'], { kinds: [], unknown: 'Unit 3' }),
    'unknown_kind',
    'Unit 3',
  ],
])('names a line with %s', (_, bad, reason, detail) => {
  const { rows, problems } = match([bad])
  expect(rows).toEqual([])
  expect(problems).toEqual([{ line: 2, text: bad.names.join(' · '), reason, detail }])
})

it('names a competency that comes twice with the line it came first', () => {
  const { rows, problems } = match([line(2, ['A1']), line(3, ['Reads drawings'])])
  expect(rows).toHaveLength(1)
  expect(problems).toMatchObject([{ line: 3, reason: 'twice', detail: '2' }])
})

it('tells what is new from what stands', () => {
  const lines = [line(2, ['A1'], { kinds: ['teaches', 'assesses'] })]
  const found = match(lines, [['drawings', ['teaches']]])
  expect(found).toMatchObject({ added: 1, rows: [{ added: ['assesses'], standing: ['teaches'] }] })
})
