import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import type { RefusalKey } from '@/server/domain/errors'
import { isJsonObject, type Json } from '@/server/domain/json'
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
const document = { identifier: 'd0000000-0000-4000-8000-000000000000', uri: 'urn:d', title: 'T' }
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const item = (n: number, fullStatement: string | null = `Item ${n}`) => ({
  identifier: uuid(n),
  uri: `urn:i${n}`,
  fullStatement,
})
const childOf = (child: number, parent: number) => ({
  identifier: uuid(child * 1000 + parent),
  uri: `urn:a${child}-${parent}`,
  associationType: 'isChildOf',
  originNodeURI: { identifier: uuid(child), uri: `urn:i${child}`, title: '' },
  destinationNodeURI: { identifier: uuid(parent), uri: `urn:i${parent}`, title: '' },
})

describe.skipIf(!hasSharedData)('CASE, real files (skipped without ../shared/data)', () => {
  const names = [...sharedFiles('case/packages'), ...sharedFiles('case/opensalt-tests')].filter(
    (name) => !name.includes('CFDocuments-list'),
  )

  it.each([
    ['sbac-depth-of-knowledge.case10', 15, 15],
    ['sbac-item-types.case10', 19, 19],
    ['sbac-ela-content-spec-fragment.case10', 3, 1],
    ['sbac-ela-g3-claim1-target1.case10', 37, 56],
    ['sbac-math-g3-c1-th.case10', 48, 67],
    ['sbac-math-hs-c1-th.case10', 86, 126],
    ['opensalt-what-standards-could-be.case10draft', 16, 39],
  ])('reads %s: %i competencies, %i associations', (name, competencies, associations) => {
    const found = read(`case/packages/${name}.json`)
    expect(found.competencies).toHaveLength(competencies)
    expect(found.associations).toHaveLength(associations)
  })

  it.each(names)('gives %s again after export and import', (name) => {
    const found = read(name)
    expect(comparablePackage(readCase(again(writeCase(found))))).toEqual(comparablePackage(found))
  })

  it.each(names)('exports %s as valid CASE 1.1', (name) => {
    const ajv = new Ajv2019({ strict: false })
    addFormats.default(ajv)
    const schema: Json = JSON.parse(
      Buffer.from(sharedFile('case/schema/case-v1p1-cfpackage.schema.json')).toString('utf8'),
    )
    const validate = ajv.compile(isJsonObject(schema) ? schema : {})
    validate(again(writeCase(read(name))))
    expect(validate.errors).toBeNull()
  })

  it.each(names)('keeps statements and hierarchy of %s through CTDL-ASN', (name) => {
    const found = read(name)
    expect(comparableTree(readCtdl(again(writeCtdl(found))))).toEqual(comparableTree(found))
  })

  it('names the repeated item and the item without identifier', () => {
    const reasons = (name: string) =>
      read(`case/packages/${name}.json`).problems.map(({ reason }) => reason)
    expect(reasons('sbac-ela-g3-claim1-target1.case10')).toEqual(['identifier_repeated'])
    expect(reasons('sbac-ela-content-spec-fragment.case10')).toEqual(
      expect.arrayContaining(['identifier_missing', 'end_missing', 'identifier_repeated']),
    )
  })

  it('says that a list of documents is no package', () => {
    expect(() => read('case/packages/sbac-CFDocuments-list.case10.json')).toThrow(
      refusal('case.documentList', { count: 14 }),
    )
  })
})

describe('CASE, bad input', () => {
  it('leaves a cycle out and names it', () => {
    const found = readCase({
      CFDocument: document,
      CFItems: [item(1), item(2), item(3)],
      CFAssociations: [childOf(1, 2), childOf(2, 3), childOf(3, 1)],
    })
    expect(found.associations).toHaveLength(2)
    expect(found.problems).toMatchObject([
      { severity: 'error', reason: 'cycle', path: 'CFItems[2]' },
    ])
  })

  it('keeps both parents of a competency', () => {
    const found = readCase({
      CFDocument: document,
      CFItems: [item(1), item(2), item(3)],
      CFAssociations: [childOf(1, 2), childOf(1, 3)],
    })
    expect(found.associations).toHaveLength(2)
    expect(found.problems).toEqual([])
  })

  it('names a missing statement and things that are no objects by their path, and reads the rest', () => {
    const found = readCase({
      CFDocument: document,
      CFItems: [item(1), item(2, null), 7, item(4)],
      CFAssociations: ['x', { associationType: 'isChildOf' }],
    })
    expect(found.competencies).toHaveLength(2)
    expect(found.problems.map(({ path, reason }) => [path, reason])).toEqual([
      ['CFItems[1]', 'statement_missing'],
      ['CFItems[2]', 'not_an_object'],
      ['CFAssociations[0]', 'not_an_object'],
      ['CFAssociations[1]', 'end_missing'],
    ])
  })

  it('keeps HTML, formulas and unknown keys exactly, and exports them again', () => {
    const words = '<b onclick="x()">Bold</b> =1+1\n$x^2$'
    const found = readCase({
      CFDocument: { ...document, colour: 'blue' },
      CFItems: [{ ...item(1, words), extensions: { theirs: 1 }, shelf: ['a', { b: 2 }] }],
    })
    expect(found.competencies[0]?.statement).toEqual({ und: words })
    const back = readCase(again(writeCase(found)))
    expect(back.competencies[0]?.extra).toEqual({
      shelf: ['a', { b: 2 }],
      extensions: { theirs: 1 },
    })
    expect(back.framework.extra).toEqual({ colour: 'blue' })
  })

  it.each<[Json, RefusalKey]>([
    [{}, 'case.noDocument'],
    [{ CFDocument: { identifier: 'x' } }, 'case.noTitle'],
    [{ CFDocument: 'x' }, 'case.noDocument'],
  ])('refuses %o in a sentence', (value, key) => {
    expect(() => readCase(value)).toThrow(refusal(key))
  })
})
