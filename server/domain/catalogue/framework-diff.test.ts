import { describe, expect, it } from 'vitest'
import {
  canonicalAssociation,
  canonicalContent,
  canonicalHead,
  diffFramework,
} from './framework-diff'
import {
  type CompetencyContent,
  type ExternalIdentifier,
  type FrameworkHead,
  matchKeys,
  type PackageAssociation,
  type PackageCompetency,
} from './frameworks'

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

describe('a competency', () => {
  const others: Omit<CompetencyContent, 'identifiers' | 'modifiedAt'> = {
    statement: { en: 'Reads plans' },
    label: { en: 'Plans' },
    codedNotation: 'P1',
    listEnumeration: '1.1',
    category: { en: 'Skill' },
    type: 'skill',
    axis: 'core',
    levels: [{ uri: null, label: { en: 'Level 1' } }],
    educationLevels: ['13'],
    notes: { en: ['On paper.'] },
    keywords: { en: ['plan'] },
    language: 'en',
    extra: { colour: 'blue' },
  }

  it.each(Object.entries(others))('is reworded by another %s', (field, other) => {
    expect(canonicalContent({ ...competency(), [field]: other })).not.toBe(
      canonicalContent(competency()),
    )
  })

  it.each([
    ['address', { uri: 'https://a.example/1' }],
    ['name', { label: { en: 'Level 2' } }],
  ])('is reworded by another %s of a level', (_, change) => {
    const level = { uri: null, label: { en: 'Level 1' } }
    expect(canonicalContent(competency({ levels: [{ ...level, ...change }] }))).not.toBe(
      canonicalContent(competency({ levels: [level] })),
    )
  })
})

describe('a framework', () => {
  const head: FrameworkHead = {
    ...{ identifiers: [], uri: null, name: { en: 'Machining' }, description: {}, publisher: {} },
    ...{ creator: null, version: null, status: null, language: null, licence: null },
    ...{ subjects: [], sourceUrl: null, modifiedAt: null, extra: {} },
  }
  const others: Omit<FrameworkHead, 'identifiers' | 'uri' | 'modifiedAt'> = {
    name: { en: 'Turning' },
    description: { en: 'What turners do.' },
    publisher: { en: 'The Lakes' },
    creator: 'A college',
    version: '2',
    status: 'Adopted',
    language: 'en',
    licence: 'https://licence.example',
    subjects: ['Machines'],
    sourceUrl: 'https://a.example/source',
    extra: { shelf: 'top' },
  }

  it.each(Object.entries(others))('has another head by another %s', (field, other) => {
    expect(canonicalHead({ ...head, [field]: other })).not.toBe(canonicalHead(head))
  })

  it('has the same head at another time and by another identifier', () => {
    const touched = { modifiedAt: '2024-01-01T00:00:00.000Z', uri: 'https://b.example' }
    const named: ExternalIdentifier = { scheme: 'row_id', value: '1' }
    expect(canonicalHead({ ...head, ...touched, identifiers: [named] })).toBe(canonicalHead(head))
  })
})

describe('an association', () => {
  const link: PackageAssociation = {
    ...{ identifiers: [], type: 'isChildOf', sequence: 1, modifiedAt: null, extra: {}, raw: {} },
    from: { kind: 'competency', id: 'a' },
    to: { kind: 'competency', id: 'b' },
  }
  const text = (association: PackageAssociation) => canonicalAssociation(association, (id) => id)
  const foreign = (uri: string) =>
    ({ kind: 'foreign', uri, identifier: null, title: null }) as const

  it.each<[string, Partial<PackageAssociation>]>([
    ['type', { type: 'exactMatchOf' }],
    ['beginning', { from: { kind: 'competency', id: 'c' } }],
    ['end', { to: { kind: 'competency', id: 'c' } }],
    ['kind of end', { to: { kind: 'framework' } }],
    ['place', { sequence: 2 }],
    ['place, which it loses', { sequence: null }],
    ['key of its own', { extra: { weight: 1 } }],
  ])('is another one by another %s', (_, change) => {
    expect(text({ ...link, ...change })).not.toBe(text(link))
  })

  it('is another one by another address elsewhere', () => {
    const to = (uri: string) => text({ ...link, to: foreign(uri) })
    expect(to('https://a.example/1')).not.toBe(to('https://a.example/2'))
  })

  it('is the same at another time, and with its place written as text', () => {
    expect(text({ ...link, modifiedAt: '2024-01-01T00:00:00.000Z', sequence: '1' })).toBe(
      text(link),
    )
  })
})
