import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseEmail } from '@/server/domain/people/addresses'
import { realAddresses } from '@/server/testing/real-addresses'
import { realFile } from '@/server/testing/real-use'
import { hasSharedData } from '@/server/testing/shared-data'
import { readAddresses } from './address-list'
import { decodeText } from './decode-text'

const most = 40
const read = (text: string) =>
  readAddresses(text, { most }).addresses.map(({ email, employer, name }) => [
    email,
    employer,
    name,
  ])
const bad = (text: string) =>
  readAddresses(text, { most }).problems.map(({ line, text, reason }) => [line, text, reason])

/** Text, and of each address what was found beside it: employer, name. */
type Case = [
  what: string,
  text: string,
  found: [email: string, employer: string | null, name: string | null][],
]

const lists: Case[] = [
  [
    'words between and before',
    'Please invite: a@x.com and b@x.com / Bo Kim',
    [bare('a@x.com'), ['b@x.com', null, 'Bo Kim']],
  ],
  ['one a line', 'a@x.com\r\nB@Y.com\n\n', [bare('a@x.com'), bare('b@y.com')]],
  ['several on a line', 'a@x.com, b@y.com; ', [bare('a@x.com'), bare('b@y.com')]],
  ['commas only', 'a@x.com, b@y.com', [bare('a@x.com'), bare('b@y.com')]],
  [
    'spaces',
    'a@x.com b@y.com\nc@z.com   d@z.com',
    ['a@x.com', 'b@y.com', 'c@z.com', 'd@z.com'].map(bare),
  ],
  ['a display name', 'Ann Lee <a@x.com>', [['a@x.com', null, 'Ann Lee']]],
  [
    'last, first',
    'Lee, Ann <a@x.com>\nKim, Bo <b@x.com>',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@x.com', null, 'Bo Kim'],
    ],
  ],
  [
    'last, first, between semicolons',
    'Lee, Ann <a@x.com>; Kim, Bo <b@x.com>;',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@x.com', null, 'Bo Kim'],
    ],
  ],
  [
    'last, first, between commas',
    'Lee, Ann <a@x.com>, Kim, Bo <b@x.com>',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@x.com', null, 'Bo Kim'],
    ],
  ],
  [
    'last, first, behind a bare one',
    'c@x.com, Lee, Ann <a@x.com>',
    [bare('c@x.com'), ['a@x.com', null, 'Ann Lee']],
  ],
  [
    'names in quotes',
    '"Lee, Ann" <a@x.com>; Bo <b@y.com>',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@y.com', null, 'Bo'],
    ],
  ],
  [
    'a quoted name that breaks',
    '"Lee,\nAnn" <a@x.com>\nb@x.com',
    [['a@x.com', null, 'Ann Lee'], bare('b@x.com')],
  ],
  [
    'the address as its own name',
    "'a@x.com' <a@x.com>; b@y.com<mailto:b@y.com>",
    [bare('a@x.com'), bare('b@y.com')],
  ],
  ['a link', '[a@x.com](mailto:a@x.com?subject=Hello)', [bare('a@x.com')]],
  [
    'bullets',
    '• a@x.com\n- b@x.com\n* c@x.com\n– d@x.com\n-e@x.com',
    ['a', 'b', 'c', 'd', 'e'].map((who) => bare(`${who}@x.com`)),
  ],
  [
    'numbers',
    '1. a@x.com\n2) b@x.com\n(3) Ann Lee <c@x.com>',
    [bare('a@x.com'), bare('b@x.com'), ['c@x.com', null, 'Ann Lee']],
  ],
  [
    'brackets',
    '[a@x.com] (b@x.com) <c@x.com> "d@x.com" {e@x.com}',
    ['a', 'b', 'c', 'd', 'e'].map((who) => bare(`${who}@x.com`)),
  ],
  ['a comment', 'a@x.com (Ann Lee)', [['a@x.com', null, 'Ann Lee']]],
  [
    'a dash',
    'a@x.com - Ann Lee\nBo Kim – b@x.com',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@x.com', null, 'Bo Kim'],
    ],
  ],
  [
    'a name and its firm in brackets',
    'Ann Lee (Acme) <a@x.com>',
    [['a@x.com', null, 'Ann Lee (Acme)']],
  ],
  [
    'names before',
    'Ann Lee a@x.com, Bo Kim b@y.com',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@y.com', null, 'Bo Kim'],
    ],
  ],
  ['names in columns before', 'Ann Lee\ta@x.com', [['a@x.com', null, 'Ann Lee']]],
  [
    'names between',
    'Ann Lee, a@x.com, Bo Kim, b@y.com',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@y.com', null, 'Bo Kim'],
    ],
  ],
  [
    'names behind',
    'a@x.com, Ann Lee, b@y.com, Bo Kim',
    [
      ['a@x.com', null, 'Ann Lee'],
      ['b@y.com', null, 'Bo Kim'],
    ],
  ],
  [
    'punctuation',
    'a@x.com.\nb@x.com,\n<c@x.com>,\nd@x.com!',
    ['a', 'b', 'c', 'd'].map((who) => bare(`${who}@x.com`)),
  ],
  [
    'a firm',
    'Acme, Inc.: a@x.com, Bo Kim <b@x.com>',
    [
      ['a@x.com', 'Acme, Inc.', null],
      ['b@x.com', 'Acme, Inc.', 'Bo Kim'],
    ],
  ],
  ['a firm without a space', 'Acme Tool:a@x.com', [['a@x.com', 'Acme Tool', null]]],
  [
    'firms between semicolons',
    'Acme: a@x.com; Bolt: b@y.com',
    [
      ['a@x.com', 'Acme', null],
      ['b@y.com', 'Bolt', null],
    ],
  ],
  [
    'the lines of a mail',
    '> To: Ann <a@x.com>, b@x.com\nCc: c@x.com\nCc:\nE-mail: d@x.com',
    [['a@x.com', null, 'Ann'], bare('b@x.com'), bare('c@x.com'), bare('d@x.com')],
  ],
  [
    'invisible characters',
    '\u200Ba@x.com\nb@\u2060x.com\u00A0\n\u202Ac@x.com\u202C\n\uFEFFd\u00AD@x.com\n\u2068e@x.com\u2069\nf@\u200Dx.com',
    ['a', 'b', 'c', 'd', 'e', 'f'].map((who) => bare(`${who}@x.com`)),
  ],
  [
    'narrow spaces',
    'a@x.com\u202Fb@x.com\u2009c@x.com\u2028d@x.com',
    ['a', 'b', 'c', 'd'].map((who) => bare(`${who}@x.com`)),
  ],
  ['wide signs', 'a＠x.com；b@x.com，c@x.com', ['a', 'b', 'c'].map((who) => bare(`${who}@x.com`))],
]

