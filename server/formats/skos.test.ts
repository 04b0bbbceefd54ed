import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/server/domain/json'
import { pickText } from '@/server/domain/language-map'
import { comparableTree } from '@/server/testing/framework-comparison'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile } from '@/server/testing/shared-data'
import { readFrameworkFile } from './framework-file'
import { readSkos } from './skos'

const at = (name: string) => `https://terms.example/${name}`
const scheme: JsonObject = {
  '@id': at('scheme'),
  '@type': 'skos:ConceptScheme',
  'dct:title': { '@value': 'Metalwork', '@language': 'en' },
  'skos:hasTopConcept': [{ '@id': at('metal') }],
}
const concept = (name: string, more: JsonObject = {}): JsonObject => ({
  '@id': at(name),
  '@type': 'skos:Concept',
  'skos:prefLabel': { en: name },
  'skos:inScheme': { '@id': at('scheme') },
  ...more,
})
const link = (name: string) => ({ '@id': at(name) })
const links = (found: ReturnType<typeof readSkos>) =>
  found.associations.map(({ type, from, to }) => {
    const name = (end: typeof from) => {
      if (end.kind === 'framework') return 'framework'
      return (end.kind === 'competency' ? end.id : end.uri).replace(at(''), '')
    }
    return `${name(from)} ${type} ${name(to)}`
  })
const reasons = (found: ReturnType<typeof readSkos>) =>
  found.problems.map(({ reason, path, detail }) => [reason, path, detail])

