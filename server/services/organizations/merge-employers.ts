import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { confirmations, members, organizations } from '@/server/db/schema/organizations'
import { asOperator, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { type Merger, mergeVerdict } from '@/server/domain/people/confirmations'
import { recordAudit, recordRefusal } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { passLinksOn } from './pass-links-on'
import { passProposalsOn } from './pass-proposals-on'

export const MergeEmployers = z.strictObject({ keptId: z.uuid(), goneId: z.uuid() })
export type MergeEmployers = z.infer<typeof MergeEmployers>

/**
 * Makes two records of one employer one: the one that goes points at the one kept, its members
 * belong to that one too, and from the next release on both have one vote. Answers already given
 * stay as they are; groups already published do not change.
 */
export async function mergeEmployers(
  ctx: OrgContext | OperatorContext,
  input: MergeEmployers,
): Promise<void> {
  if ('organization' in ctx) await authorize(ctx, 'employer.confirm')
  const target = { kind: 'organization', id: input.goneId }
  const refused = await asOperator(async (tx) => {
    const records = await lock(tx, [input.keptId, input.goneId])
    const kept = records.find((record) => record.id === input.keptId)
    const gone = records.find((record) => record.id === input.goneId)
    if (!kept || !gone) throw new DomainError('not_found', 'employers.none')
    const mine = await confirmedBy(tx, ctx, [kept.id, gone.id])
    const goneMembers = await tx.select().from(members).where(eq(members.organizationId, gone.id))
    const verdict = mergeVerdict({
      by: by(ctx),
      same: kept.id === gone.id,
      keptConfirmedByThem: mine.has(kept.id),
      goneConfirmedByThem: mine.has(gone.id),
      goneVerification: gone.verification,
      goneManaged: goneMembers.length > 0,
    })
    if (!verdict.ok) return verdict.reason
    // A chain of mergers would be hard to follow: everything that pointed at it points on.
    await tx
      .update(organizations)
      .set({ parentId: kept.id })
      .where(eq(organizations.parentId, gone.id))
    await tx
      .update(organizations)
      .set({ mergedIntoId: kept.id })
      .where(eq(organizations.mergedIntoId, gone.id))
    await tx
      .update(organizations)
      .set({ mergedIntoId: kept.id, parentId: null })
      .where(eq(organizations.id, gone.id))
    await passProposalsOn(tx, { keptId: kept.id, goneId: gone.id })
    await passLinksOn(tx, ctx, { keptId: kept.id, goneId: gone.id })
    if (goneMembers.length > 0) {
      await tx
        .insert(members)
        .values(goneMembers.map(({ userId, role }) => ({ organizationId: kept.id, userId, role })))
        .onConflictDoNothing()
    }
    await enqueue(tx, [
      { subjectId: kept.id, kind: 'employer.touched' },
      { subjectId: gone.id, kind: 'employer.touched' },
    ])
    await recordAudit(tx, ctx, {
      verb: 'organization.merge',
      target,
      detail: { into: kept.id },
    })
    return null
  })
  if (!refused) return
  await recordRefusal(ctx, { verb: 'organization.merge', target, detail: { reason: refused } })
  if (refused === 'same') throw new DomainError('invalid', 'employers.mergeSame')
  throw new DomainError(
    'forbidden',
    refused === 'managed' ? 'employers.mergeManaged' : 'employers.mergeUnconfirmed',
  )
}

export const SetParent = z.strictObject({ employerId: z.uuid(), parentId: z.uuid().nullable() })
export type SetParent = z.infer<typeof SetParent>

/** Says that an employer belongs to a parent, so that both have one vote; null takes it back. */
export async function setParent(
  ctx: OrgContext | OperatorContext,
  input: SetParent,
): Promise<void> {
  if ('organization' in ctx) await authorize(ctx, 'employer.confirm')
  const target = { kind: 'organization', id: input.employerId }
  const allowed = await asOperator(async (tx) => {
    const ids = [input.employerId, ...(input.parentId ? [input.parentId] : [])]
    const records = await lock(tx, ids)
    if (records.length !== new Set(ids).size) {
      throw new DomainError('not_found', 'employers.none')
    }
    const mine = await confirmedBy(tx, ctx, ids)
    if (by(ctx) !== 'operator' && !ids.every((id) => mine.has(id))) return false
    const parent = records.find((record) => record.id === input.parentId)
    const [child] = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.parentId, input.employerId))
      .limit(1)
    if (input.parentId === input.employerId || parent?.parentId || (parent && child)) {
      throw new DomainError('invalid', 'employers.parentHasParent')
    }
    await tx
      .update(organizations)
      .set({ parentId: input.parentId })
      .where(eq(organizations.id, input.employerId))
    await enqueue(
      tx,
      ids.map((subjectId) => ({ subjectId, kind: 'employer.touched' as const })),
    )
    await recordAudit(tx, ctx, {
      verb: 'organization.set-parent',
      target,
      detail: { parent: input.parentId },
    })
    return true
  })
  if (allowed) return
  await recordRefusal(ctx, { verb: 'organization.set-parent', target })
  throw new DomainError('forbidden', 'employers.notYours')
}

function by(ctx: OrgContext | OperatorContext): Merger {
  if (!('organization' in ctx)) return 'operator'
  const { kind, verification } = ctx.organization
  return kind === 'partnership' && verification === 'V2' ? 'partnership' : 'other'
}

async function lock(tx: Transaction, ids: string[]) {
  return tx
    .select()
    .from(organizations)
    .where(
      and(
        inArray(organizations.id, ids),
        eq(organizations.kind, 'employer'),
        isNull(organizations.mergedIntoId),
      ),
    )
    .orderBy(organizations.id)
    .for('update')
}

/** Which of these this partnership confirmed, and they still are. */
async function confirmedBy(
  tx: Transaction,
  ctx: OrgContext | OperatorContext,
  ids: string[],
): Promise<Set<string>> {
  if (!('organization' in ctx)) return new Set()
  const rows = await tx
    .select({ id: confirmations.organizationId })
    .from(confirmations)
    .innerJoin(organizations, eq(organizations.id, confirmations.organizationId))
    .where(
      and(
        inArray(confirmations.organizationId, ids),
        eq(confirmations.level, 'V2'),
        eq(confirmations.byOrganizationId, ctx.organization.id),
        eq(organizations.verification, 'V2'),
      ),
    )
  return new Set(rows.map((row) => row.id))
}
