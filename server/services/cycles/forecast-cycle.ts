import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import { regions } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import { type ExpectedGroup, forecastPublishable } from '@/server/domain/asking/forecasts'
import { type KeptLists, planPackets } from '@/server/domain/asking/packets'
import { asIfConfirmed, type InvitedEmployer, legalEmployers } from './invited-employers'
import { keptLists } from './kept-lists'

export const CycleForecast = z.object({
  confirmed: z.number().int(),
  unconfirmed: z.number().int(),
  spread: z.boolean(),
  likely: z.object({ importance: z.number().int(), fit: z.number().int() }),
  items: z.array(
    z.object({
      competency: z.string(),
      asked: z.number().int(),
      chances: z.object({ importance: z.number(), fit: z.number() }),
    }),
  ),
  /** Groups that would be shown by region, or by region and sector. */
  groups: z.array(z.object({ region: z.string(), sector: z.string().nullable() })),
  advice: z
    .object({
      shortenTo: z.number().int().nullable(),
      addConfirmed: z.object({ importance: z.number().int(), fit: z.number().int() }),
    })
    .nullable(),
})
export type CycleForecast = z.infer<typeof CycleForecast>

type Cycle = { id: string; byIndustry: boolean; repeatsId: string | null }
type Asked = { id: string; name: string }[]

/** What a list can publish as it stands, and what it could if everybody in it were confirmed where its asker believes it is. */
export async function forecastBoth(
  tx: Transaction,
  cycle: Cycle,
  { asked, employers }: { asked: Asked; employers: readonly InvitedEmployer[] },
): Promise<{ forecast: CycleForecast; ifConfirmed: CycleForecast }> {
  const about = { ...cycle, asked, kept: await keptLists(tx, cycle) }
  return {
    forecast: await forecastOf(tx, about, employers),
    ifConfirmed: await forecastOf(tx, about, asIfConfirmed(employers)),
  }
}

async function forecastOf(
  tx: Transaction,
  { asked, kept, ...cycle }: Cycle & { asked: Asked; kept: KeptLists },
  employers: readonly InvitedEmployer[],
): Promise<CycleForecast> {
  const ids = asked.map((each) => each.id)
  const packets = planPackets({
    competencies: ids,
    employers: legalEmployers(employers),
    seed: cycle.id,
    kept,
  })
  const { items, ...forecast } = forecastPublishable({
    competencies: ids,
    // Of several sites of one employer, a confirmed one says where it counts.
    employers: employers
      .map((each) => ({ ...each, id: each.legalId }))
      .sort((one, other) => Number(one.confirmed) - Number(other.confirmed)),
    packets,
    byIndustry: cycle.byIndustry,
  })
  const names = new Map(asked.map((each) => [each.id, each.name]))
  return {
    ...forecast,
    spread: packets.kind === 'spread',
    items: items.map(({ groups: _, competency, ...item }) => ({
      ...item,
      competency: names.get(competency) ?? '',
    })),
    groups: await namedGroups(
      tx,
      items.flatMap((item) => item.groups),
    ),
  }
}

/** Each region, or region and sector, once. */
async function namedGroups(
  tx: Transaction,
  groups: readonly ExpectedGroup[],
): Promise<CycleForecast['groups']> {
  const placed = groups.flatMap(({ region, sector }) => (region ? [{ region, sector }] : []))
  const rows = await tx
    .select({ id: regions.id, name: regions.name })
    .from(regions)
    .where(inArray(regions.id, [...new Set(placed.map(({ region }) => region))]))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const distinct = new Map(placed.map((group) => [`${group.region} ${group.sector ?? ''}`, group]))
  return [...distinct.values()].map(({ region, sector }) => ({
    region: names.get(region) ?? region,
    sector,
  }))
}
