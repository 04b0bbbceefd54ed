import { randomUUID } from 'node:crypto'
import { asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { cycleCompetencies, packets, raterInvitations } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { questionLists } from '@/server/db/schema/ratings'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { nextPacket, packetSize } from '@/server/domain/asking/packets'
import { DomainError } from '@/server/domain/errors'
import { employerKey } from '@/server/domain/people/employer-matches'
import { AddressColumns, addressFields } from '@/server/formats/address-columns'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { requireSender } from '@/server/services/organizations/require-sender'
import { enqueue } from '@/server/services/outbox'
import { findRaters, insertRaters, raterKey } from '@/server/services/raters/find-raters'
import { type CycleRow, findCycle } from './find-cycle'
import { invitationMail } from './invitation-mail'
import { makePackets } from './make-packets'
import { type MatchedAddress, matchAddresses } from './match-addresses'
import { refusedLines } from './refused-lines'

/** A box's worth: some thousand lines. */
export const longestAddressText = 400_000

export const AddAddresses = z.strictObject({
  cycleId: z.uuid(),
  text: z.string().max(longestAddressText),
  columns: AddressColumns.optional(),
})
export type AddAddresses = z.infer<typeof AddAddresses>

export const AddressProblemView = z.object({
  line: z.number().int(),
  text: z.string(),
  reason: z.enum([
    'not_an_address',
    'no_address',
    'duplicate',
    'too_many',
    'no_employer',
    'several_employers',
    'already_invited',
  ]),
  firstLine: z.number().int().nullable(),
})

export const AddressPreview = z.object({
  /** A table whose columns have to be named first; then there is nothing else. */
  ask: z
    .object({
      headings: z.array(z.string()),
      examples: z.array(z.array(z.string())),
      guess: z.partialRecord(z.enum(addressFields), z.number().int()),
    })
    .nullable(),
  rows: z.array(
    z.object({
      line: z.number().int(),
      email: z.string(),
      name: z.string().nullable(),
      employer: z.string(),
      how: z.enum(['domain', 'name', 'new']),
    }),
  ),
  /** The first of them; `refused` counts them all, and `refusedCsv` holds them as a file to mend. */
  problems: z.array(AddressProblemView),
  refused: z.number().int(),
  refusedCsv: z.string(),
  unused: z.array(z.string()),
  employers: z.number().int(),
  newEmployers: z.number().int(),
  joined: z.array(
    z.object({ employer: z.string(), names: z.array(z.string()), domains: z.array(z.string()) }),
  ),
  shared: z.array(z.object({ domain: z.string(), employers: z.array(z.string()) })),
})
export type AddressPreview = z.infer<typeof AddressPreview>

const shownProblems = 500
const shownColumns = 60

/** What adding the addresses would do, line by line; writes nothing. */
export async function previewAddresses(
  ctx: OrgContext,
  input: AddAddresses,
): Promise<AddressPreview> {
  await authorize(ctx, 'cycle.edit')
  return asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    const matched = await matchAddresses(tx, input, await invited(tx, cycle.id))
    const { addresses, problems, notes, ask, unused } = matched
    return {
      ask,
      rows: addresses.map(({ line, email, name, match }) => ({
        line,
        email,
        name,
        employer: match.name,
        how: match.kind,
      })),
      problems: problems.slice(0, shownProblems),
      refused: problems.length,
      refusedCsv: refusedLines(matched),
      unused: unused.slice(0, shownColumns),
      employers: new Set(addresses.map(({ match }) => employerKey(match))).size,
      newEmployers: new Set(
        addresses.flatMap(({ match }) => (match.kind === 'new' ? [match.key] : [])),
      ).size,
      ...notes,
    }
  })
}

/**
 * Adds raters to a draft, or invites them at once to an open cycle. Employers nobody has recorded
 * are created unconfirmed; lines that cannot be used are left out and named by the preview.
 */
