import type { DemoHost } from './organizations'

export const personaKeys = ['employer', 'rater', 'educator', 'partnership', 'operator'] as const

/** People of the demo; the rater is no member but has an open invitation in `machinists-second`. */
export type DemoPersona = {
  key: (typeof personaKeys)[number]
  name: string
  email: string
  at: { kind: 'employer'; slug: string } | { kind: 'host'; key: DemoHost['key'] } | null
}

export const DEMO_PERSONAS: readonly DemoPersona[] = [
  {
    key: 'employer',
    name: 'Dana Ruiz',
    email: 'dana.ruiz@keel-anchor-fabrication.example',
    at: { kind: 'employer', slug: 'keel-and-anchor-fabrication' },
  },
  {
    key: 'rater',
    name: 'Mina Nair',
    email: 'mina.nair@copperbeech-finishing.example',
    at: { kind: 'employer', slug: 'copperbeech-finishing' },
  },
  {
    key: 'educator',
    name: 'Ruth Calloway',
    email: 'ruth.calloway@fhcc.example',
    at: { kind: 'host', key: 'college' },
  },
  {
    key: 'partnership',
    name: 'Victor Salgado',
    email: 'victor.salgado@fourharbors.example',
    at: { kind: 'host', key: 'partnership' },
  },
  {
    key: 'operator',
    name: 'Sunita Rao',
    email: 'sunita.rao@plumbline.example',
    at: null,
  },
]
