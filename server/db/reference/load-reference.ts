import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { reviewedSource } from '@/server/domain/catalogue/occupations'

export const SOC = { taxonomy: 'soc', version: '2018' } as const
export const ONET_SOC = { taxonomy: 'onet-soc', version: '2019' } as const
export const NAICS = { taxonomy: 'naics', version: '2017' } as const
export const FIPS = { taxonomy: 'fips', version: '2010' } as const

/** Every SOC 2018 group and occupation, each after the group it belongs to. */
export function loadSoc(): SocOccupation[] {
  return rows('soc-2018.csv', SocRow).map((row) => ({ ...SOC, ...row, parent: row.parent || null }))
}

/** Every O*NET-SOC 2019 code with the SOC 2018 code it refines. */
export function loadOnetSoc(): OnetOccupation[] {
  return rows('onet-soc-2019.csv', OnetRow).map((row) => ({ ...ONET_SOC, ...row }))
}

/** Every NAICS 2017 sector (level 2, ranges as `31-33`) and industry (levels 3 to 6). */
export function loadNaics(): Industry[] {
  return rows('naics-2017.csv', NaicsRow).map((row) => ({
    ...NAICS,
    ...row,
    parent: row.parent || null,
  }))
}

export function loadStates(): State[] {
  return rows('states.csv', StateRow).map((row) => ({ ...FIPS, ...row }))
}

/** Counties and their equivalents; `state` is the FIPS code of their state. */
export function loadCounties(): County[] {
  return rows('counties.csv', CountyRow).map((row) => ({ ...FIPS, ...row }))
}

/** Everyday job titles for SOC 2018 codes, the likeliest of a code first: what a person types who has never heard of one. */
export function loadPlainTitles(): PlainTitle[] {
  return rows('plain-titles.csv', PlainTitleRow)
}

const SocRow = z.object({
  code: z.string(),
  level: z.enum(['major', 'minor', 'broad', 'detailed']),
  parent: z.string(),
  title: z.string(),
})
const OnetRow = z.object({ code: z.string(), soc: z.string(), title: z.string() })
const NaicsRow = z.object({
  code: z.string(),
  level: z.coerce.number().int().min(2).max(6),
  parent: z.string(),
  title: z.string(),
})
const StateRow = z.object({ fips: z.string(), postal: z.string(), name: z.string() })
const CountyRow = z.object({ fips: z.string(), state: z.string(), name: z.string() })
const PlainTitleRow = z.object({
  soc: z.string(),
  title: z.string(),
  language: z.string(),
  source: z.literal(reviewedSource),
})

export type SocOccupation = typeof SOC &
  Omit<z.infer<typeof SocRow>, 'parent'> & { parent: string | null }
export type OnetOccupation = typeof ONET_SOC & z.infer<typeof OnetRow>
export type Industry = typeof NAICS &
  Omit<z.infer<typeof NaicsRow>, 'parent'> & { parent: string | null }
export type State = typeof FIPS & z.infer<typeof StateRow>
export type County = typeof FIPS & z.infer<typeof CountyRow>
export type PlainTitle = z.infer<typeof PlainTitleRow>

function rows<T extends z.ZodType>(name: string, row: T): z.infer<T>[] {
  const text = readFileSync(join(process.cwd(), 'server/db/reference', name), 'utf8')
  return z.array(row).parse(parse(text, { columns: true }))
}
