import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/server/db/schema/identity'
import { confirmations, members, organizations } from '@/server/db/schema/organizations'
import { acceptedAddresses } from '@/server/db/schema/ratings'
import { senderHolds } from '@/server/db/schema/senders'
import { asOperator, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError, type DomainErrorCode, type RefusalKey } from '@/server/domain/errors'
import {
  type Confirmer,
  type ConfirmOrganization,
  confirmVerdict,
} from '@/server/domain/people/confirmations'
import { domainOfRecord } from '@/server/domain/people/organizations'
import { recordAudit, recordRefusal } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { addressHash } from '@/server/services/raters/address-hash'
import { mayPlace } from './deals-with'
import { callSeparate } from './decide-link'
import { findLinks, wasRefused } from './employer-links'
import { findCounty, findIndustry } from './find-place'
import { industryIndex } from './industry-index'

const refusals: Record<string, [DomainErrorCode, RefusalKey]> = {
  not_a_confirmer: ['forbidden', 'confirmations.notConfirmer'],
  confirmer_unconfirmed: ['forbidden', 'confirmations.confirmerUnconfirmed'],
  confirmed_already: ['conflict', 'confirmations.already'],
  place_missing: ['invalid', 'confirmations.placeMissing'],
  no_domain: ['forbidden', 'confirmations.noDomain'],
  turned_down: ['forbidden', 'confirmations.turnedDown'],
  outside: ['forbidden', 'confirmations.outside'],
  elsewhere: ['forbidden', 'confirmations.elsewhere'],
  linked: ['conflict', 'confirmations.linked'],
  note_missing: ['invalid', 'confirmations.noteMissing'],
}

/**
 * Confirms an organization (V2), so that its ratings count. Every try is an audit event.
 * @param before what is done to the record first in the same transaction; undone where it is refused
 */
export async function confirmOrganization(
  ctx: OrgContext | OperatorContext,
  input: ConfirmOrganization,
  before?: (tx: Transaction) => Promise<void>,
): Promise<void> {
  if ('organization' in ctx) await authorize(ctx, 'employer.confirm')
  const target = { kind: 'organization', id: input.organizationId }
  const industries = await industryIndex()
  const refused = await asOperator(async (tx) => {
    const mayBePlaced = await isPlaceable(tx, ctx, input.organizationId)
    await before?.(tx)
    const [record] = await tx
      .select()
      .from(organizations)
      .where(and(eq(organizations.id, input.organizationId), isNull(organizations.mergedIntoId)))
      .for('update')
    if (!record) throw new DomainError('not_found', 'organizations.none')
    const countyId = record.countyId ?? (await findCounty(tx, input.county))
    const industryId = record.industryId ?? findIndustry(industries, input.industry, 'industry')
    const links = (await findLinks(tx, [record.id]))(record.id)
    const domain = domainOfRecord(record.domain)
    const verdict = confirmVerdict({
      by: confirmer(ctx),
      target: {
        kind: record.kind,
        confirmed: record.verification === 'V2',
        domain: domain !== null,
        placed: countyId !== null && industryId !== null,
        nearby: await isNearby(tx, ctx, countyId),
        elsewhere: !mayBePlaced,
        linked: links.length > 0,
        refused: await wasRefused(tx, record.id),
      },
      note: input.note,
    })
    if (!verdict.ok) throw new Refused(verdict.reason)
    await tx
      .update(organizations)
      .set({ verification: 'V2', countyId, industryId })
      .where(eq(organizations.id, record.id))
    await tx.insert(confirmations).values({
      id: randomUUID(),
      organizationId: record.id,
      level: 'V2',
      byUserId: ctx.actor.userId,
      byOrganizationId: 'organization' in ctx ? ctx.organization.id : null,
      note: input.note,
    })
    if (!('organization' in ctx)) await acceptName(tx, ctx, record)
    if (record.kind === 'employer') {
      if (domain === null) await acceptMembers(tx, ctx, record.id, input.note)
      const noted = { others: links.map((link) => link.id), note: input.note }
      if (!('organization' in ctx)) await callSeparate(tx, ctx, record.id, noted)
      await enqueue(tx, { subjectId: record.id, kind: 'employer.touched' })
    }
    await recordAudit(tx, ctx, { verb: 'organization.confirm', target, detail: { level: 'V2' } })
    return null
  }).catch((error) => {
    if (error instanceof Refused) return error.reason
    throw error
  })
  if (!refused) return
  await recordRefusal(ctx, { verb: 'organization.confirm', target, detail: { reason: refused } })
  const [code, key] = refusals[refused] ?? ['forbidden', 'confirmations.other']
  throw new DomainError(code, key, refused === 'note_missing' ? { field: 'note' } : {})
}

/** Undoes what was done before a refusal. */
class Refused extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** What the operator confirms, it has read: mail may go out under this name. */
async function acceptName(
  tx: Transaction,
  ctx: OperatorContext,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const decision = {
    name,
    verdict: 'accepted' as const,
    byUserId: ctx.actor.userId,
    decidedAt: sql`now()`,
  }
  await tx
    .insert(senderHolds)
    .values({ organizationId: id, reason: 'name', ...decision })
    .onConflictDoUpdate({
      target: [senderHolds.organizationId, senderHolds.reason],
      set: decision,
    })
}

const Nearby = z.object({ nearby: z.boolean() })

/** Whether the region of the partnership that acts holds a county. */
async function isNearby(
  tx: Transaction,
  ctx: OrgContext | OperatorContext,
  countyId: string | null,
): Promise<boolean> {
  if (!('organization' in ctx)) return true
  const [row] = await selectRows(
    tx,
    Nearby,
    sql`SELECT EXISTS (SELECT 1 FROM region_county
                       WHERE organization_id = ${ctx.organization.id} AND county_id = ${countyId}) AS nearby`,
  )
  return row?.nearby ?? false
}

const Placeable = z.object({ placeable: z.boolean() })

/** Whether who acts may say where the record stands, as it was before; of one that is only made now it may. */
async function isPlaceable(
  tx: Transaction,
  ctx: OrgContext | OperatorContext,
  id: string,
): Promise<boolean> {
  if (!('organization' in ctx)) return true
  const [row] = await selectRows(
    tx,
    Placeable,
    sql`SELECT ${mayPlace(ctx.organization.id, sql`o`)} AS placeable FROM organization o WHERE o.id = ${id}`,
  )
  return row?.placeable ?? true
}

/** Without a web domain, the people behind the record are what was confirmed: their addresses count. */
async function acceptMembers(
  tx: Transaction,
  ctx: OrgContext | OperatorContext,
  organizationId: string,
  note: string,
): Promise<void> {
  const rows = await tx
    .select({ email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.organizationId, organizationId))
  if (rows.length === 0) return
  await tx
    .insert(acceptedAddresses)
    .values(
      rows.map(({ email }) => ({
        organizationId,
        addressHash: addressHash(email),
        byUserId: ctx.actor.userId,
        note,
      })),
    )
    .onConflictDoNothing()
}

export function confirmer(ctx: OrgContext | OperatorContext): Confirmer {
  return 'organization' in ctx
    ? { kind: ctx.organization.kind, verification: ctx.organization.verification }
    : { kind: 'operator' }
}
