import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import type { RaterList, RaterSources } from '@/server/domain/people/rater-lists'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findCycle } from './find-cycle'

const ListRow = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.coerce.date(),
  addresses: z.coerce.number().int(),
})
const CycleRow = z.object({ id: z.string(), title: z.string(), addresses: z.coerce.number().int() })

/** The lists that an organization keeps, by name; they hold mail addresses, so who invites nobody is told of none. */
export async function listRaterLists(ctx: OrgContext): Promise<RaterList[]> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, (tx) => listsOf(tx, ctx))
}

/** How many cycles are offered to start from. */
const shownCycles = 20

/** What an invitation to a cycle may start from. */
export async function listRaterSources(
  ctx: OrgContext,
  input: { cycleId: string },
): Promise<RaterSources> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, async (tx) => {
    const { id } = await findCycle(tx, ctx, input.cycleId)
    const cycles = await selectRows(
      tx,
      CycleRow,
      sql`SELECT c.id, c.title, count(*) AS addresses
          FROM rating_cycle c JOIN rater_invitation v ON v.cycle_id = c.id AND v.delivery <> 'revoked'
          WHERE c.organization_id = ${ctx.organization.id} AND c.id <> ${id} AND c.opens_at IS NOT NULL
          GROUP BY c.id ORDER BY c.opens_at DESC, c.id LIMIT ${shownCycles}`,
    )
    return { lists: await listsOf(tx, ctx), cycles }
  })
}

async function listsOf(tx: Transaction, ctx: OrgContext): Promise<RaterList[]> {
  const rows = await selectRows(
    tx,
    ListRow,
    sql`SELECT l.id, l.name, l.created_at, (SELECT count(*) FROM rater_list_entry e WHERE e.list_id = l.id) AS addresses
        FROM rater_list l WHERE l.organization_id = ${ctx.organization.id}
        ORDER BY l.name COLLATE "und-x-icu", l.id`,
  )
  return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }))
}
