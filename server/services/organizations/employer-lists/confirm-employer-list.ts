import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { employerLists } from '@/server/db/schema/employer-lists'
import { organizations } from '@/server/db/schema/organizations'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { EmployersConfirmed } from '@/server/domain/people/employer-lists'
import { hasNoName } from '@/server/domain/people/employer-matches'
import type { LinePlan } from '@/server/domain/people/judge-line'
import { sharedDomain } from '@/server/domain/people/mail-providers'
import { domainOfRecord } from '@/server/domain/people/organizations'
import { confirmOrganization } from '@/server/services/organizations/confirm-organization'
import { freeSlug } from '@/server/services/organizations/create-organization'
import { tellAskers } from '@/server/services/organizations/tell-askers'
import { employerListDoor, type ListContext } from './employer-list-door'
import { findEmployerList, isList, OneEmployerList } from './find-employer-list'
import { judgeLines } from './judge-lines'

export const ConfirmEmployerList = OneEmployerList.extend({
  /** The operator's reason for lines that need one; without it they wait. */
  note: z.string().trim().max(500).default(''),
})
export type ConfirmEmployerList = z.infer<typeof ConfirmEmployerList>

/** What is in front gives a page up after a minute; a press that would take longer says how many are left. */
const longestPress = 30_000

/**
 * Confirms what can be of a list, each line by itself: what one lacks keeps no other back, and pressed again, or after it was
 * broken off, it goes on with those that are left. A list of which nothing is left is gone.
 */
export async function confirmEmployerList(
  ctx: ListContext,
  { id, note }: ConfirmEmployerList,
): Promise<EmployersConfirmed> {
  const { organizationId, open } = await employerListDoor(ctx)
  const { read, sheet } = await open((tx) => findEmployerList(tx, { organizationId, id }))
  if (sheet.asks) throw new DomainError('invalid', 'employers.columnsNotNamed')
  const judged = await judgeLines(ctx, read)
  const able = judged.ready.filter(({ view }) => view.needs === null || note !== '')
  const latest = Date.now() + longestPress
  const confirmed: string[] = []
  try {
    for (const { view, plan } of able) {
      if (Date.now() > latest) break
      const employerId = await confirmLine(ctx, plan, view.needs === null ? '' : note)
      if (employerId) confirmed.push(employerId)
    }
  } finally {
    await tellAskers(ctx, 'confirmed', confirmed)
  }
  const left = judged.ready.length - confirmed.length + judged.problems.length
  if (left === 0) {
    await open((tx) => tx.delete(employerLists).where(isList({ organizationId, id })))
  }
  return { confirmed: confirmed.length, left }
}

/** Confirms the employer of one line in one transaction; null where somebody else was quicker or it cannot be any more. */
async function confirmLine(ctx: ListContext, plan: LinePlan, note: string): Promise<string | null> {
  const organizationId = plan.employer?.id ?? randomUUID()
  try {
    await confirmOrganization(ctx, { organizationId, county: '', industry: '', note }, (tx) =>
      plan.employer ? complete(tx, plan) : record(tx, ctx, { ...plan, id: organizationId }),
    )
    return organizationId
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

/** Gives a record what it does not say itself. */
async function complete(tx: Transaction, plan: LinePlan): Promise<void> {
  const { employer, said, domain, countyId, industryId } = plan
  if (!employer) return
  const takes = {
    ...(domain !== null && domainOfRecord(employer.domain) === null ? { domain } : {}),
    ...(!employer.managed && hasNoName(employer) ? { name: said.name } : {}),
  }
  const found = await tx
    .update(organizations)
    .set({
      countyId: sql`coalesce(${organizations.countyId}, ${countyId})`,
      industryId: sql`coalesce(${organizations.industryId}, ${industryId})`,
      ...takes,
    })
    .where(
      and(
        eq(organizations.id, employer.id),
        // Whoever has come to manage it in the meantime says its name and proves its web domain.
        Object.keys(takes).length > 0 ? isNull(organizations.claimedAt) : undefined,
      ),
    )
    .returning({ id: organizations.id })
  if (found.length === 0) throw new DomainError('conflict', 'employers.managed')
}

/** Records an employer that nobody has recorded, also not since it was looked for. */
async function record(
  tx: Transaction,
  ctx: ListContext,
  { id, said, domain, countyId, industryId }: LinePlan & { id: string },
): Promise<void> {
  const own = 'organization' in ctx ? ctx.organization.id : null
  const key = domain ? sharedDomain(domain) : said.name.toLowerCase()
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`employer ${key}`}, 0))`)
  const [since] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(
      and(
        eq(organizations.kind, 'employer'),
        isNull(organizations.mergedIntoId),
        domain
          ? eq(sql`lower(${organizations.domain})`, domain)
          : and(eq(sql`lower(${organizations.name})`, key), eq(organizations.countyId, countyId)),
      ),
    )
    .limit(1)
  if (since) throw new DomainError('conflict', 'confirmations.already')
  await tx.insert(organizations).values({
    ...{ id, kind: 'employer', name: said.name, domain, countyId, industryId },
    slug: await freeSlug(tx, said.name, 'employer'),
    createdByOrganizationId: own,
  })
}
