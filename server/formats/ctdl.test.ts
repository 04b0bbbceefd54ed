import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/server/domain/json'
import { pickText } from '@/server/domain/language-map'
import { comparablePackage, comparableTree } from '@/server/testing/framework-comparison'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile, sharedFiles } from '@/server/testing/shared-data'
import { readCase } from './case'
import { writeCase } from './case-export'
import { readCtdl } from './ctdl'
import { writeCtdl } from './ctdl-export'
import { openFrameworkFile, readFrameworkFile } from './framework-file'

const again = (value: Json): Json => JSON.parse(JSON.stringify(value))
const read = (name: string) => {
  const file = sharedFile(name)
  return readFrameworkFile(file, { format: openFrameworkFile(file).format, head: { name } })
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

const competenciesAlone = 'NICE-SP-RSK-001-workrole.json'

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
  it.each(
    others
      .flatMap((folder) => sharedFiles(`ctdl/${folder}`))
      .filter((name) => !name.endsWith(competenciesAlone)),
  )('says in a sentence that %s is no competency framework', (name) => {
    expect(() => read(name)).toThrow(
      /^(ctdl\.noFramework|json\.seems|json\.comment|json\.severalDocuments) /,
    )
  })

  it('reads the competencies beside a work role as a framework named after the file', () => {
    const found = read(`ctdl/work/${competenciesAlone}`)
    expect(found.competencies).toHaveLength(5)
    expect(found.problems).toMatchObject([{ reason: 'framework_named' }])
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

describe('CTDL-ASN, competencies without a framework of their own', () => {
  const order = (found: ReturnType<typeof readCtdl>) =>
    found.associations.map(({ from, to, sequence }) =>
      [
        from.kind === 'competency' ? from.id.split('/').at(-1) : from.kind,
        to.kind === 'competency' ? to.id.split('/').at(-1) : to.kind,
        sequence,
      ].join(' '),
    )
  const at = (name: string) => `https://x.example/${name}`
  const collection: JsonObject = {
    '@id': at('f'),
    '@type': 'ceterms:Collection',
    'ceterms:name': { 'en-US': 'Welding' },
    'ceterms:description': { 'en-US': 'All of it' },
    'ceterms:inLanguage': ['en-US'],
  }

  it.each<[string, JsonObject[]]>([
    [
      'by reference',
      [
        { ...collection, 'ceterms:hasMember': [at('b'), { '@id': at('a') }] },
        competency('a'),
        competency('b'),
      ],
    ],
    ['inside it', [{ ...collection, 'ceterms:hasMember': [competency('b'), competency('a')] }]],
    [
      'by stand-ins',
      [
        { ...collection, 'ceterms:hasMember': [at('m1'), at('m2')] },
        { '@id': at('m1'), '@type': 'ceterms:CollectionMember', 'ceterms:proxyFor': at('b') },
        { '@id': at('m2'), '@type': 'ceterms:CollectionMember', 'ceterms:proxyFor': at('a') },
        competency('a'),
        competency('b'),
      ],
    ],
    [
      'by what they say',
      [
        collection,
        competency('b', { 'ceterms:isMemberOf': at('f') }),
        competency('a', { 'ceterms:isMemberOf': [at('f')] }),
      ],
    ],
  ])('takes a collection that has its members %s, in their order', (_name, nodes) => {
    const found = graph(...nodes)
    expect(found.framework).toMatchObject({
      ...{ name: { 'en-US': 'Welding' }, description: { 'en-US': 'All of it' } },
      ...{ uri: at('f'), language: 'en-US' },
    })
    expect(order(found)).toEqual(['b framework 0', 'a framework 1'])
    expect(found.problems).toEqual([])
    expect(comparablePackage(readCtdl(again(writeCtdl(found))))).toEqual(comparablePackage(found))
  })

  it('keeps the tree among the members of a collection', () => {
    const members = [at('a'), at('b'), at('c'), at('d')]
    const found = graph(
      { ...collection, 'ceterms:hasMember': members },
      competency('a', { 'ceasn:hasChild': [at('c')] }),
      competency('b'),
      competency('c'),
      competency('d', { 'ceasn:isChildOf': at('b') }),
    )
    expect(order(found)).toEqual(['a framework 0', 'b framework 1', 'c a 0', 'd b 0'])
  })

  it('asks for the members of a collection that only names them', () => {
    expect(() => graph({ ...collection, 'ceterms:hasMember': [at('a'), at('b')] })).toThrow(
      refusal('ctdl.membersMissing', { count: 2 }),
    )
  })

  it.each<[string, Json]>([
    ['in a graph', { '@graph': [competency('a'), competency('b')] }],
    ['in a list', [competency('a'), competency('b')]],
    ['without types', [{ ...competency('a'), '@type': 'Competency' }, { ...competency('b') }]],
  ])('names a framework after the file for competencies alone, %s', (_name, value) => {
    const found = readCtdl(value, [], 'Welding skills.jsonld')
    expect(found.framework.name).toEqual({ und: 'Welding skills' })
    expect(order(found)).toEqual(['a framework 0', 'b framework 1'])
    expect(found.problems).toEqual([
      { severity: 'warning', reason: 'framework_named', detail: 'Welding skills' },
    ])
  })

  it('reads one competency with its children inside', () => {
    const found = readCtdl(
      competency('a', { 'ceasn:hasChild': [competency('b'), competency('c')] }),
      [],
      'one.json',
    )
    expect(order(found)).toEqual(['a framework 0', 'b a 0', 'c a 1'])
  })

  it('keeps the address of the framework that all of them name', () => {
    const part = { 'ceasn:isPartOf': at('f') }
    expect(readCtdl([competency('a', part), competency('b', part)], [], 'x').framework.uri).toBe(
      at('f'),
    )
  })
})
