import { expect, test } from 'vitest'
import { defaultZone, zoneOfCounty } from './time-zones'

test.each([
  ['us-39093', 'America/New_York', 'Lorain, Ohio'],
  ['us-55117', 'America/Chicago', 'Sheboygan, Wisconsin'],
  ['us-12033', 'America/Chicago', 'Escambia, Florida'],
  ['us-12086', 'America/New_York', 'Miami-Dade, Florida'],
  ['us-18089', 'America/Chicago', 'Lake, Indiana'],
  ['us-21059', 'America/Chicago', 'Daviess, Kentucky'],
  ['us-21111', 'America/New_York', 'Jefferson, Kentucky'],
  ['us-47093', 'America/New_York', 'Knox, Tennessee'],
  ['us-47157', 'America/Chicago', 'Shelby, Tennessee'],
  ['us-48141', 'America/Denver', 'El Paso, Texas'],
  ['us-46103', 'America/Denver', 'Pennington, South Dakota'],
  ['us-16055', 'America/Los_Angeles', 'Kootenai, Idaho'],
  ['us-04013', 'America/Phoenix', 'Maricopa, Arizona'],
  ['us-15003', 'Pacific/Honolulu', 'Honolulu, Hawaii'],
  [null, defaultZone, 'nowhere'],
  ['set-1', defaultZone, 'no county'],
])('%s goes by %s (%s)', (county, zone, _where) => {
  expect(zoneOfCounty(county)).toBe(zone)
})
