const east = 'America/New_York'
const central = 'America/Chicago'
const mountain = 'America/Denver'
const west = 'America/Los_Angeles'

/** States and territories by FIPS code, where all or most of the counties are. */
const zonesOfStates: Readonly<Record<string, string>> = {
  ...of(east, '09 10 11 12 13 18 21 23 24 25 26 33 34 36 37 39 42 44 45 50 51 54'),
  ...of(central, '01 05 17 19 20 22 27 28 29 31 38 40 46 47 48 55'),
  ...of(mountain, '08 16 30 35 49 56'),
  ...of(west, '06 32 41 53'),
  ...{ '02': 'America/Anchorage', '04': 'America/Phoenix', 15: 'Pacific/Honolulu' },
  ...{ 60: 'Pacific/Pago_Pago', 66: 'Pacific/Guam', 69: 'Pacific/Saipan' },
  ...{ 72: 'America/Puerto_Rico', 78: 'America/St_Thomas' },
}

/** Counties whose clocks are not their state's (49 CFR part 71); one that is split goes with its county seat. */
const zonesOfCounties: Readonly<Record<string, string>> = {
  ...within('02', 'America/Adak', '016'),
  ...within('12', central, '005 013 033 059 063 091 113 131 133'),
  ...within('16', west, '009 017 021 035 049 055 057 061 069 079'),
  ...within('18', central, '051 073 089 091 111 123 127 129 147 149 163 173'),
  ...within('20', mountain, '071 075 181 199'),
  ...within('21', central, '001 003 007 009 027 031 033 035 039 047 053 055 057 059 061 075 083'),
  ...within('21', central, '085 087 091 099 101 105 107 139 141 143 145 149 157 169 171 177 183'),
  ...within('21', central, '207 213 219 221 225 227 233'),
  ...within('26', central, '043 053 071 109'),
  ...within(
    '31',
    mountain,
    '005 007 013 029 033 045 049 057 069 075 091 101 105 123 135 157 161 165',
  ),
  ...within('38', mountain, '001 007 011 025 033 037 041 087 089'),
  ...within('41', mountain, '045'),
  ...within('46', mountain, '007 019 031 033 041 047 055 063 071 081 093 102 103 105 113 137'),
  ...within('47', east, '001 009 011 013 019 025 029 057 059 063 065 067 073 089 091 093 105'),
  ...within('47', east, '107 121 123 129 139 143 145 151 155 163 171 173 179'),
  ...within('48', mountain, '141 229'),
}

/** The zone of a new rating cycle where nothing is known of its asker. */
export const defaultZone = central

/**
 * The IANA zone most clocks of a county go by.
 * @param countyId as regions are named: `us-39093`; null where no county is known
 */
export function zoneOfCounty(countyId: string | null): string {
  const code = countyId?.match(/^us-(\d{2})\d{3}$/)
  if (!code) return defaultZone
  const [, state = ''] = code
  return zonesOfCounties[countyId?.slice(3) ?? ''] ?? zonesOfStates[state] ?? defaultZone
}

function of(zone: string, codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, zone]))
}

function within(state: string, zone: string, counties: string): Record<string, string> {
  return Object.fromEntries(counties.split(' ').map((county) => [`${state}${county}`, zone]))
}
