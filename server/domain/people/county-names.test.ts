import { describe, expect, it, test } from 'vitest'
import { type County, countyLabel, countyMeant, firstLetters } from './county-names'

const counties = [
  ['39093', 'Lorain County', 'Ohio', 'oh'],
  ['39167', 'Washington County', 'Ohio', 'oh'],
  ['41067', 'Washington County', 'Oregon', 'or'],
  ['54069', 'Ohio County', 'West Virginia', 'wv'],
  ['21183', 'Ohio County', 'Kentucky', 'ky'],
  ['18115', 'Ohio County', 'Indiana', 'in'],
  ['12059', 'Holmes County', 'Florida', 'fl'],
  ['28051', 'Holmes County', 'Mississippi', 'ms'],
  ['39075', 'Holmes County', 'Ohio', 'oh'],
  ['01001', 'Autauga County', 'Alabama', 'al'],
  ['22051', 'Jefferson Parish', 'Louisiana', 'la'],
  ['29189', 'St. Louis County', 'Missouri', 'mo'],
  ['29510', 'St. Louis city', 'Missouri', 'mo'],
  ['24510', 'Baltimore city', 'Maryland', 'md'],
  ['24005', 'Baltimore County', 'Maryland', 'md'],
  ['24033', "Prince George's County", 'Maryland', 'md'],
  ['51095', 'James City County', 'Virginia', 'va'],
  ['17043', 'DuPage County', 'Illinois', 'il'],
  ['72011', 'Anasco Municipio', 'Puerto Rico', 'pr'],
  ['35013', 'Dona Ana County', 'New Mexico', 'nm'],
  ['11001', 'District of Columbia', 'District of Columbia', 'dc'],
].map(([code = '', name = '', state = '', postal = '']): County => {
  return { id: `us-${code}`, name, code, state, postal }
})

function said(text: string, preferred: string | null = null): string {
  const meant = countyMeant(text, counties, preferred)
  if (meant.kind === 'one') return countyLabel(meant.county)
  return meant.kind === 'several' ? `in ${meant.states.join(', ')}` : 'unknown'
}

describe('a county is found', () => {
  it.each([
    ['Lorain', 'Lorain County, Ohio'],
    ['lorain county', 'Lorain County, Ohio'],
    ['Lorain County, OH', 'Lorain County, Ohio'],
    ['Lorain County Ohio', 'Lorain County, Ohio'],
    ['  LORAIN CO., OHIO, USA ', 'Lorain County, Ohio'],
    ['OH Lorain', 'Lorain County, Ohio'],
    ['Ohio - Lorain', 'Lorain County, Ohio'],
    ['County of Lorain (Ohio)', 'Lorain County, Ohio'],
    ['Condado de Lorain', 'Lorain County, Ohio'],
    ['39093', 'Lorain County, Ohio'],
    ['us-39093', 'Lorain County, Ohio'],
    ['1001', 'Autauga County, Alabama'],
    ['Washington, Ohio', 'Washington County, Ohio'],
    ['Jefferson Parish', 'Jefferson Parish, Louisiana'],
    ['St Louis, MO', 'St. Louis County, Missouri'],
    ['Saint Louis city', 'St. Louis city, Missouri'],
    ['City of Baltimore', 'Baltimore city, Maryland'],
    ['James City, VA', 'James City County, Virginia'],
    ['James City County', 'James City County, Virginia'],
    ['Du Page', 'DuPage County, Illinois'],
    ['Añasco, PR', 'Anasco Municipio, Puerto Rico'],
    ['Doña Ana', 'Dona Ana County, New Mexico'],
    ['Prince George’s', "Prince George's County, Maryland"],
    ['District of Columbia', 'District of Columbia, District of Columbia'],
  ])('%s: %s', (text, county) => {
    expect(said(text)).toBe(county)
  })

  it('in the state of whoever asks, where several have one of that name', () => {
    expect(said('Washington County', 'oh')).toBe('Washington County, Ohio')
    expect(said('Washington County, OR', 'oh')).toBe('Washington County, Oregon')
  })
})

describe('a county is not guessed', () => {
  it.each([
    ['Holmes', 'in Florida, Mississippi, Ohio'],
    ['Lorain, Texas', 'unknown'],
    ['Lorraine', 'unknown'],
    ['Ohio', 'in Indiana, Kentucky, West Virginia'],
    ['', 'unknown'],
    ['county', 'unknown'],
    ['<b>Lorain</b>', 'unknown'],
    ['99999', 'unknown'],
    ['洛雷恩', 'unknown'],
  ])('%j: %s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })
})

test('it is looked for among those that begin as one of its words does', () => {
  expect(firstLetters('St. Élan, OH')).toEqual(['s', 'e', 'o'])
})
