import { describe, expect, it } from 'vitest'
import {
  linesBefore,
  matchListed,
  type NamedLine,
  type RegisteredEmployer,
} from './listed-employers'

const lorain = 'us-39093'
const cuyahoga = 'us-39035'

const line = (name: string, domain: string | null = null, countyId: string | null = lorain) => ({
  ...{ line: 1, name, domain, countyId },
})

const employer = (id: string, about: Partial<RegisteredEmployer>): RegisteredEmployer => ({
  ...{
    id,
    name: id,
    domain: null,
    confirmed: false,
    countyId: null,
    industryId: null,
    legalId: id,
  },
  ...{ managed: false, named: false },
  ...about,
})

const acme = employer('Acme', { domain: 'acme.com' })
const acmeLocal = employer('Acme', { domain: 'acme.org', countyId: lorain })
const acmeBare = employer('Acme', { countyId: lorain })
const nameless = employer('acme', { name: 'acme.com', domain: 'acme.com' })
const confirmed = (one: RegisteredEmployer) => ({ ...one, confirmed: true })

type Case = [what: string, line: NamedLine, known: RegisteredEmployer[], found: string]

const cases: Case[] = [
  ['nobody', line('Acme', 'acme.com'), [], 'new'],
  ['its web domain', line('Acme, Inc.', 'acme.com'), [acme], 'record'],
  ['its web domain, whatever it is called', line('Tool Works', 'acme.com'), [acme], 'record'],
  ['its web domain, wherever it is', line('Acme', 'acme.com', cuyahoga), [acme], 'record'],
  ['a web domain above', line('Acme', 'plant.acme.com'), [acme], 'record'],
  ['one called by its domain', line('Acme', 'acme.com'), [nameless], 'record'],
  [
    'of two at one domain the one of its name',
    line('Acme', 'isp.com'),
    [employer('Acme', { domain: 'isp.com' }), employer('Beta', { domain: 'isp.com' })],
    'record',
  ],
  [
    'two at one domain, neither of its name',
    line('Gamma', 'isp.com'),
    [employer('Acme', { domain: 'isp.com' }), employer('Beta', { domain: 'isp.com' })],
    'several',
  ],
  [
    'of two at one domain the one confirmed',
    line('Gamma', 'isp.com'),
    [employer('Acme', { domain: 'isp.com' }), confirmed(employer('Beta', { domain: 'isp.com' }))],
    'record',
  ],
  [
    'two records of its name at its domain',
    line('Acme', 'acme.com'),
    [acme, { ...acme, id: 'b' }],
    'several',
  ],
  ['its name in its county, without a domain', line('ACME LLC'), [acmeLocal], 'record'],
  ['its name in its county, which takes the domain', line('Acme', 'acme.com'), [acmeBare], 'fills'],
  [
    'its name, managed by people from elsewhere',
    line('Acme', 'acme.com'),
    [{ ...acmeBare, managed: true }],
    'same_name',
  ],
  ['its name in its county at another domain', line('Acme', 'acme.net'), [acmeLocal], 'same_name'],
  ['its name in another county', line('Acme', 'acme.net', cuyahoga), [acmeLocal], 'new'],
  ['its name at another domain, nobody knows where', line('Acme', 'acme.net'), [acme], 'new'],
  ['its name nobody knows where, without a domain', line('Acme'), [acme], 'same_name'],
  [
    'its name nobody knows where, named by this list’s',
    line('Acme'),
    [{ ...acme, named: true }],
    'record',
  ],
  [
    'its name nobody knows where, named by this list’s, which takes the domain',
    line('Acme', 'acme.net'),
    [employer('Acme', { named: true })],
    'fills',
  ],
  [
    'its name nobody knows where and no domain',
    line('Acme', 'acme.net'),
    [employer('Acme', {})],
    'new',
  ],
  ['two of its name in its county', line('Acme'), [acmeLocal, { ...acmeBare, id: 'b' }], 'several'],
  [
    'a domain below that of the record',
    line('Acme', 'acme.com'),
    [employer('Acme', { domain: 'plant.acme.com', countyId: lorain })],
    'record',
  ],
  [
    'a record at a mail service',
    line('Acme', 'acme.com'),
    [employer('Acme', { domain: 'gmail.com', countyId: lorain })],
    'fills',
  ],
]

describe('a line of a list finds', () => {
  it.each(cases)('%s', (_, said, known, found) => {
    const [match] = matchListed([said], known)
    const kind = match?.kind === 'record' && match.fillsDomain ? 'fills' : match?.kind
    expect(kind).toBe(found)
  })
})

describe('an employer is twice in a list', () => {
  const lines = (...said: [NamedLine, RegisteredEmployer | null][]) =>
    linesBefore(
      said.map(([each, found], at) => ({ line: { ...each, line: at + 1 }, employer: found })),
    )

  it.each<[string, [NamedLine, RegisteredEmployer | null][], (number | null)[]]>([
    [
      'at one domain',
      [
        [line('Acme', 'acme.com'), null],
        [line('Tools', 'acme.com'), null],
      ],
      [null, 1],
    ],
    [
      'at two domains of one owner',
      [
        [line('Acme', 'acme.com'), null],
        [line('Plant', 'plant.acme.com'), null],
      ],
      [null, 1],
    ],
    [
      'by its record',
      [
        [line('Acme'), acme],
        [line('Acme', 'acme.com'), acme],
      ],
      [null, 1],
    ],
    [
      'by its name',
      [
        [line('Acme'), null],
        [line('ACME Inc'), null],
      ],
      [null, 1],
    ],
    [
      'unless the county differs',
      [
        [line('Acme'), null],
        [line('Acme', null, cuyahoga), null],
      ],
      [null, null],
    ],
    [
      'unless its domain differs',
      [
        [line('Acme', 'a.com'), null],
        [line('Acme', 'b.com'), null],
      ],
      [null, null],
    ],
    [
      'unless both are sites of one legal employer',
      [
        [line('North', 'acme.com'), employer('n', { domain: 'acme.com', legalId: 'acme' })],
        [line('South', 'acme.com'), employer('s', { domain: 'acme.com', legalId: 'acme' })],
      ],
      [null, null],
    ],
  ])('%s', (_, said, found) => {
    expect(lines(...said)).toEqual(found)
  })
})
