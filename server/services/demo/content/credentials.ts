import type { ClaimKind, CredentialFields } from '@/server/domain/catalogue/credentials'
import type { DemoHost } from './organizations'

export type DemoClaim = {
  code: string
  claims: readonly ClaimKind[]
  level?: string
}

export type DemoCredential = Omit<CredentialFields, 'url'> & {
  key: 'cnc' | 'maintenance' | 'mechatronics' | 'apprenticeship' | 'nursing' | 'dock-badge'
  slug: string
  provider: DemoHost['key']
  /** SOC 2018. */
  occupations: readonly string[]
  /** Competency codes of the demo frameworks; none means "not described yet". */
  claims: readonly DemoClaim[]
}

const taught = (...codes: string[]): DemoClaim[] =>
  codes.map((code) => ({ code, claims: ['teaches'] }))
const taughtAndAssessed = (...codes: string[]): DemoClaim[] =>
  codes.map((code) => ({ code, claims: ['teaches', 'assesses'] }))
const assessed = (...codes: string[]): DemoClaim[] =>
  codes.map((code) => ({ code, claims: ['assesses'] }))

export const DEMO_CREDENTIALS: readonly DemoCredential[] = [
  {
    key: 'cnc',
    slug: 'cnc-machining-certificate',
    provider: 'college',
    name: 'CNC Machining Certificate',
    kind: 'certificate',
    description:
      'Two terms at the machine: reading drawings, setting up mills and lathes, measuring, and making first parts within tolerance.',
    lengthText: '32 weeks',
    costText: '$3,400',
    occupations: ['51-4041', '51-9161'],
    claims: [
      ...taughtAndAssessed('A1', 'B1', 'B2', 'B4', 'C1'),
      ...taught('A3', 'B3', 'B5', 'B7', 'C3', 'E2'),
      ...assessed('E1'),
    ],
  },
  {
    key: 'maintenance',
    slug: 'industrial-maintenance-certificate',
    provider: 'college',
    name: 'Industrial Maintenance Certificate',
    kind: 'certificate',
    description:
      'Evening program for people who keep machines running: mechanical drives, motor controls, hydraulics and safe work.',
    lengthText: '40 weeks',
    costText: '$3,900',
    occupations: ['49-9041', '49-9043'],
    claims: [
      ...taughtAndAssessed('D2', 'D3', 'D5', 'D6', 'E1'),
      ...taught('D4', 'D7', 'D10', 'A1', 'E4'),
    ],
  },
  {
    key: 'mechatronics',
    slug: 'mechatronics-aas',
    provider: 'college',
    name: 'Mechatronics Associate Degree',
    kind: 'degree',
    description:
      'Two-year degree that joins mechanics, electronics and controls, with a paid term in a plant.',
    lengthText: '2 years',
    costText: '$9,800',
    occupations: ['49-9041', '17-3024'],
    claims: [
      ...taughtAndAssessed('D1', 'D3', 'D6', 'D8', 'A1', 'F3'),
      ...taught('D5', 'D7', 'D9', 'E1', 'F2'),
    ],
  },
  {
    key: 'apprenticeship',
    slug: 'machinist-apprenticeship',
    provider: 'trades-fund',
    name: 'Machinist Apprenticeship',
    kind: 'apprenticeship',
    description:
      'Four years of paid work under a journey-level machinist, with 144 hours of related instruction a year.',
    lengthText: '4 years',
    costText: 'No tuition',
    occupations: ['51-4041'],
    claims: [
      ...taughtAndAssessed('A1', 'A2', 'B1', 'B2', 'B3', 'B6', 'C1', 'E1'),
      ...taught('A3', 'B7', 'C3', 'C4', 'F1', 'F4'),
    ],
  },
  {
    key: 'nursing',
    slug: 'nursing-assistant-certification',
    provider: 'care-school',
    name: 'Nursing Assistant Certification',
    kind: 'certification',
    description:
      'Classroom, skills lab and supervised practice in a care home, ending with a skills test in front of an examiner.',
    lengthText: '8 weeks',
    costText: '$950',
    occupations: ['31-1131'],
    claims: [
      ...taughtAndAssessed('P1', 'P2', 'P3', 'M1', 'M2', 'M3', 'O1', 'I1', 'I2'),
      ...taught('O3', 'I3', 'T3', 'W2', 'O5'),
    ],
  },
  {
    key: 'dock-badge',
    slug: 'dock-and-forklift-safety-badge',
    provider: 'trades-fund',
    name: 'Dock and Forklift Safety Badge',
    kind: 'badge',
    description: 'One weekend on safe driving and loading for people who work on a dock.',
    lengthText: '2 days',
    costText: '$120',
    occupations: ['53-7051'],
    claims: [],
  },
]