const tables: Case[] = [
  [
    'headings in other words',
    'Name of company,Supervisor Name,Supervisor Email\nAcme,Ann,a@x.com',
    [['a@x.com', 'Acme', 'Ann']],
  ],
  ['address, employer, name', 'a@x.com,Acme Tool,Ann', [['a@x.com', 'Acme Tool', 'Ann']]],
  ['quoted cells', 'a@x.com,"Acme, ""Tool"" Inc.",Ann', [['a@x.com', 'Acme, "Tool" Inc.', 'Ann']]],
  [
    'cells that break',
    'a@x.com,"Acme\nTool",Ann\nb@x.com,Bolt,Bo',
    [
      ['a@x.com', 'Acme Tool', 'Ann'],
      ['b@x.com', 'Bolt', 'Bo'],
    ],
  ],
  [
    'a spreadsheet’s cells',
    'a@x.com\tAcme, Inc.\tAnn\nb@y.com\tBolt\t',
    [
      ['a@x.com', 'Acme, Inc.', 'Ann'],
      ['b@y.com', 'Bolt', null],
    ],
  ],
  [
    'each line in its own way',
    'a@x.com,Acme,Ann\nBo <b@y.com>\nc@x.com;Acme, Inc.;Cy',
    [
      ['a@x.com', 'Acme', 'Ann'],
      ['b@y.com', null, 'Bo'],
      ['c@x.com', 'Acme, Inc.', 'Cy'],
    ],
  ],
  [
    'headings in any order',
    '\uFEFFName;Company;E-mail\nAnn;Acme;a@x.com',
    [['a@x.com', 'Acme', 'Ann']],
  ],
  [
    'the divider named',
    'sep=;\nName;Company;E-mail\nAnn;Acme;a@x.com',
    [['a@x.com', 'Acme', 'Ann']],
  ],
  [
    'one column',
    'Email\nAnn Lee <a@x.com>\nb@x.com',
    [['a@x.com', null, 'Ann Lee'], bare('b@x.com')],
  ],
  [
    'headings of a sales system',
    'Account Name,Contact: Email,First Name,Last Name\nAcme,a@x.com,Ann,Lee',
    [['a@x.com', 'Acme', 'Ann Lee']],
  ],
  [
    'headings of a register',
    'Organisation Name\tWork email\tContact person\nAcme\ta@x.com\tAnn',
    [['a@x.com', 'Acme', 'Ann']],
  ],
  [
    'Spanish headings',
    'Nombre,Apellidos,Empresa,Correo electrónico,Teléfono\nAna,Pérez,Talleres Alfa,ana@alfa.com,555',
    [['ana@alfa.com', 'Talleres Alfa', 'Ana Pérez']],
  ],
  [
    'more Spanish headings',
    'Razón social;Persona de contacto;E-mail de contacto\nAlfa;Ana;ana@alfa.com',
    [['ana@alfa.com', 'Alfa', 'Ana']],
  ],
  ['“Address” for mail addresses', 'Address,Employer\na@x.com,Acme', [['a@x.com', 'Acme', null]]],
  [
    '“Address” for streets',
    'Address,Email,Company\n1 Main Street,a@x.com,Acme',
    [['a@x.com', 'Acme', null]],
  ],
  [
    'titles above its headings',
    'Our raters,,\n\nEmail,Company,Name\na@x.com,Acme,Ann',
    [['a@x.com', 'Acme', 'Ann']],
  ],
  [
    'several addresses in a cell',
    'Email,Company\na@x.com; b@x.com,Acme',
    [
      ['a@x.com', 'Acme', null],
      ['b@x.com', 'Acme', null],
    ],
  ],
  [
    'Thunderbird’s export',
    'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Organization,Custom 1,Notes\nAnn,Lee,Ann B. Lee,,a@x.com,ann@home.com,,555,Acme,,\nBo,Kim,,,,b@y.com,,,Bolt,,',
    [
      ['a@x.com', 'Acme', 'Ann B. Lee'],
      ['b@y.com', 'Bolt', 'Bo Kim'],
    ],
  ],
  [
    'Google’s export in Spanish',
    'Nombre,Segundo nombre,Apellidos,Nombre de la organización,Cargo,Notas,Etiquetas,Correo electrónico 1 - Etiqueta,Correo electrónico 1 - Valor,Teléfono 1 - Valor\nAna,,Pérez,Alfa,Jefa,,* myContacts,* ,ana@alfa.com,555',
    [['ana@alfa.com', 'Alfa', 'Ana Pérez']],
  ],
  [
    'Google’s older export',
    'Name,Given Name,Family Name,Notes,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\nAnn Lee,Ann,Lee,,Work,bad,Home,a@x.com,,Acme,',
    [['a@x.com', 'Acme', 'Ann Lee']],
  ],
  [
    'Outlook’s export in Spanish',
    'Nombre,Segundo nombre,Apellidos,Compañía,Departamento,Puesto,Dirección de correo electrónico,Dirección del trabajo\nAna,,Pérez,Alfa,,,ana@alfa.com,Calle 1',
    [['ana@alfa.com', 'Alfa', 'Ana Pérez']],
  ],
]

