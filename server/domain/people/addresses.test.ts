import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFreeMail, normaliseEmail, ownDomain, parseAddresses, plainName } from './addresses'

const most = 40
const read = (text: string) =>
  parseAddresses(text, most).addresses.map(({ email, employer, name }) => [email, employer, name])

describe('pasted addresses', () => {
  it.each([
    [
      'one a line',
      'a@x.com\r\nB@Y.com\n\n',
      [
        ['a@x.com', null, null],
        ['b@y.com', null, null],
      ],
    ],
    [
      'several on a line',
      'a@x.com, b@y.com; ',
      [
        ['a@x.com', null, null],
        ['b@y.com', null, null],
      ],
    ],
    [
      'commas only',
      'a@x.com, b@y.com',
      [
        ['a@x.com', null, null],
        ['b@y.com', null, null],
      ],
    ],
    ['with a display name', 'Ann Lee <a@x.com>', [['a@x.com', null, 'Ann Lee']]],
    [
      'from a mail program',
      '"Lee, Ann" <a@x.com>; Bo <b@y.com>',
      [
        ['a@x.com', null, 'Lee, Ann'],
        ['b@y.com', null, 'Bo'],
      ],
    ],
    ['address, employer, name', 'a@x.com,Acme Tool,Ann', [['a@x.com', 'Acme Tool', 'Ann']]],
    [
      'quoted cells',
      'a@x.com,"Acme, ""Tool"" Inc.",Ann',
      [['a@x.com', 'Acme, "Tool" Inc.', 'Ann']],
    ],
    [
      'from a spreadsheet',
      'a@x.com\tAcme\tAnn\nb@y.com\tBolt\t',
      [
        ['a@x.com', 'Acme', 'Ann'],
        ['b@y.com', 'Bolt', null],
      ],
    ],
    [
      'with a heading in any order',
      '\uFEFFName;Company;E-mail\nAnn;Acme;a@x.com',
      [['a@x.com', 'Acme', 'Ann']],
    ],
  ])('are read %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('name duplicates and bad ones with their line', () => {
    const { addresses, problems } = parseAddresses(
      'a@x.com\nnot an address\nA@X.com\n@x.com\na@x\nb@x.com',
      most,
    )
    expect(addresses.map((each) => each.line)).toEqual([1, 6])
    expect(problems).toEqual([
      { line: 2, text: 'not an address', reason: 'not_an_address', firstLine: null },
      { line: 3, text: 'A@X.com', reason: 'duplicate', firstLine: 1 },
      { line: 4, text: '@x.com', reason: 'not_an_address', firstLine: null },
      { line: 5, text: 'a@x', reason: 'not_an_address', firstLine: null },
    ])
  })

  it.each([
    ['nothing', ''],
    ['a word', 'ann'],
    ['no person', '@x.com'],
    ['no domain', 'ann@'],
    ['a domain of one part', 'ann@x'],
    ['two signs', 'ann@bo@x.com'],
    ['a blank inside', 'ann lee@x.com'],
    ['a break, and a header after it', 'ann@x.com\nBcc: bo@y.com'],
    ['a dot at the end of a name', 'ann.@x.com'],
    ['two dots', 'ann..lee@x.com'],
    ['a domain that begins with a hyphen', 'ann@-x.com'],
    ['a number for a domain', 'ann@127.0.0.1'],
    ['a character outside ASCII', 'ann@bücher.com'],
    ['a name of 65 characters', `${'a'.repeat(65)}@x.com`],
    ['255 characters', `ann@${'a.'.repeat(124)}com`],
  ])('are none where there is %s', (_, text) => {
    expect(normaliseEmail(text)).toBeNull()
  })

  it('never crash, and account for every line that is not empty', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { maxLength: 12 }), (lines) => {
        const result = parseAddresses(lines.join('\n'), most)
        for (const { email } of result.addresses) expect(normaliseEmail(email)).toBe(email)
      }),
    )
  })

  it('stop at the limit and say so', () => {
    const text = Array.from({ length: most + 1 }, (_, i) => `r${i}@x.com`).join('\n')
    const result = parseAddresses(text, most)
    expect(result.addresses).toHaveLength(most)
    expect(result.problems[0]).toMatchObject({ line: most + 1, reason: 'too_many' })
  })
})

describe('an address', () => {
  it('tells nothing of an employer where anybody can have it', () => {
    expect(ownDomain('a@gmail.com')).toBeNull()
    expect(ownDomain('a@acme.com')).toBe('acme.com')
    expect(isFreeMail('pat@gmail.com')).toBe(true)
    expect(isFreeMail('pat@keel.example')).toBe(false)
  })

  it.each([
    ['Acme Tool & Die, Inc.', 'acme tool and die'],
    ['Café Größe GmbH', 'cafe große gmbh'],
    ["O'Neil Co.", 'oneil'],
    ['Inc', 'inc'],
  ])('%s is compared as %s', (name, plain) => {
    expect(plainName(name)).toBe(plain)
  })
})
