import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EmployerField } from '@/server/domain/people/employer-lists'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { readEmployerFile } from './employer-file'
import { readEmployers } from './employer-list'

const most = 40
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** Name, web domain, county and industry of each line. */
function read(text: string, said: { fields?: EmployerField[]; headingLine?: number } = {}) {
  return readEmployers(text, { ...said, most }).employers.map(
    ({ name, domain, county, industry }) => [name, domain, county, industry],
  )
}

const acme = ['Acme Tools', 'acme.example', 'Lorain County, OH', '332710']
const beta = ['Beta, Inc.', 'beta.example', 'Lorain County, OH', '333517']

type Case = [what: string, text: string, found: (string | null)[][]]

const lists: Case[] = [
  [
    'a CSV under plain headings',
    'Name,Web domain,County,NAICS\nAcme Tools,acme.example,"Lorain County, OH",332710\n"Beta, Inc.",beta.example,"Lorain County, OH",333517\n',
    [acme, beta],
  ],
  [
    'a chamber’s members, with columns of no use, a state apart and addresses for web domains',
    [
      'Member Name,Contact,Phone,Address,City,State,Zip,County,Website,Email,NAICS Code',
      'Acme Tools,Ann Lee,440-555-0100,1 Main St,Elyria,OH,44035,Lorain County,https://www.acme.example/,info@acme.example,332710',
      '"Beta, Inc.",Bo Kim,,,Elyria,OH,44035,Lorain County,,bo.kim@beta.example,333517',
    ].join('\n'),
    [acme, beta],
  ],
  [
    'headings in Spanish',
    [
      'Empresa;Sitio web;Correo electrónico;Ciudad;Condado;Estado;Código NAICS',
      'Acme Tools;www.acme.example;;Elyria;Lorain County;OH;332710',
      'Beta, Inc.;;bo@beta.example;Elyria;Lorain County;OH;333517',
    ].join('\r\n'),
    [acme, beta],
  ],
  [
    'what is pasted from a spreadsheet',
    'Company\tWebsite\tCounty\tIndustry\nAcme Tools\tacme.example\tLorain County, OH\t332710\nBeta, Inc.\tbeta.example\tLorain County, OH\t333517',
    [acme, beta],
  ],
  [
    'what is pasted without headings',
    'Acme Tools\tacme.example\tLorain County, OH\t332710\nBeta, Inc.\tbeta.example\tLorain County, OH\t333517',
    [acme, beta],
  ],
  [
    'commas without headings, the state between two of them',
    'Acme Tools, acme.example, Lorain County, OH, 332710\n"Beta, Inc.", beta.example, Lorain County, OH, 333517',
    [acme, beta],
  ],
  [
    'quotes in names',
    'Company,Website\n"The ""Tool"" Shop",tool.example\nO’Dell Works,odell.example',
    [
      ['The "Tool" Shop', 'tool.example', '', ''],
      ['O’Dell Works', 'odell.example', '', ''],
    ],
  ],
  [
    'titles above the table',
    'Members of the chamber\nas of May\n\nCompany Name,Web Site\nAcme,acme.example',
    [['Acme', 'acme.example', '', '']],
  ],
  [
    'a web domain in a column nobody knows',
    'Company,Reach\nAcme,acme.example\nBeta,beta.example',
    [
      ['Acme', 'acme.example', '', ''],
      ['Beta', 'beta.example', '', ''],
    ],
  ],
  [
    'an industry in words beside a code, of which the code is taken',
    'Company,Category,NAICS\nAcme,Machine shops,332710\nBeta,Dentists,',
    [
      ['Acme', null, '', '332710'],
      ['Beta', null, '', 'Dentists'],
    ],
  ],
  ['a line that lacks its name', 'Company,Website\n,acme.example', [['', 'acme.example', '', '']]],
]