const cards: Case[] = [
  [
    '3.0, folded',
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Ann;;;\r\nFN:Ann\r\n  Lee\r\nORG:Acme\\, Inc.;Plant two\r\nitem1.EMAIL;TYPE=INTERNET,WORK:A@x.com\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nN:Kim;Bo;;;\r\nEMAIL:b@y.com\r\nEND:VCARD',
    [
      ['a@x.com', 'Acme, Inc.', 'Ann Lee'],
      ['b@y.com', null, 'Bo Kim'],
    ],
  ],
  [
    '2.1, quoted-printable',
    'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:P=C3=A9rez;Ana\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ana P=C3=\n=A9rez\nORG;ENCODING=QUOTED-PRINTABLE:O=92Brien\nEMAIL;INTERNET:ana@x.com\nEND:VCARD',
    [['ana@x.com', 'O’Brien', 'Ana Pérez']],
  ],
  [
    '4.0, the first that can be used',
    'BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nEMAIL;PREF=1:none\nEMAIL;TYPE="work,home":mailto:a@x.com\nEMAIL:b@x.com\nEND:VCARD',
    [['a@x.com', null, 'Ann']],
  ],
]

function bare(email: string): Case[2][number] {
  return [email, null, null]
}

describe('addresses', () => {
  it.each(lists)('in a list are read with %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
    expect(bad(text)).toEqual([])
  })

  it.each(tables)('in a table are read with %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
    expect(bad(text)).toEqual([])
  })

  it.each(cards)('in vCards are read: %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
    expect(bad(text)).toEqual([])
  })

  it.each([
    [
      'a@x.com, b@@y.com, c@z',
      [
        [1, 'b@@y.com', 'not_an_address'],
        [1, 'c@z', 'not_an_address'],
      ],
    ],
    ['a@x.com\nann @ x.com', [[2, 'ann @ x.com', 'not_an_address']]],
    ['a@x.com\nalice(at)x.com', [[2, 'alice(at)x.com', 'not_an_address']]],
    ['Ann <a@x..com>, Bo <b@y.com>', [[1, 'a@x..com', 'not_an_address']]],
    [
      'a@x.com\nnot an address\nA@X.com',
      [
        [2, 'not an address', 'not_an_address'],
        [3, 'A@X.com', 'duplicate'],
      ],
    ],
    [
      'Email,Company\na@x.com,Acme\nb@y,Bolt\n,Cargo',
      [
        [3, 'b@y', 'not_an_address'],
        [4, 'Cargo', 'no_address'],
      ],
    ],
    [
      'BEGIN:VCARD\nFN:Ann\nORG:Acme\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEMAIL:b@y\nEND:VCARD',
      [
        [1, 'Ann, Acme', 'no_address'],
        [5, 'b@y', 'not_an_address'],
      ],
    ],
    ['Email,Note\nc@x.com,"one\ntwo"\nb@y,', [[4, 'b@y', 'not_an_address']]],
  ])('that are none are quoted alone, with their line: %j', (text, problems) => {
    expect(bad(text)).toEqual(problems)
  })

  it.each([
    ['Our raters, all of them\nLee, Ann <a@x.com>\nKim, Bo <b@y.com>'],
    ['Dear all, please add\na@x.com, b@y.com\nc@x.com, d@y.com'],
    ['Raters; this fall\nAnn <a@x.com>; Bo <b@y.com>'],
  ])('below a line of words are a list, no table: %j', (text) => {
    expect(readAddresses(text, { most }).table).toBeNull()
    expect(read(text).every(([, employer]) => employer === null)).toBe(true)
    expect(bad(text)).toEqual([[1, text.split('\n')[0], 'not_an_address']])
  })

  it('name the line that was first with the same address', () => {
    const { problems } = readAddresses('a@x.com\nb@x.com\nA@X.com', { most })
    expect(problems).toMatchObject([
      { line: 3, text: 'A@X.com', reason: 'duplicate', firstLine: 1 },
    ])
  })

  it('stop at the limit and say so', () => {
    const text = Array.from({ length: most + 1 }, (_, i) => `r${i}@x.com`).join(' ')
    const { addresses, problems } = readAddresses(text, { most })
    expect(addresses).toHaveLength(most)
    expect(problems).toMatchObject([{ text: `r${most}@x.com`, reason: 'too_many' }])
  })
})

