import type { DemoEmployer } from './employers'

/** A job an employer described on its own page: importance 1 to 4 by competency code. */
export type DemoRequirement = {
  group: DemoEmployer['group']
  /** Position of the employer within its group. */
  employer: number
  title: string
  /** SOC 2018. */
  occupation: string
  writtenInDays: number
  lines: Readonly<Record<string, 1 | 2 | 3 | 4>>
  /** A line no framework has, in the employer's words; `shown` is how the operator has let an offered one through. */
  ownWords?: { text: string; importance: 1 | 2 | 3 | 4; offered: boolean; shown?: string }
}

const handler = (
  employer: number,
  title: string,
  lines: DemoRequirement['lines'],
  ownWords?: DemoRequirement['ownWords'],
): DemoRequirement => ({
  group: 'freight',
  employer,
  title,
  occupation: '53-7051',
  writtenInDays: -260,
  lines,
  ...(ownWords ? { ownWords } : {}),
})

/** Six warehouses want forklift drivers: demand that no rated credential supplies yet. */
export const DEMO_REQUIREMENTS: readonly DemoRequirement[] = [
  handler(
    0,
    'Forklift driver, nights',
    { E3: 4, E2: 4, E4: 3, F1: 3, F2: 3, F5: 3, C4: 2 },
    {
      text: 'Spots a bad pallet before it leaves the dock',
      importance: 4,
      offered: true,
      shown: 'Spots a bad pallet before it leaves the dock',
    },
  ),
  handler(
    1,
    'Cold store driver',
    { E3: 4, E2: 4, E4: 4, F1: 2, F2: 3, F5: 4, C4: 3 },
    {
      text: 'Loads a reefer so that the cold air gets around every pallet',
      importance: 4,
      offered: true,
      shown: 'Loads a reefer so that the cold air gets around every pallet',
    },
  ),
  handler(
    2,
    'Reach truck operator',
    { E3: 4, E2: 3, E4: 3, F1: 4, F2: 4, F5: 3, C4: 3 },
    {
      text: 'Takes our Tallmast reach truck to the top beam without a spotter',
      importance: 3,
      offered: true,
      shown: 'Takes a reach truck to the top beam without a spotter',
    },
  ),
  handler(
    3,
    'Dock lead',
    { E3: 3, E2: 4, E4: 4, F1: 4, F2: 4, F5: 3, C4: 2 },
    {
      text: 'Plans a trailer so that the first stop comes off first',
      importance: 3,
      offered: true,
      shown: 'Plans a trailer so that the first stop comes off first',
    },
  ),
  handler(
    4,
    'Yard and dock driver',
    { E3: 4, E2: 3, E4: 3, F1: 3, F2: 2, F5: 2, C4: 1 },
    {
      text: 'Backs a trailer to door nine when the yard is icy',
      importance: 2,
      offered: true,
      shown: 'Backs a trailer to a door when the yard is icy',
    },
  ),
  handler(
    5,
    'Order picker with truck',
    { E3: 4, E2: 4, E4: 3, F1: 2, F2: 4, F5: 4, C4: 3 },
    {
      text: 'Picks by voice headset as Faye taught the night crew in Lorain',
      importance: 3,
      offered: true,
    },
  ),
  {
    group: 'metal',
    employer: 0,
    title: 'CNC machinist, second shift',
    occupation: '51-4041',
    writtenInDays: -30,
    lines: { A1: 4, B1: 4, B2: 3, B3: 4, C1: 4, C3: 3, D1: 3, E1: 4, F1: 4, F3: 3 },
    ownWords: { text: 'Knows the quirks of our 1962 planer', importance: 2, offered: false },
  },
]
