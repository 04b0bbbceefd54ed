import { recurring } from '@/server/db/recurring'
import { auditEvents } from '@/server/db/schema/organizations'
import { asIdentity, type Transaction } from '@/server/db/tenancy'
import { withCommit } from '@/server/db/transaction'
import type { AuditOutcome } from '@/server/domain/audit'
import type { Context, OrgContext } from './context'

export type AuditEntry = {
  verb: string
  organizationId?: string | undefined
  target?: { kind: string; id: string } | undefined
  /** Never a level, a token or an address. */
  detail?: Record<string, string | number | boolean | null>
  /** Written without who did it and at what hour: others in the organization read it. */
  unnamed?: boolean
}

const insertEvent = recurring(
  [
    'id',
    'at',
    'organizationId',
    'actorKind',
    'actorId',
    'verb',
    'targetKind',
    'targetId',
    'outcome',
    'detail',
    'requestId',
  ],
  (tx, row) => tx.insert(auditEvents).values(row),
)

/** Records a write in the transaction that makes it. */
export async function recordAudit(tx: Transaction, ctx: Context, entry: AuditEntry): Promise<void> {
  await withCommit(tx, insertEvent(tx, toRow(ctx, entry, 'done')))
}

/** Records several writes of one transaction. */
export async function recordAudits(
  tx: Transaction,
  ctx: Context,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await tx.insert(auditEvents).values(entries.map((entry) => toRow(ctx, entry, 'done')))
}

/** Records a refusal in a transaction of its own, since the refused one rolls back. */
export async function recordRefusal(ctx: Context, entry: AuditEntry): Promise<void> {
  await asIdentity({}, (tx) => tx.insert(auditEvents).values(toRow(ctx, entry, 'refused')))
}

function toRow(ctx: Context, entry: AuditEntry, outcome: AuditOutcome) {
  return {
    id: crypto.randomUUID(),
    at: entry.unnamed ? startOfDay(ctx.now) : ctx.now,
    organizationId: entry.organizationId ?? organizationOf(ctx),
    actorKind: entry.unnamed ? ('rater' as const) : ctx.actor.kind,
    actorId: entry.unnamed ? null : actorId(ctx),
    verb: entry.verb,
    targetKind: entry.target?.kind ?? null,
    targetId: entry.target?.id ?? null,
    outcome,
    detail: entry.detail ?? {},
    requestId: entry.unnamed ? null : ctx.requestId,
  }
}

function startOfDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
}

function organizationOf(ctx: Context | OrgContext): string | null {
  return 'organization' in ctx ? ctx.organization.id : null
}

function actorId({ actor }: Context): string | null {
  switch (actor.kind) {
    case 'user':
      return actor.userId
    case 'rater':
      // Never who answers: the asker reads some of these, and whose invitation it is it knows.
      return actor.invitationId
    case 'job':
    case 'command':
      return actor.name
    case 'anonymous':
      return null
  }
}
