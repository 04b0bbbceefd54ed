import type { DemoCredential } from './credentials'
import type { DemoEmployer } from './employers'
import type { DemoHost } from './organizations'
import {
  type DemoProfile,
  MACHINIST_PROFILES,
  MAINTENANCE_PROFILES,
  MAINTENANCE_PROFILES_BEFORE,
  NURSING_PROFILES,
  NURSING_PROFILES_BEFORE,
} from './profiles'

export type DemoCycle = {
  key: string
  host: DemoHost['key']
  title: string
  message: string
  /** SOC 2018. */
  occupation: string
  credentials: readonly DemoCredential['key'][]
  /** Days from the seed's `now`; a cycle that closes after it is open. */
  opensInDays: number
  closesInDays: number
  /** The first `first` employers of a group are asked; those at positions `answering[0]` up to `answering[1]` answer. */
  invited: readonly {
    group: DemoEmployer['group']
    first: number
    answering: readonly [from: number, to: number]
  }[]
  /** Sectors with ten employers and more are counted on their own. */
  byIndustry: boolean
  profiles: readonly DemoProfile[]
  /** The round whose employers answer again, each of what it answered then. */
  repeats?: string
  /** How many employers chose each value level, 1 to 4; the rest do not consider it. */
  value: Partial<Record<DemoCredential['key'], readonly [number, number, number, number]>>
}

/** Six cycles over two years; two were answered twice, and the last, open one asks the first one's employers again. */
export const DEMO_CYCLES: readonly DemoCycle[] = [
  {
    key: 'machinists-first',
    host: 'partnership',
    title: 'Machinists, first round',
    message: 'We are asking every machine shop in the five counties what new machinists need.',
    occupation: '51-4041',
    credentials: ['cnc', 'apprenticeship'],
    opensInDays: -700,
    closesInDays: -670,
    invited: [{ group: 'metal', first: 23, answering: [0, 21] }],
    byIndustry: true,
    profiles: MACHINIST_PROFILES,
    value: { cnc: [1, 5, 10, 2], apprenticeship: [0, 1, 5, 2] },
  },
  {
    key: 'nursing-first',
    host: 'care-school',
    title: 'Nursing assistants, first round',
    message: 'Before we write the new course: how ready are the people who come from the old one?',
    occupation: '31-1131',
    credentials: ['nursing'],
    opensInDays: -555,
    closesInDays: -520,
    invited: [{ group: 'care', first: 9, answering: [0, 9] }],
    byIndustry: false,
    profiles: NURSING_PROFILES_BEFORE,
    value: { nursing: [0, 1, 4, 4] },
  },
  {
    key: 'maintenance-first',
    host: 'college',
    title: 'Maintenance mechanics, first round',
    message: 'Our advisory board meets next month and wants to hear from the floor.',
    occupation: '49-9041',
    credentials: ['maintenance', 'mechatronics'],
    opensInDays: -420,
    closesInDays: -385,
    invited: [
      { group: 'metal', first: 13, answering: [0, 10] },
      { group: 'freight', first: 12, answering: [0, 10] },
    ],
    byIndustry: true,
    profiles: MAINTENANCE_PROFILES_BEFORE,
    value: { maintenance: [4, 7, 6, 1], mechatronics: [0, 0, 2, 1] },
  },
  {
    key: 'nursing',
    host: 'care-school',
    title: 'Nursing assistants',
    message: 'We are rewriting the course this summer. Tell us what to change.',
    occupation: '31-1131',
    credentials: ['nursing'],
    opensInDays: -150,
    closesInDays: -120,
    invited: [{ group: 'care', first: 9, answering: [0, 9] }],
    byIndustry: false,
    profiles: NURSING_PROFILES,
    value: { nursing: [0, 0, 2, 7] },
  },
  {
    key: 'maintenance',
    host: 'college',
    title: 'Maintenance mechanics',
    message: 'A year ago you told us where new people fall short. How are those who came since?',
    occupation: '49-9041',
    credentials: ['maintenance', 'mechatronics'],
    opensInDays: -58,
    closesInDays: -28,
    invited: [
      { group: 'metal', first: 13, answering: [0, 10] },
      { group: 'freight', first: 12, answering: [0, 10] },
    ],
    byIndustry: true,
    profiles: MAINTENANCE_PROFILES,
    repeats: 'maintenance-first',
    value: { maintenance: [3, 5, 9, 2], mechatronics: [0, 0, 2, 1] },
  },
  {
    key: 'machinists-second',
    host: 'partnership',
    title: 'Machinists, second round',
    message: 'Two years on: what has changed for new machinists?',
    occupation: '51-4041',
    credentials: ['cnc', 'apprenticeship'],
    opensInDays: -9,
    closesInDays: 19,
    invited: [{ group: 'metal', first: 23, answering: [1, 8] }],
    byIndustry: true,
    profiles: MACHINIST_PROFILES,
    value: { cnc: [1, 5, 10, 2], apprenticeship: [0, 1, 5, 2] },
  },
]
