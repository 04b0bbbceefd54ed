import type { DemoSizeBand } from './organizations'
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
  sizeBand: DemoSizeBand
  /** V2 confirmed; V1 has proven its domain and waits for the partnership; V0 was only named. */
  verification: 'V0' | 'V1' | 'V2'
  raters: readonly DemoRater[]
}

export type DemoRater = { name: string; email: string; role: 'hires' | 'supervises' | 'does' }

export const DEMO_EMPLOYERS: readonly DemoEmployer[] = [
  employer(
    'metal',
    'Keel and Anchor Fabrication',
    '332710',
    '39093',
    '50-249',
    'V2',
    ['Dana Ruiz', 'supervises'],
    ['Mina Sorensen', 'supervises'],
  ),
  employer('metal', 'Breakwater Precision', '332710', '39093', '10-49', 'V2', [
    'Luis Okafor',
    'supervises',
  ]),
  employer('metal', 'Lantern Point Machine', '332710', '39043', '10-49', 'V2', [
    'Priya Lindqvist',
    'hires',
  ]),
  employer('metal', 'Cobble Creek Metalworks', '332312', '39077', '50-249', 'V2', [
    'Marcus Tran',
    'supervises',
  ]),
  employer('metal', 'Northpier Tool and Die', '333514', '39093', '10-49', 'V2', [
    'Elena Boyle',
    'does',
  ]),
  employer(
    'metal',
    'Halyard Hydraulics',
    '333995',
    '39043',
    '250-999',
    'V2',
    ['Tom Castellano', 'supervises'],
    ['Abel Ito', 'supervises'],
  ),
  employer('metal', 'Marlin Street Castings', '331511', '39143', '50-249', 'V2', [
    'Aisha Hsu',
    'supervises',
  ]),
  employer('metal', 'Osprey Gear', '333612', '39093', '50-249', 'V2', ['Greg Novak', 'hires']),
  employer('metal', 'Quarry Road Stamping', '332119', '39077', '50-249', 'V2', [
    'Nadia Abrams',
    'supervises',
  ]),
  employer(
    'metal',
    'Windward Pumps',
    '333914',
    '39143',
    '250-999',
    'V2',
    ['Will Ferrante', 'does'],
    ['Ned Esposito', 'supervises'],
  ),
  employer('metal', 'Sandstone Valve', '332911', '39093', '50-249', 'V2', [
    'Rosa Quist',
    'supervises',
  ]),
  employer('metal', 'Ironwood Fixtures', '333514', '39043', '1-9', 'V2', [
    'Ken Delgado',
    'supervises',
  ]),
  employer('metal', 'Bluefin Aerostructures', '336413', '39093', '250-999', 'V2', [
    'Imani Mbeki',
    'hires',
  ]),
  employer('metal', 'Huckleberry Spring and Wire', '332613', '39123', '10-49', 'V2', [
    'Pete Sorensen',
    'supervises',
  ]),
  employer('metal', 'Capstan Conveyor Works', '333922', '39143', '50-249', 'V2', [
    'Yuki Pruitt',
    'does',
  ]),
  employer('metal', 'Millrace Machining', '332710', '39077', '10-49', 'V2', [
    'Carla Vance',
    'supervises',
  ]),
  employer('metal', 'Ternhook Boatworks', '336612', '39123', '10-49', 'V2', [
    'Owen Haddad',
    'supervises',
  ]),
  employer('metal', 'Redoak Weldments', '332313', '39143', '10-49', 'V2', ['Tara Kowal', 'hires']),
  employer('metal', 'Ferryline Motors', '335312', '39093', '250-999', 'V2', [
    'Sam Ito',
    'supervises',
  ]),
  employer('metal', 'Gantry Lift Parts', '333923', '39043', '50-249', 'V2', ['Bea Brandt', 'does']),
  employer('metal', 'Thistle Turned Parts', '332721', '39077', '10-49', 'V2', [
    'Joel Lowell',
    'supervises',
  ]),
  employer('metal', 'Copperbeech Finishing', '332813', '39093', '50-249', 'V2', [
    'Mina Nair',
    'supervises',
  ]),
  employer('metal', 'Slipway Systems', '333249', '39123', '10-49', 'V1', [
    'Ravi Esposito',
    'hires',
  ]),
  employer('metal', 'Stonecutter Tools', '333515', '39043', '10-49', 'V1', [
    'Hope Greer',
    'supervises',
  ]),
  employer('freight', 'Two Buoys Freight', '484121', '39093', '50-249', 'V2', [
    'Stan Pham',
    'does',
  ]),
  employer('freight', 'Coldwater Pelican Storage', '493120', '39043', '50-249', 'V2', [
    'Lena Stroud',
    'supervises',
  ]),
  employer(
    'freight',
    'Moorline Distribution',
    '493110',
    '39093',
    '250-999',
    'V2',
    ['Abel Oduya', 'supervises'],
    ['Tom Arroyo', 'supervises'],
  ),
  employer('freight', 'Crossplank Crossdock', '488510', '39143', '50-249', 'V2', [
    'Gwen Maddox',
    'hires',
  ]),
  employer('freight', 'Greenlantern Haulage', '484110', '39077', '10-49', 'V2', [
    'Omar Rivas',
    'supervises',
  ]),
  employer('freight', 'Junipero Fulfilment', '493110', '39093', '250-999', 'V2', [
    'Faye Weller',
    'does',
  ]),
  employer('freight', 'Railspur Transload', '488210', '39143', '10-49', 'V2', [
    'Ned Yoon',
    'supervises',
  ]),
  employer('freight', 'Tidemark Parcel', '492110', '39043', '50-249', 'V2', [
    'Iris Beckett',
    'supervises',
  ]),
  employer('freight', 'Harborline Cartage', '484110', '39093', '10-49', 'V2', [
    'Priya Sandoval',
    'supervises',
  ]),
  employer('freight', 'Saltmarsh Logistics', '488510', '39043', '50-249', 'V2', [
    'Rufus Adeyemi',
    'supervises',
  ]),
  employer('freight', 'Beaconfield Storage', '493110', '39077', '50-249', 'V2', [
    'Lotte Marsh',
    'does',
  ]),
  employer('freight', 'Northquay Couriers', '492110', '39143', '10-49', 'V2', [
    'Idris Cole',
    'supervises',
  ]),
  employer('freight', 'Blue Heron Warehousing', '493110', '39123', '10-49', 'V0', [
    'Cole Salas',
    'hires',
  ]),
  employer(
    'care',
    'Fairlead General Hospital',
    '622110',
    '39043',
    '1000+',
    'V2',
    ['Vera Thorne', 'supervises'],
    ['Imani Boyle', 'supervises'],
  ),
  employer('care', 'Larkspur Care Center', '623110', '39093', '50-249', 'V2', [
    'Hugo Ueda',
    'does',
  ]),
  employer('care', 'Maplewharf Nursing Home', '623110', '39143', '50-249', 'V2', [
    'Jada Paxton',
    'supervises',
  ]),
  employer('care', 'Cedarcove Rehabilitation', '622310', '39093', '250-999', 'V2', [
    'Karl Kerr',
    'supervises',
  ]),
  employer('care', 'Eastlamp Medical Center', '622110', '39093', '1000+', 'V2', [
    'Noor Ndiaye',
    'hires',
  ]),
  employer('care', 'Willowmere Senior Living', '623312', '39123', '50-249', 'V2', [
    'Seth Flint',
    'supervises',
  ]),
  employer('care', 'Bayberry Memory Care', '623110', '39043', '10-49', 'V2', [
    'Ana Arroyo',
    'does',
  ]),
  employer('care', 'Orchardhouse Residence', '623312', '39077', '10-49', 'V2', [
    'Walt Moss',
    'supervises',
  ]),
  employer('care', 'Millpond Home Health', '621610', '39093', '50-249', 'V2', [
    'Zoe Ibarra',
    'supervises',
  ]),
]

function employer(
  group: DemoEmployer['group'],
  name: string,
  industry: string,
  county: DemoCounty,
  sizeBand: DemoSizeBand,
  verification: DemoEmployer['verification'],
  ...raters: [name: string, role: DemoRater['role']][]
): DemoEmployer {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  const domain = `${slug.replace('-and-', '-')}.example`
  return {
    group,
    slug,
    name,
    domain,
    industry,
    county,
    sizeBand,
    verification,
    raters: raters.map(([raterName, role]) => ({
      name: raterName,
      email: `${raterName.toLowerCase().replace(' ', '.')}@${domain}`,
      role,
    })),
  }
}
