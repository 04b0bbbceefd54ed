import { describe, expect, it, vi } from 'vitest'
import { DomainError, type RefusalKey } from '@/server/domain/errors'
import { openUpload, readEmploymentUpload, readFrameworkUpload } from './uploads'

// A child has a minute of its own, and may wait for a place before.
vi.setConfig({ testTimeout: 120_000 })

const MIB = 2 ** 20
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)))

const deep = '['.repeat(4 * MIB)
const cases = (items: string) => `{"CFDocument":{"title":"x"},"CFItems":[${items}]}`

describe('a hostile file', () => {
  it.each<[string, Uint8Array, RefusalKey[]]>([
    ['JSON as deep as it is long', bytes(deep), ['json.tooDeep']],
    [
      'millions of tiny arrays',
      bytes(cases(`${'[],'.repeat(2.6 * MIB)}[]`)),
      ['files.holdsTooMuch', 'case.mostItems'],
    ],
    [
      'millions of items',
      bytes(cases(`${'{},'.repeat(2.6 * MIB)}{}`)),
      ['files.holdsTooMuch', 'case.mostItems'],
    ],
    [
      'a heading of 8 MB',
      bytes('x'.repeat(8 * MIB), ',b\n', '1,2\n'.repeat(1000)),
      ['tables.longHeading'],
    ],
    ['quotes alone', bytes('a,b\n', '"'.repeat(8 * MIB + 1)), ['files.holdsTooMuch']],
    [
      'more columns than there may be',
      bytes('x,'.repeat(4 * MIB), '\n1\n'),
      ['tables.mostColumns'],
    ],
    ['more rows than there may be', bytes('a,b\n', '1,2\n'.repeat(2 * MIB)), ['tables.mostRows']],
    ['zeros', bytes(new Array(1000).fill(0)), ['files.notText']],
    ['a zip', bytes([0x50, 0x4b, 3, 4], 'x'.repeat(1000)), ['workbooks.damaged']],
    ['nothing', bytes(), ['files.empty']],
    ['a byte order mark alone', bytes([0xef, 0xbb, 0xbf]), ['files.empty']],
  ])('%s is refused in a sentence', async (_name, file, keys) => {
    const before = process.memoryUsage.rss()
    const refused = openUpload(file, { fileName: 'f' })
    const error = await refused.catch((thrown: unknown) => thrown)
    expect(error instanceof DomainError && keys.includes(error.key), String(error)).toBe(true)
    expect(process.memoryUsage.rss() - before).toBeLessThan(128 * MIB)
  })

  it('with a cell of 8 MB in quotes nobody closes has that cell named', async () => {
    const row = `1,"${'x'.repeat(8 * MIB)}`
    const { problems } = await readFrameworkUpload(bytes(`Code,Statement\n${row}\n2,Fine\n`), {
      ...{ format: 'csv', mapping: null },
      head: { name: 'f', description: '', publisher: '', language: null },
    })
    expect(problems.map(({ severity, reason, line }) => [severity, reason, line])).toEqual([
      ['warning', 'quote_kept', 2],
      ['error', 'text_too_long', 2],
    ])
  })

  it('of broken UTF-8 is read as what it may be, and says so', async () => {
    const { problems } = await openUpload(bytes('Code,Statement\n1,', [0xc3, 0x28, 0xff], '\n'), {
      fileName: 'f',
    })
    expect(problems).toEqual([{ severity: 'warning', reason: 'encoding_windows_1252' }])
  })
})

describe('a file', () => {
  it('comes out of the child as it went in', async () => {
    const { format, found } = await openUpload(
      bytes(
        cases('{"identifier":"7a000000-0000-4000-8000-000000000001","fullStatement":"🧵 \\u2028"}'),
      ),
      { fileName: 'f.json' },
    )
    expect(format).toBe('case')
    expect(found?.competencies.map(({ statement }) => Object.values(statement))).toEqual([
      ['🧵 \u2028'],
    ])
  })

  it('with as many rows as there may be is read whole', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, row) => `${row},${row >> 3},"Does work ${row}"`,
    )
    const { competencies, associations } = await readFrameworkUpload(
      bytes(['Code,Parent,Statement', ...rows].join('\n')),
      {
        format: 'csv',
        mapping: null,
        head: { name: 'Large', description: '', publisher: '', language: 'en' },
      },
    )
    expect(competencies).toHaveLength(100_000)
    expect(associations).toHaveLength(99_999)
  })

  it('of employment gives its rows and what is wrong with it', async () => {
    const read = await readEmploymentUpload(bytes('region,sector,employment\na,22,5\na,23,many\n'))
    expect(read.rows).toHaveLength(1)
    expect(read.problems).toMatchObject([{ line: 3, reason: 'employment_unreadable' }])
  })
})
