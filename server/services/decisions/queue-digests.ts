import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { decisionDigests } from '@/server/db/schema/decisions'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { zoneOfCounty } from '@/server/domain/people/time-zones'
import { digestWeek } from '@/server/domain/reading/decision-mails'
import { zoneCountyOf } from '@/server/services/organizations/organization-zone'
import { enqueue } from '@/server/services/outbox'
import { wantsMail } from './mail-reader'

/**
 * Queues the week's digest to the owners of each provider whose Monday morning it is, once however many processes look. What it
 * says is read when it leaves; where nothing is open none does. Returns how many were queued.
 */
export function queueDigests(now: Date): Promise<number> {
  return asOperator(async (tx) => {
    const owners = groupBy(await ownersOfProviders(tx), ({ organizationId }) => organizationId)
    const due = [...owners].flatMap(([organizationId, [owner]]) => {
      const week = digestWeek(now, zoneOfCounty(owner?.county ?? null))
      return week ? [{ organizationId, week, at: now }] : []
    })
    if (due.length === 0) return 0
    const taken = await tx
      .insert(decisionDigests)
      .values(due)
      .onConflictDoNothing()
      .returning({ organizationId: decisionDigests.organizationId })
    const readers = taken.flatMap(({ organizationId }) => owners.get(organizationId) ?? [])
    await enqueue(
      tx,
      readers.map(({ county: _, ...reader }) => ({
        subjectId: reader.organizationId,
        kind: 'mail' as const,
        payload: { template: 'decision-digest', ...reader },
      })),
    )
    return readers.length
  })
}

const Owner = z.object({
  organizationId: z.string(),
  userId: z.string(),
  to: z.string(),
  county: z.string().nullable(),
})

function ownersOfProviders(tx: Transaction): Promise<z.infer<typeof Owner>[]> {
  return selectRows(
    tx,
    Owner,
    sql`SELECT o.id AS "organizationId", u.id AS "userId", u.email AS to, ${zoneCountyOf(sql`o`)} AS county
        FROM organization o
        JOIN member m ON m.organization_id = o.id AND m.role = 'owner'
        JOIN "user" u ON u.id = m.user_id
        WHERE o.kind = 'provider' AND ${wantsMail}
          AND EXISTS (SELECT 1 FROM credential c WHERE c.organization_id = o.id)
        ORDER BY o.id, u.id`,
  )
}
