import type { SizeBand, Verification } from '@/server/domain/people/organizations'
import type { RaterRole } from '@/server/domain/scales'
import type { DemoCounty } from './places'

/** A sample employer: name and domain are made up. Its raters answer in the order they stand. */
export type DemoEmployer = {
  group: 'metal' | 'freight' | 'care'
  slug: string
  name: string
  domain: string
  /** NAICS 2017. */
  industry: string
  county: DemoCounty
  sizeBand: SizeBand
  /** V2 confirmed; V1 has proven its domain and waits for the partnership; V0 was only named. */
  verification: Verification
  raters: readonly DemoRater[]
}

export type DemoRater = { name: string; email: string; role: RaterRole }

export const DEMO_EMPLOYERS: readonly DemoEmployer[] = [
  employer(
    'metal',
    'Keel and Anchor Fabrication',
    record('332710', '39093', '50-249', 'V2'),
    ['Dana Ruiz', 'supervises'],
    ['Mina Sorensen', 'supervises'],
  ),
  employer('metal', 'Breakwater Precision', record('332710', '39093', '10-49', 'V2'), [
    'Luis Okafor',
    'supervises',
  ]),
  employer('metal', 'Lantern Point Machine', record('332710', '39043', '10-49', 'V2'), [
    'Priya Lindqvist',
    'hires',
  ]),
  employer('metal', 'Cobble Creek Metalworks', record('332312', '39077', '50-249', 'V2'), [
    'Marcus Tran',
    'supervises',
  ]),
  employer('metal', 'Northpier Tool and Die', record('333514', '39093', '10-49', 'V2'), [
    'Elena Boyle',
    'does',
  ]),
  employer(
    'metal',
    'Halyard Hydraulics',
    record('333995', '39043', '250-999', 'V2'),
    ['Tom Castellano', 'supervises'],
    ['Abel Ito', 'supervises'],
  ),
  employer('metal', 'Marlin Street Castings', record('331511', '39143', '50-249', 'V2'), [
    'Aisha Hsu',
    'supervises',
  ]),
  employer('metal', 'Osprey Gear', record('333612', '39093', '50-249', 'V2'), [
    'Greg Novak',
    'hires',
  ]),
  employer('metal', 'Quarry Road Stamping', record('332119', '39077', '50-249', 'V2'), [
    'Nadia Abrams',
    'supervises',
  ]),
  employer(
    'metal',
    'Windward Pumps',
    record('333914', '39143', '250-999', 'V2'),
    ['Will Ferrante', 'does'],
    ['Ned Esposito', 'supervises'],
  ),
  employer('metal', 'Sandstone Valve', record('332911', '39093', '50-249', 'V2'), [
    'Rosa Quist',
    'supervises',
  ]),
  employer('metal', 'Ironwood Fixtures', record('333514', '39043', '1-9', 'V2'), [
    'Ken Delgado',
    'supervises',
  ]),
  employer('metal', 'Bluefin Aerostructures', record('336413', '39093', '250-999', 'V2'), [
    'Imani Mbeki',
    'hires',
  ]),
  employer('metal', 'Huckleberry Spring and Wire', record('332613', '39123', '10-49', 'V2'), [
    'Pete Sorensen',
    'supervises',
  ]),
  employer('metal', 'Capstan Conveyor Works', record('333922', '39143', '50-249', 'V2'), [
    'Yuki Pruitt',
    'does',
  ]),
  employer('metal', 'Millrace Machining', record('332710', '39077', '10-49', 'V2'), [
    'Carla Vance',
    'supervises',
  ]),
  employer('metal', 'Ternhook Boatworks', record('336612', '39123', '10-49', 'V2'), [
    'Owen Haddad',
    'supervises',
  ]),
  employer('metal', 'Redoak Weldments', record('332313', '39143', '10-49', 'V2'), [
    'Tara Kowal',
    'hires',
  ]),
  employer('metal', 'Ferryline Motors', record('335312', '39093', '250-999', 'V2'), [
    'Sam Ito',
    'supervises',
  ]),
  employer('metal', 'Gantry Lift Parts', record('333923', '39043', '50-249', 'V2'), [
    'Bea Brandt',
    'does',
  ]),
  employer('metal', 'Thistle Turned Parts', record('332721', '39077', '10-49', 'V2'), [
    'Joel Lowell',
    'supervises',
  ]),
  employer('metal', 'Copperbeech Finishing', record('332813', '39093', '50-249', 'V2'), [
    'Mina Nair',
    'supervises',
  ]),
  employer('metal', 'Slipway Systems', record('333249', '39123', '10-49', 'V1'), [
    'Ravi Esposito',
    'hires',
  ]),
  employer('metal', 'Stonecutter Tools', record('333515', '39043', '10-49', 'V1'), [
    'Hope Greer',
    'supervises',
  ]),
  employer('freight', 'Two Buoys Freight', record('484121', '39093', '50-249', 'V2'), [
    'Stan Pham',
    'does',
  ]),
  employer('freight', 'Coldwater Pelican Storage', record('493120', '39043', '50-249', 'V2'), [
    'Lena Stroud',
    'supervises',
  ]),
  employer(
    'freight',
    'Moorline Distribution',
    record('493110', '39093', '250-999', 'V2'),
    ['Abel Oduya', 'supervises'],
    ['Tom Arroyo', 'supervises'],
  ),
  employer('freight', 'Crossplank Crossdock', record('488510', '39143', '50-249', 'V2'), [
    'Gwen Maddox',
    'hires',
  ]),
  employer('freight', 'Greenlantern Haulage', record('484110', '39077', '10-49', 'V2'), [
    'Omar Rivas',
    'supervises',
  ]),
  employer('freight', 'Junipero Fulfilment', record('493110', '39093', '250-999', 'V2'), [
    'Faye Weller',
    'does',
  ]),
  employer('freight', 'Railspur Transload', record('488210', '39143', '10-49', 'V2'), [
    'Ned Yoon',
    'supervises',
  ]),
  employer('freight', 'Tidemark Parcel', record('492110', '39043', '50-249', 'V2'), [
    'Iris Beckett',
    'supervises',
  ]),
  employer('freight', 'Harborline Cartage', record('484110', '39093', '10-49', 'V2'), [
    'Priya Sandoval',
    'supervises',
  ]),
  employer('freight', 'Saltmarsh Logistics', record('488510', '39043', '50-249', 'V2'), [
    'Rufus Adeyemi',
    'supervises',
  ]),
  employer('freight', 'Beaconfield Storage', record('493110', '39077', '50-249', 'V2'), [
    'Lotte Marsh',
    'does',
  ]),
  employer('freight', 'Northquay Couriers', record('492110', '39143', '10-49', 'V2'), [
    'Idris Cole',
    'supervises',
  ]),
  employer('freight', 'Blue Heron Warehousing', record('493110', '39123', '10-49', 'V0'), [
    'Cole Salas',
    'hires',
  ]),
  employer(
    'care',
    'Fairlead General Hospital',
    record('622110', '39043', '1000+', 'V2'),
    ['Vera Thorne', 'supervises'],
    ['Imani Boyle', 'supervises'],
  ),
  employer('care', 'Larkspur Care Center', record('623110', '39093', '50-249', 'V2'), [
    'Hugo Ueda',
    'does',
  ]),
  employer('care', 'Maplewharf Nursing Home', record('623110', '39143', '50-249', 'V2'), [
    'Jada Paxton',
    'supervises',
  ]),
  employer('care', 'Cedarcove Rehabilitation', record('622310', '39093', '250-999', 'V2'), [
    'Karl Kerr',
    'supervises',
  ]),
  employer('care', 'Eastlamp Medical Center', record('622110', '39093', '1000+', 'V2'), [
    'Noor Ndiaye',
    'hires',
  ]),
  employer('care', 'Willowmere Senior Living', record('623312', '39123', '50-249', 'V2'), [
    'Seth Flint',
    'supervises',
  ]),
  employer('care', 'Bayberry Memory Care', record('623110', '39043', '10-49', 'V2'), [
    'Ana Arroyo',
    'does',
  ]),
  employer('care', 'Orchardhouse Residence', record('623312', '39077', '10-49', 'V2'), [
    'Walt Moss',
    'supervises',
  ]),
  employer('care', 'Millpond Home Health', record('621610', '39093', '50-249', 'V2'), [
    'Zoe Ibarra',
    'supervises',
  ]),
]

function employer(
  group: DemoEmployer['group'],
  name: string,
  known: ReturnType<typeof record>,
  ...raters: [name: string, role: DemoRater['role']][]
): DemoEmployer {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  const domain = `${slug.replace('-and-', '-')}.example`
  return {
    group,
    slug,
    name,
    domain,
    ...known,
    raters: raters.map(([raterName, role]) => ({
      name: raterName,
      email: `${raterName.toLowerCase().replace(' ', '.')}@${domain}`,
      role,
    })),
  }
}

function record(
  industry: string,
  county: DemoCounty,
  sizeBand: SizeBand,
  verification: DemoEmployer['verification'],
) {
  return { industry, county, sizeBand, verification }
}
