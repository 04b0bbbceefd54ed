import { describe, expect, it } from 'vitest'
import { diffFramework, type FrameworkDiff, type Separate } from './found-again'
import { treeLinksOf } from './framework-checks'
import { canonicalContent } from './framework-diff'
import type { ExternalIdentifier, PackageAssociation, PackageCompetency } from './frameworks'

type Row = {
  words: string
  code?: string
  /** The place of its parent in the list. */
  under?: number
  identifier?: string
  retired?: boolean
  over?: Partial<PackageCompetency>
}

function competencyOf({ words, code, identifier, over }: Row, id: string): PackageCompetency {
  const named: ExternalIdentifier[] = identifier ? [{ scheme: 'row_id', value: identifier }] : []
  return {
    ...{ id, place: {}, identifiers: named, statement: { en: words }, label: {} },
    ...{ codedNotation: code ?? null, listEnumeration: null, category: {}, type: null, axis: null },
    ...{ levels: [], educationLevels: [], notes: {}, keywords: {}, language: null },
    ...{ modifiedAt: null, extra: {}, raw: {}, ...over },
  }
}

function drained<Made>(work: Generator<undefined, Made>): Made {
  for (let piece = work.next(); ; piece = work.next()) if (piece.done) return piece.value
}

/** The difference of rows that stand, called 0, 1 …, from rows that come. */
function diffOf(before: Row[], after: Row[], separate: Separate = []): FrameworkDiff {
  const standing = before.map((row, at) => ({ row, competency: competencyOf(row, String(at)) }))
  const current = {
    competencies: standing.map(({ row, competency }) => ({
      ...{ id: competency.id, codedNotation: competency.codedNotation, statement: row.words },
      ...{ identifiers: competency.identifiers, textHash: canonicalContent(competency) },
      retired: row.retired ?? false,
    })),
    links: before.flatMap(({ under }, at) =>
      under === undefined
        ? []
        : [{ childId: String(at), parentId: String(under), sequence: null, position: at }],
    ),
  }
  const end = (id: string) => ({ kind: 'competency' as const, id })
  const associations: PackageAssociation[] = after.flatMap(({ under }, at) =>
    under === undefined
      ? []
      : [
          {
            ...{ identifiers: [], type: 'isChildOf', sequence: at, modifiedAt: null, extra: {} },
            ...{ from: end(`new ${at}`), to: end(`new ${under}`), raw: {} },
          },
        ],
  )
  const competencies = after.map((row, at) => competencyOf(row, `new ${at}`))
  const found = { competencies, links: treeLinksOf(associations) }
  return drained(diffFramework(current, found, canonicalContent, separate))
}

/** Each incoming row with the standing one it is, `+` where it is new and `?` where a person decides. */
function toldOf(before: Row[], after: Row[]): string[] {
  const { changed, unchanged, alike } = diffOf(before, after)
  const known = new Map(
    [...changed, ...unchanged].map(({ currentId, incoming }) => [incoming.id, currentId]),
  )
  const open = new Set(alike.map(({ incoming }) => incoming.id))
  return after.map((_, at) => {
    const id = `new ${at}`
    return `${known.get(id) ?? '+'}${open.has(id) ? '?' : ''}`
  })
}