describe('county and industry', () => {
  it.each([
    'Email,County,Industry',
    'E-mail Address,County Name,NAICS Code',
    'Correo electrónico,Condado,Industria',
    'Correo,Condado de la empresa,Código NAICS',
    'Email,Parish,Line of Business',
  ])('are read under %s', (head) => {
    const { addresses, problems, unused, table } = readAddresses(
      `${head}\na@x.com, Lorain ,332710\nb@y.com,,\nbad@,Erie,Hospital`,
      { most },
    )
    expect(addresses).toMatchObject([
      { email: 'a@x.com', county: 'Lorain', industry: '332710', employer: null },
      { email: 'b@y.com', county: null, industry: null },
    ])
    expect(problems).toMatchObject([{ text: 'bad@', county: 'Erie', industry: 'Hospital' }])
    expect([unused, table?.fields]).toEqual([[], ['email', 'county', 'industry']])
  })

  it('stand beside an address only where a table says so', () => {
    const { addresses } = readAddresses('a@x.com, Acme, Ann', { most })
    expect(addresses).toMatchObject([{ employer: 'Acme', county: null, industry: null }])
  })
})

describe('columns that nobody knows', () => {
  it.each([
    [
      'no heading for addresses',
      'Firma,Wer,Wohin\nAcme,Ann,a@x.com\nBolt,Bo,b@y.com',
      ['', '', 'email'],
    ],
    ['none for the employer', 'Email,Shop,Name\na@x.com,Acme,Ann', ['email', '', 'name']],
    ['no headings, and the address behind', 'Acme,Ann,a@x.com\nBolt,Bo,b@y.com', ['', '', 'email']],
    ['content under a blank heading', ',Who,Reach\nAcme,Ann,a@x.com', ['', '', 'email']],
    ['few addresses', 'Wer,Wo,Wohin\nAnn,Acme,a@x.com\nBo,Bolt,\nCy,Cargo,', ['', '', 'email']],
    ['names in their cells', 'Wer;Wo\nAnn <a@x.com>;Acme\nBo <b@y.com>;Bolt', ['email', '']],
  ])('are asked for, with a guess by content: %s', (_, text, fields) => {
    const { table, addresses, problems } = readAddresses(text, { most })
    expect(table).toMatchObject({ asks: true, fields })
    expect(JSON.stringify(table?.rows)).toContain('a@x.com')
    expect([addresses, problems]).toEqual([[], []])
  })

  it('need not be said again where somebody says that there are no headings', () => {
    const text = 'a@x.com,Acme,Ann\nb@y.com,Bolt,Bo'
    const said = readAddresses(text, { most, headingLine: 0 })
    expect(said).toEqual(readAddresses(text, { most }))
    expect(said.table).toMatchObject({ asks: false, fields: ['email', 'employer', 'name'] })
  })

  it('of a table hold no half of a character, which no database takes', () => {
    const long = `${'x'.repeat(119)}🧵`
    const { table, addresses } = readAddresses(`Email,Company\na@x.com,${long}\ud800`, { most })
    expect(JSON.stringify([table, addresses])).not.toMatch(/\\ud8/)
  })

  it('are read as somebody has said, and the heading line is none of the rows', () => {
    const text = 'Firma,Wer,Wohin\nAcme,Ann,a@x.com\nBolt,Bo,b@y'
    const said = readAddresses(text, { most, fields: ['employer', '', 'email'] })
    expect(said).toMatchObject({
      table: { asks: false, headingLine: 1, fields: ['employer', '', 'email'] },
      unused: ['Wer'],
      addresses: [{ line: 2, email: 'a@x.com', employer: 'Acme', name: null }],
      problems: [{ line: 3, text: 'b@y' }],
    })
    const bare = readAddresses('Acme,Ann,a@x.com\nBolt,Bo,b@y.com', {
      most,
      fields: ['employer', 'name', 'email'],
    })
    expect(bare.addresses).toMatchObject([
      { line: 1, employer: 'Acme', name: 'Ann' },
      { line: 2, employer: 'Bolt', name: 'Bo' },
    ])
  })

  it.each([
    ['Email,Name,Job Title,Phone\na@x.com,Ann,Welder,555', ['Job Title', 'Phone']],
    ['Email,Company,Shop\na@x.com,Acme,North', ['Shop']],
    ['Email,Email 2,Company\na@x.com,b@x.com,Acme', ['Email 2']],
    ['Email,Company,Fax\na@x.com,Acme,', []],
    ['a@x.com,Acme,Ann,Welder', ['4']],
    ['BEGIN:VCARD\nEMAIL:a@x.com\nEMAIL:b@x.com\nTEL:555\nEND:VCARD', ['TEL', 'EMAIL']],
  ])('are named when they are not used and hold something: %j', (text, unused) => {
    expect(readAddresses(text, { most })).toMatchObject({ unused })
  })
})

