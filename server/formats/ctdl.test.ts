import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/server/domain/json'
import { pickText } from '@/server/domain/language-map'
import { comparablePackage, comparableTree } from '@/server/testing/framework-comparison'
import { hasSharedData, sharedFile, sharedFiles } from '@/server/testing/shared-data'
import { readCase } from './case'
import { writeCase } from './case-export'
import { readCtdl } from './ctdl'
import { writeCtdl } from './ctdl-export'
import { openFrameworkFile, readFrameworkFile } from './framework-file'

const again = (value: Json): Json => JSON.parse(JSON.stringify(value))
const read = (name: string) => {
  const file = openFrameworkFile(sharedFile(name))
  return readFrameworkFile({ ...file, head: { name } })
}
const framework: JsonObject = {
  '@id': 'https://x.example/f',
  '@type': 'ceasn:CompetencyFramework',
  'ceasn:name': { 'en-us': 'F' },
}
const competency = (name: string, more: JsonObject = {}): JsonObject => ({
  '@id': `https://x.example/${name}`,
  '@type': 'ceasn:Competency',
  'ceasn:competencyText': { 'en-us': name },
  ...more,
})
const graph = (...nodes: JsonObject[]) => readCtdl({ '@graph': nodes })

describe.skipIf(!hasSharedData)('CTDL-ASN, real files (skipped without ../shared/data)', () => {
  const names = sharedFiles('ctdl/frameworks').filter((name) => !name.includes('Levels'))

  it.each([
    ['ConnectingCredentials.json', 91, 91],
    ['DQP.jsonld', 83, 83],
    ['bcsp-asp.json', 170, 170],
    ['bcsp-sts.json', 61, 61],
    ['ONET_Basic_Skills_Competency_Framework_9-27-19.json', 12, 12],
    ['ONET_Cross-Functional_Skills_Competency_Framework_9-27-19.json', 30, 30],
    ['SampleCompetencyFramework_with_Envelope.json', 13, 13],
  ])('reads %s: %i competencies, every one with its place', (name, competencies, links) => {
    const found = read(`ctdl/frameworks/${name}`)
    expect(found.competencies).toHaveLength(competencies)
    expect(found.associations).toHaveLength(links)
    expect(found.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('reads levels, labels under a wrong-case key, weights under an expanded address', () => {
    const levelled = read('ctdl/frameworks/ConnectingCredentials.json').competencies
    expect(levelled.filter(({ levels }) => levels.length > 0)).toHaveLength(86)
    const labelled = read('ctdl/frameworks/bcsp-sts.json').competencies
    expect(labelled.every(({ label }) => pickText(label) !== '')).toBe(true)
    expect(labelled[0]?.extra).toHaveProperty('ceasn:shouldIndex')
  })

  it.each(names)('gives %s again after export and import', (name) => {
    const found = read(name)
    expect(comparablePackage(readCtdl(again(writeCtdl(found))))).toEqual(comparablePackage(found))
  })

  it.each(names)('keeps statements and hierarchy of %s through CASE', (name) => {
    const found = read(name)
    expect(comparableTree(readCase(again(writeCase(found))))).toEqual(comparableTree(found))
  })

  const others = ['credentials', 'alignment', 'invalid', 'vc', 'work', 'rubrics', 'outcomes']
  it.each([
    'ctdl/frameworks/ConnectingCredentialsLevels.json',
    ...others.flatMap((folder) => sharedFiles(`ctdl/${folder}`)),
  ])('says in a sentence that %s is no competency framework', (name) => {
    expect(() => read(name)).toThrow(/^(ctdl\.noFramework|json\.comment|json\.severalDocuments) /)
  })
})

describe('CTDL-ASN, shapes and bad input', () => {
  const child = competency('a', { 'ceasn:isChildOf': 'https://x.example/f' })

  it.each<[string, Json]>([
    ['a graph', { '@graph': [framework, child] }],
    ['an array', [framework, child]],
    ['an envelope', { envelope_id: 'e', decoded_resource: { '@graph': [framework, child] } }],
    ['one node with its competencies inside', { ...framework, 'ceasn:hasTopChild': [child] }],
    [
      'a signed envelope',
      {
        resource: `e30.${Buffer.from(JSON.stringify([framework, child])).toString('base64url')}.sig`,
        resource_public_key: 'not a key',
      },
    ],
  ])('reads %s', (_, value) => {
    const found = readCtdl(value)
    expect(found.competencies.map(({ statement }) => statement)).toEqual([{ 'en-US': 'a' }])
    expect(found.associations).toMatchObject([{ type: 'isChildOf', to: { kind: 'framework' } }])
  })

  it.each([
    ['isChildOf the framework', {}, { 'ceasn:isChildOf': 'http://x.example/f/' }],
    ['isTopChildOf', {}, { 'ceasn:isTopChildOf': { '@id': 'https://x.example/f' } }],
    ['hasTopChild only', { 'ceasn:hasTopChild': 'https://x.example/a' }, {}],
  ])('finds top competencies marked by %s', (_, head, node) => {
    const found = graph({ ...framework, ...head }, competency('a', node))
    expect(found.associations).toMatchObject([{ to: { kind: 'framework' }, sequence: 0 }])
  })

  it('keeps the order in which a parent lists its children', () => {
    const parent = 'https://x.example/p'
    const found = graph(
      framework,
      competency('b', { 'ceasn:isChildOf': parent }),
      competency('c', { 'ceasn:isChildOf': parent }),
      competency('p', { 'ceasn:hasChild': ['https://x.example/c', 'https://x.example/b'] }),
    )
    expect(
      found.associations.map(({ from, sequence }) => [
        from.kind === 'competency' && from.id,
        sequence,
      ]),
    ).toEqual([
      ['https://x.example/c', 0],
      ['https://x.example/b', 1],
    ])
  })

  it('names repeated ids, parents that are not there and competencies of another framework', () => {
    const found = graph(
      framework,
      { ...framework, '@id': 'https://x.example/g' },
      competency('a'),
      competency('a'),
      competency('a', { 'ceasn:competencyText': { en: 'Something else' } }),
      competency('b', { 'ceasn:isChildOf': 'https://x.example/nowhere' }),
      competency('c', { 'ceasn:isPartOf': 'https://x.example/g' }),
    )
    expect(found.competencies).toHaveLength(2)
    expect(found.problems.map(({ reason }) => reason).sort()).toEqual([
      'identifier_repeated',
      'other_framework',
      'parent_missing',
    ])
  })

  it('reads text as a map, a list, a tagged value or plain, in the language it says', () => {
    const texts: Json[] = [
      { en: 'a', 'es-mx': ['b', 'c'] },
      { '@value': 'd', '@language': 'fr' },
      ['e', { '@value': 'f' }],
    ]
    const found = graph(
      { ...framework, 'ceasn:inLanguage': { '@id': 'http://id.loc.gov/vocabulary/iso639-2/eng' } },
      ...texts.map((text, n) => competency(`t${n}`, { 'ceasn:competencyText': text })),
    )
    expect(found.competencies.map(({ statement }) => statement)).toEqual([
      { en: 'a', 'es-MX': 'b\nc' },
      { fr: 'd' },
      { en: 'e\nf' },
    ])
  })

  it('says when the signature of an envelope does not hold', () => {
    const payload = Buffer.from(JSON.stringify(framework)).toString('base64url')
    const found = readCtdl({ resource: `e30.${payload}.c2ln`, resource_public_key: 'no key' })
    expect(found.problems[0]).toEqual({ severity: 'warning', reason: 'signature_mismatch' })
  })
})
