import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'

/**
 * Who reads: everybody once a release's public delay is over, and of some subjects at once (METHOD §8 R15). All else a
 * reader is told, averages and release numbers too, comes from what is public.
 */
export type Readership = { now: Date; early: readonly string[] }

export function publicReadership(now: Date): Readership {
  return { now, early: [] }
}

/**
 * A confirmed organization hears at once what its own credentials are said to be, and what it asked about itself;
 * anybody may found an organization, so one that is not confirmed reads as the public does.
 */
export async function readershipOf(ctx: OrgContext): Promise<Readership> {
  const { id, verification } = ctx.organization
  if (verification !== 'V2') return publicReadership(ctx.now)
  const early = await asTenant(ctx, (tx) => earlySubjects(tx, id))
  return { now: ctx.now, early }
}

/** The subjects that a confirmed organization reads of before the public does. */
export async function earlySubjects(tx: Transaction, id: string): Promise<string[]> {
  const rows = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT s.id FROM subject s JOIN credential c ON c.id = s.credential_id WHERE c.organization_id = ${id}
          UNION
          SELECT c.importance_subject_id FROM rating_cycle c
          WHERE c.organization_id = ${id} AND c.state IN ('open', 'closed') AND c.importance_subject_id IS NOT NULL
          UNION
          SELECT k.subject_id FROM cycle_credential k JOIN rating_cycle c ON c.id = k.cycle_id
          WHERE c.organization_id = ${id} AND c.state IN ('open', 'closed') AND k.subject_id IS NOT NULL
          ORDER BY id`,
  )
  return rows.map((row) => row.id)
}
