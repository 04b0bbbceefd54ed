import type { DemoCounty } from './places'

export type OwnEmployer = {
  name: string
  domain: string
  county: DemoCounty
  /** NAICS 2017. */
  industry: string
  rater: { name: string; mailbox: string }
}

/** The draft that waits for them. */
export const OWN_CYCLE = {
  key: 'machinists-own',
  title: 'Machinists: employers we know',
  occupation: '51-4041',
  job: 'CNC machinist',
  signer: { name: 'Ruth Calloway', title: 'Dean of Advanced Manufacturing' },
  askedInDays: -2,
  closesInDays: 30,
} as const

/**
 * Employers that the college knows and nobody has confirmed: it has asked the partnership, and its next cycle waits as a
 * draft meanwhile.
 */
export const OWN_EMPLOYERS: readonly OwnEmployer[] = [
  own('Anchor Bend Machining', 'anchorbend', ['39093', '332710'], ['Rosa Delgado', 'rosa']),
  own(
    'Breakwater Castings',
    'breakwatercastings',
    ['39043', '331511'],
    ['Imani Brooks', 'ibrooks'],
  ),
  own('Copperline Fixtures', 'copperline', ['39093', '332999'], ['Todd Nyberg', 'todd.nyberg']),
  own('Driftwood Precision', 'driftwoodprecision', ['39143', '332721'], ['Mei Tanaka', 'mtanaka']),
  own('Eastpoint Valves', 'eastpointvalves', ['39123', '332911'], ['Owen Hale', 'owen']),
  own('Fairlead Gear', 'fairleadgear', ['39077', '333612'], ['Priya Raman', 'p.raman']),
  own('Gullwing Molds', 'gullwingmolds', ['39093', '333511'], ['Sam Whitcomb', 'sam']),
  own('Harborlight Hydraulics', 'harborlight', ['39043', '333995'], ['Dana Kovac', 'dkovac']),
  own('Inlet Tool and Die', 'inlettool', ['39143', '333514'], ['Luis Ferrer', 'luis.ferrer']),
  own('Jetty Stamping', 'jettystamping', ['39077', '332119'], ['Nora Bell', 'nbell']),
  own('Keelson Fasteners', 'keelsonfasteners', ['39093', '332722'], ['Abe Lindqvist', 'abe']),
]

function own(
  name: string,
  domain: string,
  [county, industry]: readonly [county: DemoCounty, industry: string],
  [person, mailbox]: readonly [person: string, mailbox: string],
): OwnEmployer {
  return {
    ...{ name, domain: `${domain}.example`, county, industry },
    rater: { name: person, mailbox },
  }
}