describe('a concept scheme', () => {
  it('is a framework with its concepts in a tree', () => {
    const found = readSkos({
      '@graph': [
        scheme,
        concept('weld', { 'skos:broader': link('metal') }),
        concept('metal', { 'skos:narrower': [link('cut'), link('weld')] }),
        concept('cut', { 'skos:notation': 'M.1', 'skos:scopeNote': { en: 'Cold only.' } }),
        concept('bevel', {
          'skos:broader': link('cut'),
          'skos:definition': { en: 'Bevels an edge.', es: 'Bisela un borde.' },
          'skos:altLabel': [{ '@value': 'chamfer', '@language': 'en' }, 'slant'],
          'skos:exactMatch': link('elsewhere'),
          'x:shelf': 3,
        }),
      ],
    })
    expect(found.format).toBe('skos')
    expect(found.framework).toMatchObject({ uri: at('scheme'), name: { en: 'Metalwork' } })
    expect(links(found)).toEqual([
      'metal isChildOf framework',
      'cut isChildOf metal',
      'weld isChildOf metal',
      'bevel isChildOf cut',
      'bevel exactMatchOf elsewhere',
    ])
    expect(found.competencies[2]).toMatchObject({
      statement: { en: 'cut' },
      label: {},
      codedNotation: 'M.1',
      notes: { en: ['Cold only.'] },
    })
    expect(found.competencies[3]).toMatchObject({
      identifiers: [{ scheme: 'ctdl_uri', value: at('bevel') }],
      label: { en: 'bevel' },
      statement: { en: 'Bevels an edge.', es: 'Bisela un borde.' },
      keywords: { en: ['chamfer'], und: ['slant'] },
      extra: { 'x:shelf': 3 },
    })
    expect(found.problems).toEqual([])
  })

  const core = 'http://www.w3.org/2004/02/skos/core#'
  const tree = ['cut < metal']
  it.each<[string, Json]>([
    [
      'an array with full addresses',
      [
        { '@id': at('scheme'), '@type': [`${core}ConceptScheme`], [`${core}prefLabel`]: 'Metal' },
        {
          '@id': at('metal'),
          '@type': [`${core}Concept`],
          [`${core}prefLabel`]: [{ '@value': 'metal' }],
        },
        {
          ...{ '@id': at('cut'), '@type': [`${core}Concept`] },
          [`${core}prefLabel`]: [{ '@value': 'cut' }],
          [`${core}broader`]: [link('metal')],
        },
      ],
    ],
    [
      'one scheme with its concepts inside',
      {
        ...{ id: at('scheme'), type: 'ConceptScheme', prefLabel: 'Metal' },
        hasTopConcept: [
          { id: at('metal'), prefLabel: 'metal', narrower: [{ id: at('cut'), prefLabel: 'cut' }] },
        ],
      },
    ],
    [
      'one scheme that does not say its type, in an envelope',
      {
        envelope_ceterms_ctid: 'ce-x',
        decoded_resource: {
          ...{ '@id': at('scheme'), 'skos:prefLabel': 'Metal' },
          'skos:hasTopConcept': [
            {
              ...{ '@id': at('metal'), 'skos:prefLabel': 'metal' },
              'skos:narrower': [{ '@id': at('cut'), 'skos:prefLabel': 'cut' }],
            },
          ],
        },
      },
    ],
    [
      'a graph that calls its keys otherwise',
      {
        '@context': {
          uri: '@id',
          type: '@type',
          graph: '@graph',
          value: '@value',
          lang: '@language',
        },
        graph: [
          {
            uri: at('scheme'),
            type: 'skos:ConceptScheme',
            prefLabel: { lang: 'en', value: 'Metal' },
          },
          { uri: at('metal'), type: 'skos:Concept', prefLabel: [{ lang: 'en', value: 'metal' }] },
          {
            ...{ uri: at('cut'), type: 'skos:Concept', broader: { uri: at('metal') } },
            prefLabel: { lang: 'en', value: 'cut' },
          },
        ],
      },
    ],
  ])('comes as %s', (_, value) => {
    const text = JSON.stringify(value)
    const file = new TextEncoder().encode(text)
    const found = readFrameworkFile(file, { format: 'skos', head: { name: 'terms.json' } })
    expect(comparableTree(found)).toEqual({ statements: ['metal', 'cut'], links: tree })
    expect(pickText(found.framework.name)).toBe('Metal')
    expect(found.problems).toEqual([])
  })

  it('has circles and broken links named', () => {
    const found = readSkos([
      scheme,
      concept('metal', { 'skos:broader': link('cut'), 'skos:narrower': link('gone') }),
      concept('cut', { 'skos:broader': link('metal') }),
      concept('self', { 'skos:broader': link('self') }),
      concept('lost', { 'skos:broader': link('nowhere') }),
      { '@id': at('mute'), '@type': 'skos:Concept' },
    ])
    expect(found.competencies).toHaveLength(4)
    expect(reasons(found)).toEqual(
      expect.arrayContaining([
        ['statement_missing', at('mute'), undefined],
        ['end_missing', at('metal'), at('gone')],
        ['cycle', expect.any(String), expect.any(String)],
        ['parent_missing', at('lost'), at('nowhere')],
      ]),
    )
    expect(reasons(found).filter(([reason]) => reason === 'cycle')).toHaveLength(2)
  })

  it('has its top said by the concepts too', () => {
    const { 'skos:hasTopConcept': _, ...head } = scheme
    const found = readSkos([head, concept('cut', { 'skos:topConceptOf': link('scheme') })])
    expect(links(found)).toEqual(['cut isChildOf framework'])
  })

  it('keeps words that every object has', () => {
    const found = readSkos([concept('metal', { constructor: 'C', toString: 'T' })])
    expect(found.competencies[0]?.extra).toMatchObject({ constructor: 'C', toString: 'T' })
  })

  it('is asked for by name where a file holds several', () => {
    const other = { '@id': at('other'), '@type': 'skos:ConceptScheme', 'skos:prefLabel': 'Wood' }
    const saw = { ...concept('saw'), 'skos:inScheme': link('other') }
    expect(() => readSkos([scheme, other, concept('metal'), saw])).toThrow(
      refusal('json.severalFrameworks', { count: 2, titles: '“Metalwork”, “Wood”', more: 0 }),
    )
    const both = concept('saw', { 'skos:inScheme': [link('scheme'), link('other')] })
    const found = readSkos([scheme, other, concept('metal'), both])
    expect(pickText(found.framework.name)).toBe('Metalwork')
  })

  it('is named after the file where it is not in it', () => {
    const found = readSkos([concept('metal'), concept('cut')], [], 'terms.jsonld')
    expect(found.framework).toMatchObject({ name: { und: 'terms' }, uri: at('scheme') })
    expect(reasons(found)).toEqual([['framework_named', undefined, 'terms']])
  })

  it.skipIf(!hasSharedData)('is read from the eight levels of Connecting Credentials', () => {
    const name = 'ctdl/frameworks/ConnectingCredentialsLevels.json'
    const found = readFrameworkFile(sharedFile(name), { format: 'skos', head: { name } })
    expect(found.competencies).toHaveLength(8)
    expect(found.problems).toEqual([])
    expect(pickText(found.framework.name)).not.toBe('')
  })
})