describe('diffFramework', () => {
  it('tells new, changed, unchanged and gone apart by identifiers', () => {
    const diff = diffOf(
      [
        { words: 'Reads drawings', identifier: 's' },
        { words: 'Measures parts', identifier: 'r' },
        { words: 'Old', identifier: 'o' },
      ],
      [
        { words: 'Reads drawings', identifier: 's' },
        { words: 'New words', identifier: 'r' },
        { words: 'Measures parts', identifier: 'n' },
      ],
    )
    expect(diff.unchanged.map(({ currentId }) => currentId)).toEqual(['0'])
    expect(diff.changed.map(({ currentId }) => currentId)).toEqual(['1'])
    expect(diff.added.map(({ id }) => id)).toEqual(['new 2'])
    expect(diff.gone).toEqual(['2'])
  })

  const a = 'Reads technical drawings'
  const b = 'Measures parts with a micrometer'
  const c = 'Sets offsets at the machine'
  const x = 'Keeps the shop clean and safe'
  const coded = (...words: string[]) =>
    words.map((text, at) => ({ words: text, code: String(at + 1) }))
  const plain = (...words: string[]) => words.map((text) => ({ words: text }))

  it.each<[string, Row[], Row[], string[]]>([
    ['the same rows', coded(a, b, c), coded(a, b, c), ['0', '1', '2']],
    ['rows in another order', plain(a, b, c), plain(c, a, b), ['2', '0', '1']],
    [
      'a row put in before, with all codes renumbered',
      coded(a, b, c),
      coded(x, a, b, c),
      ['+', '0', '1', '2'],
    ],
    ['a row taken out, with all codes renumbered', coded(a, b, c), coded(b, c), ['1', '2']],
    [
      'a row put in and the words of others mended, with all codes renumbered',
      coded(a, b),
      coded(x, `${a}.`, 'Measures part with a micrometer'),
      ['+', '0?', '1?'],
    ],
    [
      'a renumbered table that lost one row and got another',
      coded(a, b, c),
      [
        { words: x, code: '1' },
        { words: c, code: '2' },
        { words: b, code: '3' },
      ],
      ['+', '2', '1'],
    ],
    ['other words under the same code', coded(a, b), coded(a, x), ['0', '1']],
    ['mended words under the same code', coded(a, b), coded(a, `${b}s.`), ['0', '1']],
    [
      'the same words under another code',
      coded(a, b),
      [
        { words: a, code: 'X' },
        { words: b, code: 'Y' },
      ],
      ['0', '1'],
    ],
    ['a code where there was none', plain(a, b), coded(a, b), ['0', '1']],
    ['a mended slip', plain(b, a), plain(`${b}.`, a), ['0?', '1']],
    ['other words', plain(a, b), plain(a, x), ['0', '+']],
    ['the same words twice, then three times', plain(a, a), plain(a, a, a), ['0', '1', '+']],
    [
      'the same words under two codes, one of which is new',
      [
        { words: a, code: '1' },
        { words: a, code: '2' },
      ],
      [
        { words: a, code: '0' },
        { words: a, code: '2' },
        { words: a, code: '1' },
      ],
      ['+', '1', '0'],
    ],
  ])('finds %s', (_, before, after, told) => {
    expect(toldOf(before, after)).toEqual(told)
  })

  it('never takes the code of one that went earlier for it, but knows its words', () => {
    const before: Row[] = [{ words: a, code: '1', retired: true }, { words: b }]
    expect(toldOf(before, [{ words: x, code: '1' }, { words: b }])).toEqual(['+', '1'])
    expect(toldOf(before, [{ words: a, code: '1' }, { words: b }])).toEqual(['0', '1'])
  })

  it('prefers what stands to what went earlier', () => {
    expect(toldOf([{ words: a, retired: true }, { words: a }], plain(a))).toEqual(['1'])
    const recoded = [{ words: a, code: '9' }]
    expect(toldOf([{ words: a, retired: true }, { words: a }], recoded)).toEqual(['1'])
  })

  it('tells groups of one name apart by what stands above them', () => {
    const under = (first: string, second: string): Row[] => [
      { words: first },
      { words: 'General', under: 0 },
      { words: second },
      { words: 'General', under: 2 },
    ]
    const told = toldOf(under('Safety', 'Quality'), under('Quality', 'Safety'))
    expect(told).toEqual(['2', '3', '0', '1'])
  })

  it('tells them apart by what stands below them where their parents are worded anew', () => {
    const under = (first: string, second: string, [one = '', two = '']: string[]): Row[] => [
      { words: first },
      { words: 'General', under: 0 },
      { words: one, under: 1 },
      { words: second },
      { words: 'General', under: 3 },
      { words: two, under: 4 },
    ]
    expect(
      toldOf(under('Safety', 'Quality', [a, b]), under('Checks and records', 'At work', [b, a])),
    ).toEqual(['+', '4', '5', '+', '1', '2'])
  })

  it('tells them apart in other words too', () => {
    const under = (first: string, second: string, code: string): Row[] => [
      { words: first },
      { words: 'General', under: 0, code: `${code}1` },
      { words: second },
      { words: 'General', under: 2, code: `${code}2` },
    ]
    expect(toldOf(under('Safety', 'Quality', 'A'), under('Quality', 'Safety', 'B'))).toEqual([
      ...['2', '3', '0', '1'],
    ])
  })

  it('parts what a person says is different, and gives its code to nobody', () => {
    const before = coded(a, b)
    const after = [
      { words: x, code: '1' },
      { words: `${a}.`, code: '2' },
      { words: `${b}!`, code: '3' },
    ]
    const all = diffOf(before, after)
    expect(all.alike.map(({ currentId }) => currentId)).toEqual(['0', '1'])
    expect(all.changed).toHaveLength(2)
    expect(all.gone).toEqual([])
    const one = diffOf(before, after, ['0'])
    expect(one.alike.map(({ currentId }) => currentId)).toEqual(['1'])
    expect(one.changed.map(({ currentId }) => currentId)).toEqual(['1'])
    expect(one.added.map(({ id }) => id)).toEqual(['new 0', 'new 1'])
    expect(one.gone).toEqual(['0'])
    const none = diffOf(before, after, 'all')
    expect(none.alike).toEqual([])
    expect(none.changed).toEqual([])
    expect(none.gone).toEqual(['0', '1'])
  })

  it('offers nothing to rows that bring an identifier', () => {
    const diff = diffOf(plain(b), [{ words: `${b}.`, identifier: 'new' }])
    expect(diff.alike).toEqual([])
    expect(diff.gone).toEqual(['0'])
  })
})
