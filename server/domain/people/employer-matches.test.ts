import { describe, expect, it } from 'vitest'
import {
  employerKey,
  employerNotes,
  type FoundEmployer,
  type KnownEmployer,
  matchEmployers,
} from './employer-matches'

const record = (id: string, name: string, domain: string | null, confirmed = false) => ({
  ...{ id, name, domain, confirmed },
})

const known: KnownEmployer[] = [
  record('acme', 'Acme Tool & Die, Inc.', 'acme.com'),
  record('plant', 'Acme Plant Two', 'two.acme.com'),
  record('bolt', 'Bolt Works LLC', null),
  record('odd', 'Odd Jobs', 'gmail.com'),
  record('nameless', 'fresh.com', 'fresh.com'),
  record('sure', 'Sure Steel', 'shared.com', true),
  record('other', 'Other Steel', 'shared.com'),
  record('north', 'North Mill', 'mill.com'),
  record('south', 'South Mill', 'mill.com'),
]

const named = (rows: readonly (readonly [email: string, employer: string | null])[]) =>
  rows.map(([email, employer]) => ({ email, employer }))

const match = (...rows: [email: string, employer: string | null][]) =>
  matchEmployers(named(rows), known)

describe('the employer of an address', () => {
  it.each([
    ['hr@acme.com', null, { kind: 'domain', employerId: 'acme' }],
    ['hr@mail.acme.com', null, { kind: 'domain', employerId: 'acme' }],
    ['hr@two.acme.com', null, { kind: 'domain', employerId: 'plant' }],
    ['hr@two.acme.com', 'Acme Tool and Die', { kind: 'domain', employerId: 'acme' }],
    ['hr@notacme.com', null, { kind: 'new', key: 'domain:notacme.com' }],
    ['hr@boltworks.com', 'BOLT WORKS', { kind: 'name', employerId: 'bolt' }],
    ['bolt@gmail.com', 'Bolt Works, L.L.C.', { kind: 'name', employerId: 'bolt' }],
    ['someone@gmail.com', null, { kind: 'unknown' }],
    ['someone@gmail.com', '- . -', { kind: 'unknown' }],
    ['someone@gmail.com', 'New Firm', { kind: 'new', key: 'name:new firm', domain: null }],
    ['hr@fresh.com', 'Fresh Bakery', { kind: 'domain', employerId: 'nameless' }],
    ['hr@fresh.com', 'Bolt Works', { kind: 'name', employerId: 'bolt' }],
    ['hr@shared.com', null, { kind: 'domain', employerId: 'sure' }],
    ['hr@shared.com', 'Other Steel', { kind: 'domain', employerId: 'other' }],
    ['hr@mill.com', null, { kind: 'several' }],
  ])('%s (%s) is found as %o', (email, employer, expected) => {
    expect(match([email, employer])).toMatchObject([expected])
  })

  it.each([
    ['hr@acme.com', 'Bolt Works', { kind: 'name', employerId: 'bolt' }],
    ['hr@acme.com', 'Gamma Freight', { kind: 'new', domain: 'acme.com', name: 'Gamma Freight' }],
    ['hr@two.acme.com', 'Gamma Freight', { kind: 'new', domain: 'two.acme.com' }],
  ])('is the one named, not the one known at its domain: %s (%s)', (email, employer, expected) => {
    expect(match([email, employer])).toMatchObject([expected])
  })

  it.each(['isp.com', 'centurylink.net'])('is two where two are named, at %s', (domain) => {
    const [alpha, beta, again] = match(
      [`ann@${domain}`, 'Alpha Machining'],
      [`bob@${domain}`, 'Beta Dental'],
      [`cy@${domain}`, 'alpha machining, Inc.'],
    )
    expect(again).toEqual(alpha)
    expect(alpha).toMatchObject({ kind: 'new', name: 'Alpha Machining' })
    expect(beta).toMatchObject({ kind: 'new', name: 'Beta Dental' })
    expect(employerKey(alpha as FoundEmployer)).not.toBe(employerKey(beta as FoundEmployer))
  })

  it('without a name is the one that the list names at its domain, before or after', () => {
    const [before, named, after] = match(
      ['ann@new.com', null],
      ['bob@new.com', 'New Firm'],
      ['cy@new.com', null],
    )
    expect(named).toMatchObject({ kind: 'new', name: 'New Firm', domain: 'new.com' })
    expect([before, after]).toEqual([named, named])
  })

  it('without a name is asked for where the list names two at its domain', () => {
    const found = match(['a@isp.com', 'Alpha'], ['b@isp.com', 'Beta'], ['c@isp.com', null])
    expect(found[2]).toEqual({ kind: 'several' })
  })

  it('has the domain that any of its addresses brings, the wider one of two', () => {
    const found = match(
      ['a@gmail.com', 'Alpha'],
      ['b@mail.alpha.com', 'Alpha'],
      ['c@alpha.com', 'ALPHA LLC'],
    )
    const one = { kind: 'new', key: 'name:alpha', name: 'Alpha', domain: 'alpha.com' }
    expect(found).toEqual([one, one, one])
  })
})

describe('what is said of employers before they are added', () => {
  const notes = (...rows: [email: string, employer: string | null][]) => {
    const addresses = named(rows)
    const matches = matchEmployers(addresses, known)
    return employerNotes(
      addresses.flatMap((address, at) => {
        const match = matches[at]
        return match && 'name' in match ? [{ ...address, match }] : []
      }),
      known,
    )
  }

  it('is nothing where nothing is joined and nothing shared', () => {
    expect(notes(['a@one.com', 'One'], ['b@gmail.com', 'Two'], ['c@gmail.com', 'Three'])).toEqual({
      joined: [],
      shared: [],
    })
  })

  it('is each name and each domain that becomes one with others', () => {
    const { joined } = notes(
      ['a@fresh.com', 'Fresh Bakery'],
      ['b@alpha.com', 'Alpha'],
      ['c@mail.alpha.com', 'Alpha, Inc.'],
      ['d@beta.com', 'Beta'],
      ['e@beta.org', 'Beta'],
      ['f@elsewhere.com', 'Sure Steel'],
    )
    expect(joined).toEqual([
      { employer: 'fresh.com', names: ['Fresh Bakery'], domains: [] },
      { employer: 'Alpha', names: ['Alpha, Inc.'], domains: [] },
      { employer: 'Beta', names: [], domains: ['beta.com', 'beta.org'] },
      { employer: 'Sure Steel', names: [], domains: ['elsewhere.com', 'shared.com'] },
    ])
  })

  it('is each domain that several share, those on record among them', () => {
    const { shared } = notes(
      ['a@acme.com', 'Gamma Freight'],
      ['b@isp.com', 'Alpha'],
      ['c@mail.isp.com', 'Beta'],
      ['d@comcast.net', 'Delta'],
      ['e@comcast.net', 'Epsilon'],
    )
    expect(shared).toEqual([
      {
        domain: 'acme.com',
        employers: ['Gamma Freight', 'Acme Tool & Die, Inc.', 'Acme Plant Two'],
      },
      { domain: 'isp.com', employers: ['Alpha', 'Beta'] },
    ])
  })
})