describe('a list of employers', () => {
  it.each(lists)('is read: %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
  })

  it('is read with a byte order mark, in Windows-1252, and from a sheet of a workbook', () => {
    const text = 'Compañía,Página web,Condado\nPeña Hermanos,pena.example,"Doña Ana, NM"'
    const windows = Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
    const book = makeWorkbook({
      sheets: [
        { name: 'Notes', rows: textRows([['Members'], ['of May']]) },
        {
          name: 'Members',
          rows: textRows([
            ['Chamber'],
            ['Company', 'Website', 'County'],
            ['Peña Hermanos', 'pena.example', 'Doña Ana, NM'],
          ]),
        },
      ],
    })
    for (const bytes of [bytesOf(`\uFEFF${text}`), bytesOf(text), windows, book]) {
      expect(readEmployerFile(bytes, { most }).read.employers).toMatchObject([
        { name: 'Peña Hermanos', domain: 'pena.example', county: 'Doña Ana, NM' },
      ])
    }
    expect(readEmployerFile(book, { most })).toMatchObject({
      sheet: { sheets: ['Notes', 'Members'], sheet: 1, headingLine: 2, asks: false },
      read: { employers: [{ line: 3 }] },
    })
    expect(readEmployerFile(windows, { most }).read.remarks).toMatchObject([
      { reason: 'encoding_windows_1252' },
    ])
  })

  it('names the columns it has no use for, such as the city', () => {
    const text = 'Company,City,Website,Notes\nAcme,Elyria,acme.example,\n'
    expect(readEmployers(text, { most }).unused).toEqual(['City'])
  })

  it('says what of a web domain is nobody’s own, and what is none', () => {
    const text = 'Company,Website\nA,acme@gmail.com\nB,facebook.com/b\nC,Main Street 5\nD,n/a'
    const { employers } = readEmployers(text, { most })
    expect(
      employers.map(({ domain, nobodys, unreadable }) => [domain, nobodys, unreadable]),
    ).toEqual([
      [null, 'gmail.com', null],
      [null, 'facebook.com', null],
      [null, null, 'Main Street 5'],
      [null, null, null],
    ])
  })

  it('keeps no mail address', () => {
    const text = 'Company,Email,Notes\nAcme,ann.lee@acme.example,call bo@acme.example'
    expect(JSON.stringify(readEmployers(text, { most }).employers)).not.toContain('@')
  })

  it('asks under headings of which none is for names, and is read as its columns are said', () => {
    const text = 'Shop,Reach,Where\nAcme,acme.example,Lorain'
    expect(readEmployers(text, { most })).toMatchObject({
      employers: [],
      table: { asks: true, fields: ['', 'domain', ''], headingLine: 1 },
    })
    expect(read(text, { fields: ['name', 'domain', 'county'] })).toEqual([
      ['Acme', 'acme.example', 'Lorain', ''],
    ])
    expect(read(text, { headingLine: 0 })).toHaveLength(2)
  })

  it('may hold web domains in several columns, and a name in one', () => {
    const text = 'A,B,C\nAcme,gmail.com,acme.example'
    expect(read(text, { fields: ['name', 'domain', 'domain'] })).toEqual([
      ['Acme', 'acme.example', '', ''],
    ])
    expect(() => read(text, { fields: ['name', 'name', 'domain'] })).toThrow('tables.columnTwice')
    expect(() => read(text, { fields: ['', 'domain'] })).toThrow('employers.columnsNotNamed')
  })

  it('takes as many as it may and names those beyond', () => {
    const text = `Company\n${Array.from({ length: 42 }, (_, at) => `Firm ${at}`).join('\n')}`
    const { employers, beyond } = readEmployers(text, { most })
    expect([employers.length, beyond]).toEqual([
      40,
      [
        { line: 42, name: 'Firm 40' },
        { line: 43, name: 'Firm 41' },
      ],
    ])
  })

  it('gives the lines asked for as they stand', () => {
    const bytes = bytesOf('Company,Email\nAcme,ann@acme.example\nBeta,bo@beta.example')
    expect(readEmployerFile(bytes, { most, lines: [3] }).rows).toEqual([
      { line: 3, cells: ['Beta', 'bo@beta.example'] },
    ])
  })

  it('is refused when it is longer than anybody’s', () => {
    const bytes = bytesOf(`Company\n${'Acme Tools of Lorain\n'.repeat(21_000)}`)
    expect(() => readEmployerFile(bytes, { most })).toThrow('employers.listTooLong')
  })

  it('takes whatever is pasted for a table or refuses it in a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        try {
          const { employers } = readEmployers(text, { most })
          expect(employers.every(({ line }) => line >= 1)).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ name: 'DomainError' })
        }
      }),
    )
  })
})
