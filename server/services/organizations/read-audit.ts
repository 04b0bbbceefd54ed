import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/server/db/schema/identity'
import { auditEvents } from '@/server/db/schema/organizations'
import { asOperator, asTenant, type Transaction } from '@/server/db/tenancy'
import { actorKinds, auditOutcomes } from '@/server/domain/audit'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'

export const AuditView = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      at: z.date(),
      verb: z.string(),
      outcome: z.enum(auditOutcomes),
      actor: z.string().nullable(),
      actorKind: z.enum(actorKinds),
      targetKind: z.string().nullable(),
      targetId: z.string().nullable(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  /** The time to ask for the page before; null on the last one. */
  before: z.date().nullable(),
})
export type AuditView = z.infer<typeof AuditView>

export const auditPage = 50

/** What was done and refused in the organization, newest first. */
export async function readAudit(
  ctx: OrgContext,
  input: { before?: Date | undefined },
): Promise<AuditView> {
  await authorize(ctx, 'audit.read')
  const { id } = ctx.organization
  return asTenant(ctx, (tx) => page(tx, input.before, id))
}

/** What was done and refused on the whole site, for its operator. */
export async function readSiteAudit(
  _ctx: OperatorContext,
  input: { before?: Date | undefined },
): Promise<AuditView> {
  return asOperator((tx) => page(tx, input.before))
}

async function page(
  tx: Transaction,
  before: Date | undefined,
  organizationId?: string,
): Promise<AuditView> {
  const rows = await tx
    .select()
    .from(auditEvents)
    .where(
      and(
        organizationId ? eq(auditEvents.organizationId, organizationId) : undefined,
        before ? lt(auditEvents.at, before) : undefined,
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(auditPage + 1)
  const shown = rows.slice(0, auditPage)
  const people = shown.flatMap((row) => (row.actorKind === 'user' ? (row.actorId ?? []) : []))
  const names = new Map(
    people.length > 0
      ? (
          await tx
            .select({ id: users.id, email: users.email })
            .from(users)
            .where(inArray(users.id, people))
        ).map((user) => [user.id, user.email])
      : [],
  )
  return {
    events: shown.map((row) => ({
      id: row.id,
      at: row.at,
      verb: row.verb,
      outcome: row.outcome,
      actor: row.actorKind === 'user' ? (names.get(row.actorId ?? '') ?? null) : nameOf(row),
      actorKind: row.actorKind,
      targetKind: row.targetKind,
      targetId: row.targetId,
      detail: row.detail,
    })),
    before: rows.length > auditPage ? (shown.at(-1)?.at ?? null) : null,
  }
}

/** A job or command is named; a rater never is, nor which one it was. */
function nameOf(row: { actorKind: string; actorId: string | null }): string | null {
  return row.actorKind === 'rater' ? null : row.actorId
}