describe.skipIf(!hasSharedData)('real files (skipped without ../shared/data)', () => {
  it.each(realAddresses)('are read as they are meant: %s', (name, found) => {
    const read = readAddresses(decodeText(realFile(name)).text, { most })
    expect(read).toMatchObject({ problems: [] })
    expect(read.addresses.map(({ email, employer, name }) => [email, employer, name])).toEqual(
      found,
    )
  })
})

describe('whatever is pasted', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)
  const local = fc.stringMatching(/^[a-z][a-z0-9._+'-]{0,10}[a-z0-9]$/)
  const email = fc
    .tuple(local, label, fc.constantFrom('com', 'co.uk', 'example'))
    .map(([who, at, top]) => `${who}@${at}.${top}`)
    .filter((text) => normaliseEmail(text) !== null)
  const person = fc.constantFrom('Ann Lee', 'Ana Pérez', "Al O'Neil", '李小龍')
  const shapes: ((address: string, name: string) => string)[] = [
    (address) => address,
    (address) => `<${address}>`,
    (address) => `mailto:${address}`,
    (address) => `[${address}](mailto:${address})`,
    (address) => `• ${address}.`,
    (address) => `\u200B${address}\u00A0`,
    (address) => `12) ${address}`,
    (address, name) => `${name} <${address}>`,
    (address, name) => `"${name.split(' ').reverse().join(', ')}" <${address}>`,
    (address, name) => `${name.split(' ').reverse().join(', ')} <${address}>`,
    (address, name) => `${address} - ${name}`,
    (address, name) => `${address} (${name})`,
    (address) => `Acme Tool: ${address}`,
    (address, name) => `${address},Acme Tool,${name}`,
    (address, name) => `${address}\tAcme Tool\t${name}`,
  ]
  const written = fc.tuple(email, person, fc.constantFrom(...shapes))

  it('comes out where it is well formed, and nothing is made up', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 8 }), (rows) => {
        const text = rows.map(([address, name, shape]) => shape(address, name)).join('\n')
        const wanted = new Set(rows.map(([address]) => address.toLowerCase()))
        const { addresses, problems, table } = readAddresses(text, { most: 100 })
        expect(table?.asks ?? false).toBe(false)
        expect(new Set(addresses.map((each) => each.email))).toEqual(wanted)
        expect(problems.filter(({ reason }) => reason !== 'duplicate')).toEqual([])
        for (const { employer } of addresses) expect([null, 'Acme Tool']).toContain(employer)
      }),
      { numRuns: 300 },
    )
  })

  it('comes out of one line as well', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(email, { minLength: 2, maxLength: 8, selector: (each) => each }),
        fc.constantFrom(', ', ';', '; ', ' ', '\t', ' , '),
        (emails, between) => {
          const { addresses, problems } = readAddresses(emails.join(between), { most: 100 })
          expect(addresses.map((each) => each.email)).toEqual(emails)
          expect(problems).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  const longest = 400_000
  it.each([
    ...[
      'a',
      '"',
      '@',
      'BEGIN:VCARD\n',
      'a\n',
      'a@x.com, ',
      '<',
      '(a',
      ';',
      '. ',
      '-',
      ':',
      '\u200D',
      '"a',
      '@a.',
    ].map((piece) => ['', piece] as const),
    ...['"', '\n"', 'a@x.com,'].map((piece) => ['Email,Company\n', piece] as const),
    ...['=', '\n ', ';'].map(
      (piece) => ['BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:', piece] as const,
    ),
  ])('takes no longer than its length asks for, up to the longest: %j and %j', (start, piece) => {
    // Work that grew with the square of the length would not end.
    const text = (start + piece.repeat(longest / piece.length)).slice(0, longest)
    const { addresses, problems } = readAddresses(text, { most })
    expect(addresses.length).toBeLessThanOrEqual(most)
    expect(problems.every((problem) => problem.text.length <= 120)).toBe(true)
  })

  it('never throws, and no address is one that is not there', () => {
    const piece = fc.constantFrom(
      '@',
      '"',
      '<',
      '>',
      ',',
      ';',
      '\t',
      '\n',
      ':',
      ' ',
      'a@x.com',
      'BEGIN:VCARD\n',
      'Email',
      '(',
      ')',
      '=\n',
      '\\',
      'sep=;',
    )
    const text = fc.oneof(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 9 }))).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (text) => {
        for (const { email } of readAddresses(text, { most }).addresses) {
          expect(normaliseEmail(email)).toBe(email)
        }
      }),
      { numRuns: 500 },
    )
  })
})
