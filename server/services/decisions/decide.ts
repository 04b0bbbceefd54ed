import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { decisions } from '@/server/db/schema/decisions'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { mayDo } from '@/server/domain/permissions'
import {
  type Decide,
  DecisionChoice,
  decisionVerdict,
  shownLine,
} from '@/server/domain/reading/decisions'
import { dayIn } from '@/server/domain/wall-clock'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { refuseNamedEmployers } from '@/server/services/cycles/refuse-named-employers'
import { type OwnLine, readOwnLine } from '@/server/services/maps/read-own-line'
import { organizationZone } from '@/server/services/organizations/organization-zone'
import { bodyHash } from '@/server/services/raters/address-hash'
import { holdDecision } from './hold-decision'
import { isNewest, nameOf } from './read-decisions'

/**
 * Decides about a line of the provider's own map. The decision it takes the place of stays as history; if another has been
 * made since the form was shown, it is told instead. The same client key is one decision.
 */
export async function decide(ctx: OrgContext, input: Decide): Promise<{ decisionId: string }> {
  await authorize(ctx, 'decision.edit')
  const hash = bodyOf(input)
  const sent = await asTenant(ctx, (tx) => findSent(tx, ctx, input.clientKey, hash))
  if (sent) return sent
  const line = await readOwnLine(ctx, input.line)
  return asTenant(ctx, async (tx) => {
    if (input.seen) await holdDecision(tx, input.seen)
    const standing = await newestOf(tx, ctx, line)
    await refuse(tx, ctx, { input, line, standing })
    const asShown = (standing?.id ?? '') === input.seen
    const written = asShown ? await write(tx, ctx, { input, line, hash }) : null
    if (written) return written
    // Somebody was quicker: with this very form, or with another.
    const replay = await findSent(tx, ctx, input.clientKey, hash)
    if (replay) return replay
    throw decidedMeanwhile(await newestOf(tx, ctx, line))
  })
}

/** What was sent under a client key, as a whole. */
function bodyOf({ clientKey: _, ...body }: Decide): string {
  return bodyHash(JSON.stringify(body))
}

/** The decision that this form has made already. */
async function findSent(
  tx: Transaction,
  ctx: OrgContext,
  clientKey: string,
  hash: string,
): Promise<{ decisionId: string } | null> {
  const [row] = await tx
    .select({ id: decisions.id, bodyHash: decisions.bodyHash })
    .from(decisions)
    .where(
      and(eq(decisions.organizationId, ctx.organization.id), eq(decisions.clientKey, clientKey)),
    )
  if (!row) return null
  if (row.bodyHash !== hash) throw new DomainError('conflict', 'decisions.sentBefore')
  return { decisionId: row.id }
}

const Standing = z.object({
  id: z.string(),
  choice: DecisionChoice,
  dueOn: z.string().nullable(),
  by: z.string().nullable(),
})
type Standing = z.infer<typeof Standing>

/** The decision about a line that counts. */
async function newestOf(
  tx: Transaction,
  ctx: OrgContext,
  { credentialId, occupationId, row }: OwnLine,
): Promise<Standing | null> {
  const [standing] = await selectRows(
    tx,
    Standing,
    sql`SELECT d.id, d.choice, d.due_on::text AS "dueOn", ${nameOf(sql`d.by_user`)} AS by FROM decision d
        WHERE d.organization_id = ${ctx.organization.id} AND d.credential_id = ${credentialId}
          AND d.occupation_id = ${occupationId} AND d.competency_id = ${row.key} AND ${isNewest}`,
  )
  return standing ?? null
}

async function refuse(
  tx: Transaction,
  ctx: OrgContext,
  { input, line, standing }: { input: Decide; line: OwnLine; standing: Standing | null },
): Promise<void> {
  const { kind, role, id: organizationId } = ctx.organization
  const [refused] = decisionVerdict(input.fields, {
    mayApprove: mayDo(kind, role, 'decision.approve'),
    today: dayIn(ctx.now, await organizationZone(tx, organizationId)),
    keptDueOn: standing?.dueOn ?? null,
  })
  if (refused) throw new DomainError('invalid', refused.key, { field: refused.field })
  const { reason, approvedBy, effectiveTerm } = input.fields
  const about = { organizationId, credentialId: line.credentialId }
  await refuseNamedEmployers(tx, about, { reason, approvedBy, effectiveTerm })
}

function decidedMeanwhile(standing: Standing | null): DomainError {
  if (!standing) return new DomainError('conflict', 'decisions.undoneMeanwhile')
  const { by, choice } = standing
  return new DomainError('conflict', 'decisions.decidedMeanwhile', {
    values: { known: by === null ? 'no' : 'yes', who: by ?? '', choice },
  })
}

async function write(
  tx: Transaction,
  ctx: OrgContext,
  { input, line, hash }: { input: Decide; line: OwnLine; hash: string },
): Promise<{ decisionId: string } | null> {
  const { fields, seen, clientKey } = input
  const decisionId = crypto.randomUUID()
  const written = await tx
    .insert(decisions)
    .values({
      id: decisionId,
      organizationId: ctx.organization.id,
      credentialId: line.credentialId,
      occupationId: line.occupationId,
      competencyId: line.row.key,
      replacesId: seen || null,
      choice: fields.choice,
      stage: fields.stage,
      reason: fields.reason,
      ...(await ownerOf(tx, ctx, fields.owner)),
      dueOn: fields.dueOn || null,
      approvedBy: fields.approvedBy || null,
      approvedOn: fields.approvedOn || null,
      effectiveTerm: fields.effectiveTerm || null,
      releaseNo: line.releaseNo,
      shown: line.releaseNo === null ? null : shownLine(line.row),
      groups: line.groups,
      byUser: ctx.actor.userId,
      at: ctx.now,
      clientKey,
      bodyHash: hash,
    })
    .onConflictDoNothing()
    .returning({ id: decisions.id })
  if (written.length === 0) return null
  // What was typed stands in the decision alone.
  await recordAudit(tx, ctx, {
    verb: 'decision.decide',
    target: { kind: 'decision', id: decisionId },
    detail: {
      credential: line.credentialId,
      competency: line.row.key,
      choice: fields.choice,
      stage: fields.stage,
    },
  })
  return { decisionId }
}

const Member = z.object({ id: z.string(), name: z.string() })

/** Who sees to it: a member by the name or address typed, else a name alone. */
async function ownerOf(
  tx: Transaction,
  ctx: OrgContext,
  typed: string,
): Promise<{ ownerName: string | null; ownerUserId: string | null }> {
  if (typed === '') return { ownerName: null, ownerUserId: null }
  const found = await selectRows(
    tx,
    Member,
    sql`SELECT u.id, left(coalesce(nullif(btrim(u.name), ''), u.email), 80) AS name
        FROM member m JOIN "user" u ON u.id = m.user_id
        WHERE m.organization_id = ${ctx.organization.id} AND lower(${typed}) IN (lower(btrim(u.name)), lower(u.email))
        LIMIT 2`,
  )
  const [only, other] = found
  // Two of one name: nobody can be mailed for the other.
  if (!only || other) return { ownerName: typed, ownerUserId: null }
  return { ownerName: only.name, ownerUserId: only.id }
}
