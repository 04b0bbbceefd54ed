import type { Sector } from '@/server/domain/industries'

/** Made-up jobs by sector of the sample region; null where a real source would keep the number back. */
export const DEMO_EMPLOYMENT: readonly { sector: Sector; employment: number | null }[] = [
  { sector: '11', employment: 1900 },
  { sector: '21', employment: null },
  { sector: '22', employment: 900 },
  { sector: '23', employment: 6200 },
  { sector: '31-33', employment: 52_000 },
  { sector: '42', employment: 3600 },
  { sector: '44-45', employment: 15_000 },
  { sector: '48-49', employment: 18_600 },
  { sector: '51', employment: 1100 },
  { sector: '52', employment: 2500 },
  { sector: '53', employment: 1000 },
  { sector: '54', employment: 3300 },
  { sector: '55', employment: null },
  { sector: '56', employment: 4700 },
  { sector: '61', employment: 7600 },
  { sector: '62', employment: 9700 },
  { sector: '71', employment: 1500 },
  { sector: '72', employment: 8300 },
  { sector: '81', employment: 3500 },
  { sector: '92', employment: 4300 },
]
