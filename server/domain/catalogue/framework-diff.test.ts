import { describe, expect, it } from 'vitest'
import { canonicalContent, diffFramework } from './framework-diff'
import { type ExternalIdentifier, matchKeys, type PackageCompetency } from './frameworks'

const competency = (over: Partial<PackageCompetency> = {}): PackageCompetency => ({
  id: 'a',
  place: {},
  identifiers: [],
  statement: { en: 'Reads drawings' },
  label: {},
  codedNotation: null,
  listEnumeration: null,
  category: {},
  type: null,
  axis: null,
  levels: [],
  educationLevels: [],
  notes: {},
  keywords: {},
  language: null,
  modifiedAt: null,
  extra: {},
  raw: {},
  ...over,
})
const current = (id: string, found: PackageCompetency, identifiers: ExternalIdentifier[] = []) => ({
  id,
  identifiers,
  codedNotation: found.codedNotation,
  statement: Object.values(found.statement)[0] ?? '',
  textHash: canonicalContent(found),
})
const uuid = '2d7a1d36-4a5b-4b8e-9d06-0b1f3c1f7a01'

describe('matchKeys', () => {
  it.each<[ExternalIdentifier, ExternalIdentifier]>([
    [
      { scheme: 'ctid', value: `ce-${uuid.toUpperCase()}` },
      { scheme: 'case_uuid', value: uuid },
    ],
    [
      { scheme: 'ctdl_uri', value: 'http://a.example/x/' },
      { scheme: 'case_uri', value: 'https://a.example/x' },
    ],
  ])('finds %o again as %o', (one, other) => {
    expect(matchKeys([one])).toEqual(matchKeys([other]))
  })
})

describe('diffFramework', () => {
  it('tells new, changed, unchanged and gone apart by identifiers', () => {
    const id = (value: string): ExternalIdentifier[] => [{ scheme: 'row_id', value }]
    const same = competency({ id: 's', identifiers: id('s') })
    const reworded = competency({ id: 'r', identifiers: id('r'), statement: { en: 'New words' } })
    const diff = diffFramework(
      [
        current('1', same, id('s')),
        current('2', competency(), id('r')),
        current('3', competency({ statement: { en: 'Old' } }), id('o')),
      ],
      [same, reworded, competency({ id: 'n', identifiers: id('n') })],
      canonicalContent,
    )
    expect(diff.added.map(({ id: name }) => name)).toEqual(['n'])
    expect(diff.changed).toEqual([{ currentId: '2', incoming: reworded }])
    expect(diff.unchanged).toEqual([{ currentId: '1', incoming: same }])
    expect(diff.gone).toEqual(['3'])
  })

  it('finds rows without identifiers by code, then by statement, also when a code stands twice', () => {
    const rows = [
      competency({ id: 'x', codedNotation: '1' }),
      competency({ id: 'y', codedNotation: '1', statement: { en: 'Other' } }),
      competency({ id: 'z', statement: { en: 'No code' } }),
    ]
    const standing = rows.map((row) => current(`db-${row.id}`, row))
    const diff = diffFramework(standing, rows, canonicalContent)
    expect(diff.unchanged.map(({ currentId }) => currentId)).toEqual(['db-x', 'db-y', 'db-z'])
    expect(diff.gone).toEqual([])
  })

  it('does not call a touched date a change', () => {
    const before = competency({ modifiedAt: '2020-01-01T00:00:00.000Z' })
    expect(canonicalContent({ ...before, modifiedAt: '2024-01-01T00:00:00.000Z' })).toBe(
      canonicalContent(before),
    )
  })
})
