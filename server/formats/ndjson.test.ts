import { describe, expect, it } from 'vitest'
import type { Json } from '@/server/domain/json'
import { comparablePackage } from '@/server/testing/framework-comparison'
import { refusal } from '@/server/testing/refusal'
import { openFrameworkFile, readFrameworkFile } from './framework-file'

const read = (text: string, name = 'lines.ndjson') => {
  const file = new TextEncoder().encode(text)
  return readFrameworkFile(file, { format: openFrameworkFile(file).format, head: { name } })
}
const lines = (values: Json[]) => values.map((value) => JSON.stringify(value)).join('\n')
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const items = [1, 2].map((n) => ({ identifier: uuid(n), fullStatement: `Item ${n}` }))
const childOf = {
  identifier: uuid(9),
  associationType: 'isChildOf',
  originNodeURI: { identifier: uuid(2) },
  destinationNodeURI: { identifier: uuid(1) },
}
const skills = [1, 2].map((n) => ({
  ...{ uuid: uuid(n), skillName: `Skill ${n}`, skillStatement: `Does ${n}.` },
}))
const competencies = [1, 2].map((n) => ({
  ...{ '@id': `urn:${n}`, '@type': 'ceasn:Competency', 'ceasn:competencyText': `Text ${n}` },
}))
const concepts = [1, 2].map((n) => ({
  ...{ '@id': `urn:${n}`, '@type': 'skos:Concept', 'skos:prefLabel': `Term ${n}` },
}))

describe('a file of lines', () => {
  it.each<[string, string, Json[]]>([
    ['items of CASE', 'case', items],
    ['items and relations of CASE', 'case', [...items, childOf]],
    ['a document of CASE and its items', 'case', [{ CFDocument: { title: 'T' } }, ...items]],
    ['items of CASE in their answers', 'case', items.map((CFItem) => ({ CFItem }))],
    ['skills of RSD', 'rsd', skills],
    [
      'a collection of RSD and its skills',
      'rsd',
      [{ type: 'RichSkillCollection', name: 'T' }, ...skills],
    ],
    ['competencies of CTDL-ASN', 'ctdl_asn', competencies],
    [
      'envelopes of the Registry',
      'ctdl_asn',
      competencies.map((decoded_resource) => ({ envelope_ceterms_ctid: 'x', decoded_resource })),
    ],
    ['concepts of SKOS', 'skos', concepts],
  ])('of %s is what the same list is', (_, format, values) => {
    const found = read(lines(values))
    expect(found.format).toBe(format)
    expect(found.competencies).toHaveLength(2)
    expect(comparablePackage(found)).toEqual(comparablePackage(read(JSON.stringify(values))))
  })

  it('keeps the relations of CASE', () => {
    expect(read(lines([...items, childOf])).associations).toMatchObject([
      { type: 'isChildOf', from: { id: uuid(2) }, to: { id: uuid(1) } },
    ])
  })

  it('may have a byte order mark, blank lines and any line ends', () => {
    const [first, second] = skills.map((skill) => JSON.stringify(skill))
    const text = `\uFEFF${first}\r\n\r\n  \n\uFEFF${second}\r\n`
    expect(read(text).problems).toEqual([
      { severity: 'warning', reason: 'framework_named', detail: 'lines' },
    ])
    expect(read(text).competencies).toHaveLength(2)
  })

  it('has a broken line named and left out, and the rest named by line', () => {
    const [first, second] = skills.map((skill) => JSON.stringify(skill))
    const nameless = JSON.stringify({ ...skills[0], skillName: null, skillStatement: null })
    const odd = JSON.stringify({ ...skills[0], uuid: uuid(5), occupations: [{ code: '1-2' }] })
    const found = read([first, '', `${second?.slice(0, -5)}`, nameless, odd].join('\n'))
    expect(found.competencies.map(({ place }) => place)).toEqual([{ line: 1 }, { line: 5 }])
    expect(found.problems).toEqual([
      { severity: 'error', reason: 'line_unreadable', line: 3 },
      { severity: 'warning', reason: 'framework_named', detail: 'lines' },
      { severity: 'error', reason: 'statement_missing', column: 'skillStatement', line: 4 },
      {
        ...{ severity: 'warning', reason: 'occupation_miswritten', detail: '1-2' },
        ...{ line: 5, path: 'occupations[0]' },
      },
    ])
  })

  it('is known where one of its two lines is broken', () => {
    const [first, second] = skills.map((skill) => JSON.stringify(skill))
    expect(read(`${first}\n${second?.slice(0, -1)}`).competencies).toHaveLength(1)
    expect(read(`${second?.slice(0, -1)}\n${first}`).competencies).toHaveLength(1)
  })

  it('does not take deep lines', () => {
    const deep = `{"a":${'['.repeat(21)}${']'.repeat(21)}}`
    expect(read(`${lines(skills)}\n${deep}`).problems[0]).toMatchObject({ line: 3 })
  })

  it('is no document over several lines and no list over several', () => {
    expect(() => read(`{\n"a":1}\n{\n"b":2}`)).toThrow(
      refusal('json.severalDocuments', { line: 3 }),
    )
    expect(() => read('{"a":1}\n// why')).toThrow(refusal('json.comment', { line: 2 }))
    expect(read(JSON.stringify({ name: 'T', skills }, null, 1)).problems).toEqual([])
    const list = `[\n${skills.map((skill) => JSON.stringify(skill)).join(',\n')}\n]`
    expect(read(list).competencies).toHaveLength(2)
    const [first, second] = skills.map((skill) => JSON.stringify(skill))
    expect(read(`{"skills":[\n${first}\n,\n${second}\n]}`).competencies).toHaveLength(2)
  })
})

describe('items of CASE by themselves', () => {
  it('are a framework named after the file, which is said', () => {
    const found = read(JSON.stringify({ data: items }), 'welding.json')
    expect(found.framework.name).toEqual({ und: 'welding' })
    expect(found.problems).toEqual([
      { severity: 'warning', reason: 'framework_named', detail: 'welding' },
    ])
  })

  it('are not of several', () => {
    const packages = ['A', 'B'].map((title) => ({ CFDocument: { title } }))
    expect(() => read(lines([...packages, ...items]))).toThrow(/^case\.severalPackages /)
  })

  it('are of the one document beside them', () => {
    const document = { identifier: uuid(7), title: 'Welding', CFPackageURI: 'urn:p' }
    const found = read(lines([...items, document]))
    expect(found.framework).toMatchObject({ name: { und: 'Welding' } })
    expect(found.competencies).toHaveLength(2)
    expect(found.problems).toEqual([])
  })
})
