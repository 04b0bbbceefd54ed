import { describe, expect, it } from 'vitest'
import {
  canonicalAssociation,
  canonicalContent,
  canonicalHead,
  differingFields,
  isSameHead,
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

describe('a competency', () => {
  it('does not call a touched date a change', () => {
    const before = competency({ modifiedAt: '2020-01-01T00:00:00.000Z' })
    expect(canonicalContent({ ...before, modifiedAt: '2024-01-01T00:00:00.000Z' })).toBe(
      canonicalContent(before),
    )
  })

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

describe('the tag of a language alone', () => {
  const tagged = (tag: string) =>
    competency({
      ...{ statement: { [tag]: 'Reads plans' }, label: { [tag]: 'Plans' }, language: tag },
      ...{ notes: { [tag]: ['On paper.'] }, keywords: { [tag]: ['plan'] } },
      ...{ category: { [tag]: 'Skill' }, levels: [{ uri: null, label: { [tag]: 'One' } }] },
    })

  it.each([
    ['en_US', 'en-US'],
    ['en-US', 'und'],
    ['und', 'es'],
  ])('is no rewording: %s, then %s', (before, after) => {
    expect(differingFields(tagged(before), tagged(after))).toEqual([])
  })

  it('is no rewording beside a text whose tag stays', () => {
    const both = (tag: string) => ({ es: 'Lee planos', [tag]: 'Reads plans' })
    expect(
      differingFields(
        competency({ statement: both('en_US') }),
        competency({ statement: both('en-US') }),
      ),
    ).toEqual([])
  })

  it.each<[string, Partial<PackageCompetency>]>([
    ['other words', { statement: { 'en-US': 'Reads all plans' } }],
    ['one text more', { statement: { 'en-US': 'Reads plans', es: 'Lee planos' } }],
    ['no text', { statement: {} }],
    ['other words beside the old ones', { statement: { en: 'Reads all', fr: 'Reads plans' } }],
  ])('does not hide %s', (_, change) => {
    const before = competency({ statement: { en: 'Reads plans' } })
    expect(differingFields(before, competency(change))).toEqual(['statement'])
  })

  it('does not hide texts that changed languages with each other', () => {
    const before = competency({ statement: { en: 'Gift', de: 'Poison' } })
    const after = competency({ statement: { en: 'Poison', de: 'Gift' } })
    expect(differingFields(before, after)).toEqual(['statement'])
  })

  it('does not hide what else differs', () => {
    const after = { ...tagged('en'), codedNotation: 'P2', type: 'task' as const }
    expect(differingFields(tagged('und'), after)).toEqual(['codedNotation', 'type'])
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

  it('says the same under other tags of languages, and not in other words', () => {
    const tagged = (tag: string): FrameworkHead => ({
      ...{ ...head, language: tag, name: { [tag]: 'Machining' } },
      ...{ description: { [tag]: 'What machinists do.' }, publisher: { [tag]: 'The Lakes' } },
    })
    expect(isSameHead(tagged('en_US'), tagged('en-US'))).toBe(true)
    expect(isSameHead(tagged('und'), { ...tagged('en'), name: { en: 'Turning' } })).toBe(false)
    expect(isSameHead(tagged('und'), { ...tagged('en'), version: '2' })).toBe(false)
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
    ['key of its own', { extra: { weight: 1 } }],
  ])('is another one by another %s', (_, change) => {
    expect(text({ ...link, ...change })).not.toBe(text(link))
  })

  it('is another one by another address elsewhere', () => {
    const to = (uri: string) => text({ ...link, to: foreign(uri) })
    expect(to('https://a.example/1')).not.toBe(to('https://a.example/2'))
  })

  it('is the same at another time, and at another place among its siblings', () => {
    expect(text({ ...link, modifiedAt: '2024-01-01T00:00:00.000Z', sequence: 2 })).toBe(text(link))
    expect(text({ ...link, sequence: null })).toBe(text(link))
  })

  it('that is no parent link is another one by another number, however it is written', () => {
    const precedes = { ...link, type: 'precedes' }
    expect(text({ ...precedes, sequence: 2 })).not.toBe(text(precedes))
    expect(text({ ...precedes, sequence: '1' })).toBe(text(precedes))
  })
})
