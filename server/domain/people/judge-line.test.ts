import { describe, expect, it } from 'vitest'
import type { ListedEmployer } from './employer-lists'
import { judgeLine, type LineFacts, type PlaceSaid } from './judge-line'
import type { RegisteredEmployer } from './listed-employers'

const place = (id: string, title: string): PlaceSaid => ({ id, title, problem: null })
const wrong = (reason: 'unknown_county' | 'unclear_industry', other: string): PlaceSaid => ({
  ...{ id: null, title: '' },
  problem: { reason, other },
})
const nothing: PlaceSaid = { id: null, title: '', problem: null }

const said: ListedEmployer = {
  ...{ line: 2, name: 'Acme Tools', domain: 'acme.com', nobodys: null, unreadable: null },
  ...{ county: 'Lorain, OH', industry: '332710' },
}
const line: LineFacts = {
  by: { kind: 'partnership', verification: 'V2' },
  ...{ said, match: { kind: 'new' }, recordPlace: null, refused: false, links: [] },
  county: place('us-39093', 'Lorain County, Ohio'),
  industry: place('naics2017:332710', 'Machine Shops'),
  isNearby: (id) => id === 'us-39093',
  elsewhere: false,
}
const operator: Partial<LineFacts> = { by: { kind: 'operator' }, isNearby: () => true }

const acme: RegisteredEmployer = {
  ...{ id: 'acme', name: 'Acme, Inc.', domain: 'acme.com', confirmed: false, legalId: 'acme' },
  ...{ countyId: null, industryId: null, managed: false, named: false },
}
const onRecord = (about: Partial<RegisteredEmployer> = {}): Partial<LineFacts> => ({
  match: { kind: 'record', employer: { ...acme, ...about }, fillsDomain: false },
  recordPlace: { county: about.countyId ? 'Of the record' : '', industry: '' },
})
const saying = (about: Partial<ListedEmployer>) => ({ said: { ...said, ...about } })
const bare = saying({ domain: null })

/** In a word what comes of a line, and what its sentence names. */
function come(facts: Partial<LineFacts>): string {
  const judged = judgeLine({ ...line, ...facts })
  if (judged.kind === 'problem') {
    return [judged.problem.reason, judged.problem.other].filter(Boolean).join(': ')
  }
  const { outcome, needs } = judged.view
  return [outcome, needs].filter(Boolean).join(': ')
}

describe('a line', () => {
  it.each<[string, Partial<LineFacts>, string]>([
    ['of an employer nobody has recorded', {}, 'new'],
    ['of one on record', onRecord(), 'on_record'],
    ['of one confirmed already', onRecord({ confirmed: true }), 'already'],
    [
      'of one confirmed already, whatever else it says',
      { ...onRecord({ confirmed: true }), county: nothing, industry: nothing },
      'already',
    ],
    ['without a name', saying({ name: '' }), 'no_name'],
    ['with signs for a name', saying({ name: '***' }), 'no_name'],
    ['with a name nobody has', saying({ name: 'a'.repeat(121) }), 'long_name: 120'],
    [
      'that several records fit',
      {
        match: { kind: 'several', employers: [acme, { ...acme, name: 'Acme Two', domain: null }] },
      },
      'several_records: Acme, Inc. (acme.com); Acme Two',
    ],
    [
      'that one of the name may fit',
      { match: { kind: 'same_name', employer: acme } },
      'same_name: Acme, Inc. (acme.com)',
    ],
    ['without a county', { county: nothing }, 'no_county'],
    [
      'in a county nobody knows',
      { county: wrong('unknown_county', 'Elyria') },
      'unknown_county: Elyria',
    ],
    [
      'in a county nobody knows, of a record that says its own',
      { ...onRecord({ countyId: 'us-39093' }), county: wrong('unknown_county', 'Elyria') },
      'on_record',
    ],
    [
      'outside the region',
      { county: place('us-01001', 'Autauga County, Alabama') },
      'outside_region: Autauga County, Alabama',
    ],
    [
      'whose record is outside the region',
      onRecord({ countyId: 'us-01001' }),
      'outside_region: Of the record',
    ],
    ['that others believe elsewhere', { ...onRecord(), elsewhere: true }, 'elsewhere'],
    ['without an industry', { industry: nothing }, 'no_industry'],
    [
      'of an unclear industry',
      { industry: wrong('unclear_industry', 'shop') },
      'unclear_industry: shop',
    ],
    [
      'of an unclear industry, of a record that says its own',
      { ...onRecord({ industryId: 'naics2017:62' }), industry: nothing },
      'on_record',
    ],
    ['without a web domain', bare, 'no_domain'],
    ['without one, of a record that has one', { ...onRecord(), ...bare }, 'on_record'],
    [
      'at a mail service',
      saying({ domain: null, nobodys: 'gmail.com' }),
      'nobodys_domain: gmail.com',
    ],
    [
      'with something else for a web domain',
      saying({ domain: null, unreadable: 'Main St' }),
      'not_a_domain: Main St',
    ],
    ['that shares something', { links: ['Acme West', 'Beta'] }, 'linked: Acme West; Beta'],
    ['turned down before', { ...onRecord(), refused: true }, 'turned_down'],
    ['of the operator', operator, 'new'],
    ['of the operator outside any region', { ...operator, county: place('us-01001', '') }, 'new'],
    ['of the operator without a web domain', { ...operator, ...bare }, 'new: no_domain'],
    ['of the operator that shares something', { ...operator, links: ['B'] }, 'new: linked'],
    [
      'of the operator, turned down before',
      { ...operator, ...onRecord(), refused: true },
      'on_record: turned_down',
    ],
    ['of the operator without a county', { ...operator, county: nothing }, 'no_county'],
  ])('%s', (_, facts, found) => {
    expect(come(facts)).toBe(found)
  })

  it('is shown with what the record says, and what it is called there', () => {
    const judged = judgeLine({ ...line, ...onRecord({ countyId: 'us-39093' }) })
    expect(judged).toMatchObject({
      view: { name: 'Acme Tools', record: 'Acme, Inc.', county: 'Of the record' },
      plan: { countyId: 'us-39093', industryId: 'naics2017:332710', domain: 'acme.com' },
    })
  })
})
