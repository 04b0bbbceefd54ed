import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ColumnField, columnFieldOf, columnFields, fieldsOf, mappingOf } from './column-fields'
import { SpreadsheetMapping } from './sheet-mapping'

describe('what stands above the columns', () => {
  it.each<[string, SpreadsheetMapping, ColumnField[]]>([
    ['nothing', {}, ['', '', '']],
    ['single columns', { code: 0, statement: 2 }, ['code', '', 'statement']],
    [
      'groups from the outermost in',
      { statement: 0, groups: [2, 1] },
      ['statement', 'group.2', 'group.1'],
    ],
    ['a chart', { groups: [0], statement: 1, more: [2] }, ['group.1', 'statement', 'statement']],
    [
      'further languages and the mark of the framework',
      { statement: 0, translations: [{ column: 'statement', at: 1 }], isFramework: 2 },
      ['statement', 'statement.translated', 'isFramework'],
    ],
  ])('is a mapping, and is one again: %s', (_, mapping, fields) => {
    expect(fieldsOf(mapping, 3)).toEqual(fields)
    expect(mappingOf(fields)).toEqual(mapping)
  })

  it('comes back the same, whatever is said once', () => {
    const several = new Set<ColumnField>([
      '',
      'statement',
      'statement.translated',
      'label.translated',
    ])
    const said = fc
      .array(fc.constantFrom(...columnFields), { maxLength: 30 })
      .map((fields) =>
        fields.map((field, at) =>
          several.has(field) || fields.indexOf(field) === at ? field : '',
        ),
      )
    fc.assert(
      fc.property(said, (fields) => {
        const mapping = SpreadsheetMapping.parse(mappingOf(fields))
        const depths = fields.filter((field) => field.startsWith('group.')).sort()
        const again = fieldsOf(mapping, fields.length)
        // Groups are numbered without gaps.
        const packed = fields.map((field) => {
          const depth = depths.indexOf(field)
          return depth < 0 ? field : `group.${depth + 1}`
        })
        expect(again).toEqual(packed)
      }),
    )
  })

  it.each(columnFields.filter((field) => !/^$|statement|translated/.test(field)))(
    'may say %s once',
    (field) => {
      expect(() => mappingOf([field, '', field])).toThrow(
        expect.objectContaining({ key: 'tables.columnTwice', field: 'column.2' }),
      )
    },
  )

  it('of a form is nothing where it is none of ours', () => {
    expect(['code', '', 'Code', '__proto__'].map(columnFieldOf)).toEqual(['code', '', '', ''])
  })
})