export async function addAddresses(
  ctx: OrgContext,
  input: AddAddresses,
): Promise<{ added: number; refused: number }> {
  await authorize(ctx, 'cycle.edit')
  await spendLimit('rater-mailing', ctx.organization.id)
  const planned = await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    requireRunning(cycle)
    const matched = await matchAddresses(tx, input, await invited(tx, cycle.id))
    if (matched.ask) throw new DomainError('invalid', 'cycles.columnsNotNamed')
    const employers = await ensureEmployers(tx, ctx, matched.addresses)
    return {
      refused: matched.problems.length,
      raters: matched.addresses.flatMap((address) => {
        const employerId = employers.get(employerKey(address.match))
        return employerId ? [{ employerId, email: address.email, name: address.name }] : []
      }),
    }
  })
  const ids = await findRaters(planned.raters)
  return asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, input.cycleId)
    requireRunning(cycle)
    await insertRaters(tx, planned.raters, ids)
    const rows = planned.raters.flatMap((rater) => {
      const raterId = ids.get(raterKey(rater))
      return raterId ? [{ ...rater, raterId, id: randomUUID() }] : []
    })
    const added = rows.length === 0 ? [] : await insertInvitations(tx, cycle, rows)
    if (cycle.state === 'open' && added.length > 0) {
      await packetsForLateEmployers(tx, cycle, [...new Set(added.map((row) => row.employerId))])
      await requireSender(tx, ctx.organization.id, added.length)
      await enqueue(
        tx,
        added.map((row) => invitationMail(row.id)),
      )
    }
    await recordAudit(tx, ctx, {
      verb: 'cycle.invite',
      target: { kind: 'cycle', id: cycle.id },
      detail: { added: added.length },
    })
    return { added: added.length, refused: planned.refused }
  })
}

function requireRunning(cycle: CycleRow): void {
  if (cycle.state === 'draft' || cycle.state === 'open') return
  throw new DomainError('conflict', 'cycles.over', { values: { state: cycle.state } })
}

async function invited(tx: Transaction, cycleId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ email: raterInvitations.email })
    .from(raterInvitations)
    .where(eq(raterInvitations.cycleId, cycleId))
  return new Set(rows.map((row) => row.email))
}

function insertInvitations(
  tx: Transaction,
  cycle: CycleRow,
  rows: { id: string; employerId: string; raterId: string; email: string; name: string | null }[],
) {
  return tx
    .insert(raterInvitations)
    .values(
      rows.map((row) => ({ ...row, cycleId: cycle.id, organizationId: cycle.organizationId })),
    )
    .onConflictDoNothing()
    .returning({ id: raterInvitations.id, employerId: raterInvitations.employerId })
}

async function ensureEmployers(
  tx: Transaction,
  ctx: OrgContext,
  addresses: readonly MatchedAddress[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const fresh = new Map<string, typeof organizations.$inferInsert>()
  for (const { match } of addresses) {
    if (match.kind !== 'new') ids.set(match.employerId, match.employerId)
    else if (!fresh.has(match.key)) {
      const id = randomUUID()
      ids.set(match.key, id)
      fresh.set(match.key, {
        id,
        kind: 'employer',
        slug: `${slugWords(match.name)}-${id.slice(0, 8)}`,
        name: match.name,
        domain: match.domain,
        createdByOrganizationId: ctx.organization.id,
      })
    }
  }
  if (fresh.size > 0) await tx.insert(organizations).values([...fresh.values()])
  return ids
}

function slugWords(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
  return plain || 'employer'
}

/**
 * Packets of employers that join an open cycle, balanced with what has been handed out; a site gets
 * the list of the other sites of its legal employer.
 */
async function packetsForLateEmployers(
  tx: Transaction,
  cycle: CycleRow,
  employerIds: readonly string[],
): Promise<void> {
  const given = await tx
    .selectDistinct({ employerId: packets.employerId, list: questionLists.competencyIds })
    .from(packets)
    .innerJoin(questionLists, eq(questionLists.id, packets.questionListId))
    .where(eq(packets.cycleId, cycle.id))
  const has = new Set(given.map((row) => row.employerId))
  const rows = await tx
    .select({ id: cycleCompetencies.competencyId })
    .from(cycleCompetencies)
    .where(eq(cycleCompetencies.cycleId, cycle.id))
    .orderBy(asc(cycleCompetencies.position))
  const competencies = rows.map((row) => row.id)
  const common = competencies.slice(0, packetSize).join()
  const kind = given.some((row) => row.list.join() !== common) ? 'spread' : 'common'
  const legalIds = new Map(
    (
      await tx
        .select({ id: organizations.id, parentId: organizations.parentId })
        .from(organizations)
        .where(inArray(organizations.id, [...has, ...employerIds]))
    ).map(({ id, parentId }) => [id, parentId ?? id]),
  )
  const legalId = (employerId: string) => legalIds.get(employerId) ?? employerId
  const handedOut = new Map(given.map((row) => [legalId(row.employerId), row.list]))
  const lists = new Map<string, string[]>()
  for (const employerId of employerIds) {
    if (has.has(employerId)) continue
    const legal = legalId(employerId)
    const list =
      handedOut.get(legal) ??
      nextPacket({
        competencies,
        given: [...handedOut.values()],
        kind,
        employerId: legal,
        seed: cycle.id,
      })
    handedOut.set(legal, list)
    lists.set(employerId, list)
  }
  await makePackets(tx, cycle, lists)
}
