import { describe, expect, it } from 'vitest'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import type { Json, JsonObject } from '@/server/domain/json'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile, sharedFilesBelow } from '@/server/testing/shared-data'
import { findFramework } from './detect-format'
import { openFrameworkFile, readFrameworkFile } from './framework-file'

const packageOf = (title: string): JsonObject => ({
  CFDocument: { identifier: title, title },
  CFItems: [{ identifier: `${title}-1`, fullStatement: 'Bevels edges' }],
})

describe('a CASE package', () => {
  const one = packageOf('Welding')

  it.each<[string, Json]>([
    ['bare', one],
    ['in CFPackage', { CFPackage: one }],
    ['in a list', [one]],
    ['in CFPackages', { CFPackages: [one] }],
    ['in CFPackages as one', { CFPackages: one }],
    ['in CFPackages of CFPackage', { CFPackages: { CFPackage: [one] } }],
    ['in a list of CFPackage', [{ CFPackage: one }]],
    ['in data', { data: one, status: 'ok' }],
    ['in data of CFPackage', { data: { CFPackage: one }, meta: { page: 1 } }],
    ['in a result with its status', { result: [one], imsx_StatusInfo: {} }],
    ['in cfPackage', { cfPackage: one }],
  ])('is found %s', (_name, value) => {
    expect(findFramework(value)).toEqual({ format: 'case', value: one })
  })

  it('is asked for by title where a file holds several', () => {
    const several = [packageOf('Welding'), packageOf('Machining')]
    for (const value of [
      several,
      { CFPackages: several },
      { CFPackages: { CFPackage: several } },
    ]) {
      expect(() => findFramework(value)).toThrow(
        refusal('case.severalPackages', { count: 2, titles: '“Welding”, “Machining”', more: 0 }),
      )
    }
    const many = Array.from({ length: 13 }, (_, at) => packageOf(String(at)))
    expect(() => findFramework(many)).toThrow(/more/)
  })

  it.each<[Json, RefusalKey]>([
    [{ CFDocuments: [{}, {}] }, 'case.documentList'],
    [{ data: { CFDocuments: [{}] } }, 'case.documentList'],
    [{ CFItems: [] }, 'case.documentMissing'],
    [{ CFItem: {} }, 'case.documentMissing'],
    [{ CFPackage: { CFItems: [] } }, 'case.documentMissing'],
    [{ CFPackage: {} }, 'json.noFramework'],
    [{ CFPackages: [] }, 'json.noFramework'],
  ])('is missed in %j, in words', (value, key) => {
    expect(() => findFramework(value)).toThrow(expect.objectContaining({ key }))
  })
})

describe('a CTDL-ASN document', () => {
  it('is found in a wrapper', () => {
    const graph = { '@graph': [{ '@type': 'ceasn:CompetencyFramework' }] }
    expect(findFramework({ data: graph })).toEqual({ format: 'ctdl_asn', value: graph })
    expect(findFramework(graph)).toEqual({ format: 'ctdl_asn', value: graph })
  })
})

describe('other frameworks in JSON', () => {
  const bevel = { id: 'x', skillName: 'Bevel', skillStatement: 'Bevels edges.' }
  const scheme = { '@type': 'skos:ConceptScheme', '@id': 's' }

  it.each<['rsd' | 'skos', Json]>([
    ['rsd', [bevel]],
    ['rsd', bevel],
    ['rsd', { type: 'RichSkillCollection', id: 'x', skills: [] }],
    ['rsd', { name: 'Welding', skills: [bevel] }],
    ['skos', { '@graph': [scheme, { '@type': 'skos:Concept', prefLabel: 'Bevel' }] }],
    ['skos', { ...scheme, 'skos:hasTopConcept': [{ 'skos:prefLabel': 'Bevel' }] }],
    ['skos', [{ id: 'c', prefLabel: { en: 'Bevel' }, broader: 'b' }]],
  ])('are found as %s, in a wrapper too', (format, value) => {
    expect(findFramework(value)).toEqual({ format, value })
    expect(findFramework({ data: value })).toEqual({ format, value })
  })

  it('are no concept scheme where the concepts are levels of something else', () => {
    const levels = [scheme, { '@type': 'skos:Concept', 'skos:prefLabel': 'Novice' }]
    const framework = { '@type': 'ceasn:CompetencyFramework', 'ceasn:name': 'Welding' }
    expect(findFramework({ '@graph': [framework, ...levels] }).format).toBe('ctdl_asn')
  })
})

describe('JSON that is no framework', () => {
  it.each<[string, Json]>([
    [
      'cass',
      [
        {
          '@context': 'https://schema.cassproject.org/0.4/',
          '@type': 'Framework',
          name: 'Welding',
        },
        { '@id': 'x', '@type': 'Competency', name: 'Prepare' },
      ],
    ],
    ['cass', { '@type': 'Framework', '@id': 'f', competency: ['c'], relation: [] }],
    [
      'cass',
      { '@type': 'https://schema.cassproject.org/0.4/Competency', '@id': 'c', name: 'Prepare' },
    ],
    ['asn', { '@graph': [{ '@id': 'x', '@type': 'asn:StandardDocument' }] }],
    ['asn', { 'http://asn.jesandco.org/resources/D1': {} }],
    ['clr', { '@context': [], type: ['VerifiableCredential', 'ClrCredential'] }],
    ['endorsement', { id: 'x', type: ['VerifiableCredential', 'EndorsementCredential'] }],
    ['badge', { '@context': [], type: ['VerifiableCredential', 'OpenBadgeCredential'] }],
    ['badge', { '@context': 'https://w3id.org/openbadges/v2', type: 'BadgeClass', id: 'x' }],
    ['credential', { '@context': [], type: ['VerifiableCredential'] }],
    ['key', { '@context': [], id: 'did:web:x', verificationMethod: [] }],
    ['jobPosting', { '@context': 'https://schema.org', '@type': 'JobPosting', title: 'x' }],
    ['jsonSchema', { $schema: 'https://json-schema.org/draft/2020-12/schema' }],
    ['jsonSchema', { type: 'object', properties: {} }],
    ['openApi', { openapi: '3.0.0', paths: {} }],
    ['geoJson', { type: 'FeatureCollection', features: [] }],
    ['caseAnswer', { imsx_codeMajor: 'failure', imsx_description: 'unknown object' }],
    ['xapi', { actor: {}, verb: {}, object: {} }],
    ['context', { '@context': { name: 'https://schema.org/name' } }],
    ['vocabulary', { '@graph': [{ '@id': 'x', '@type': 'rdfs:Class' }] }],
  ])('is said to be %s', (what, value) => {
    expect(() => open(JSON.stringify(value))).toThrow(refusal('json.seems', { what }))
  })

  it('is none of these when it only has some of their words', () => {
    expect(() => open('{"title":"x","name":"y"}')).toThrow(refusal('json.noFramework'))
  })
})

const data = ['case', 'clr2', 'codes', 'ctdl', 'esco', 'hub', 'jdx-hropen', 'openbadges2']

describe.skipIf(!hasSharedData)('every JSON file (skipped without ../shared/data)', () => {
  const files = [...data, 'openbadges3', 'onet', 'rsd', 'real-use', 'four-harbors']
    .flatMap(sharedFilesBelow)
    .filter((name) => /\.json(?:ld)?$/.test(name))

  it('comes in or is refused in a sentence that says what to upload', () => {
    expect(files.length).toBeGreaterThan(400)
    const odd = files.flatMap((name) => {
      const said = outcome(name)
      return sentences.includes(said) || said === 'read' ? [] : [`${name}: ${said}`]
    })
    expect(odd).toEqual([])
  })

  it.each([
    ['real-use/30-case-wrapped-cfpackage.json', 'read'],
    ['real-use/36-case-language-en_US.json', 'read'],
    ['real-use/53-cass-native-framework.json', 'json.seems'],
    ['real-use/54-osmt-rsd-list.json', 'read'],
    ['ctdl/frameworks/DQP.jsonld', 'read'],
    ['case/packages/sbac-CFDocuments-list.case10.json', 'case.documentList'],
  ])('%s: %s', (name, expected) => {
    expect(outcome(name)).toBe(expected)
  })
})

/** Refusals that say what a file is and what to upload instead. */
const sentences = [
  ...['json.seems', 'json.noFramework', 'json.severalDocuments', 'json.comment'],
  ...['ctdl.noFramework', 'ctdl.membersMissing', 'case.documentList', 'case.severalPackages'],
]

function outcome(name: string): string {
  try {
    const file = sharedFile(name)
    const { format } = openFrameworkFile(file)
    const { competencies } = readFrameworkFile(file, { format, head: { name } })
    return competencies.length > 0 ? 'read' : 'read without competencies'
  } catch (error) {
    return error instanceof DomainError ? error.key : String(error)
  }
}

function open(text: string) {
  const file = new TextEncoder().encode(text)
  return readFrameworkFile(file, {
    format: openFrameworkFile(file).format,
    head: { name: 'x.json' },
  })
}
