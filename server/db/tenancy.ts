import { AsyncLocalStorage } from 'node:async_hooks'
import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { DomainError } from '@/server/domain/errors'
import { inSpan } from '@/server/tracing'
import { database } from './client'
import type { Local } from './connections'
import type { DoorRole } from './migrate'
import type { Transaction } from './transaction'
import { isAway, isTaken, isUnavailable, noteAway, noteUnanswered } from './unavailable'

export type { Transaction }

type Work<T> = (tx: Transaction) => Promise<T>

const inside = new AsyncLocalStorage<DoorRole>()

const unhurried = new AsyncLocalStorage<'jobs' | 'errands'>()

/**
 * For what takes its time and keeps nobody waiting (a job, a release, and what an operator does that must wait for one
 * of them to end): its transactions run on connections of their own, which may wait longer.
 */
export function patiently<T>(work: () => T): T {
  return unhurried.run('jobs', work)
}

/** For what anybody may start and takes its time (an import, a publication): apart from the jobs, and as patient. */
export function asErrand<T>(work: () => T): T {
  return unhurried.run('errands', work)
}

/** Auth tables and one's own memberships. */
export function asIdentity<T>(who: { userId?: string }, work: Work<T>): Promise<T> {
  return enter('plumbline_identity', { user_id: who.userId }, work)
}

/** The id of an organization for which somebody was proven to act; what a request names is a string, and opens nothing. */
export const TenantId = z.string().brand<'TenantId'>()
export type TenantId = z.infer<typeof TenantId>

/** What a context carries once its organization is proven. */
export type Tenant = { organization: { id: TenantId } }

/** One organization's rows; everything else published is readable too. */
export function asTenant<T>({ organization }: Tenant, work: Work<T>): Promise<T> {
  return enter('plumbline_app', { organization_id: organization.id }, work)
}

/** What a rater's link, session or own answers open. */
export function asRater<T>(
  who: { raterId?: string; invitationId?: string; organizationId?: string; tokenHash?: string },
  work: Work<T>,
): Promise<T> {
  return enter(
    'plumbline_rater',
    {
      rater_id: who.raterId,
      invitation_id: who.invitationId,
      organization_id: who.organizationId,
      token_hash: who.tokenHash,
    },
    work,
  )
}

/** Selected beside a row, tells a rater's open door whose it is, without another trip. */
export function actFor(whose: 'invitation_id' | 'rater_id', id: AnyColumn | SQL): SQL<unknown> {
  return sql`set_config(${`plumbline.${whose}`}, (${id})::text, true)`
}

/** Confirmations, merges, mail, sample data: no policy on answers. */
export function asOperator<T>(work: Work<T>): Promise<T> {
  return enter('plumbline_operator', {}, work)
}

/** What mail and requests need of whom was asked: links, codes and what was sent. It knows no level. */
export function asCourier<T>(work: Work<T>): Promise<T> {
  return enter('plumbline_courier', {}, work)
}

/** Reads every level, and counts: opened by releases and integrity alone. */
export function asPublisher<T>(work: Work<T>): Promise<T> {
  return enter('plumbline_publisher', {}, work)
}

/** Published and catalogue tables, nothing else. */
export async function asReader<T>(work: Work<T>): Promise<T> {
  return enter('plumbline_reader', {}, work, true)
}

/** Computes what lists read from what is published; nothing of answers. */
export function asIndexer<T>(work: Work<T>): Promise<T> {
  return enter('plumbline_indexer', {}, work)
}

/** Rows of a hand-written statement, checked against their shape. */
export async function selectRows<Row>(
  tx: Transaction,
  row: z.ZodType<Row>,
  statement: SQL,
): Promise<Row[]> {
  const result = await tx.execute(statement)
  return result.rows.map((value) => row.parse(value))
}

function enter<T>(...given: Parameters<typeof pass<T>>): Promise<T> {
  return inSpan(`door ${given[0]}`, () => pass(...given))
}

async function pass<T>(
  role: DoorRole,
  settings: Record<string, string | undefined>,
  work: Work<T>,
  readOnly = false,
): Promise<T> {
  // The embedded database has one connection: a door opened inside a door would wait for itself.
  const outer = inside.getStore()
  if (outer) throw new Error(`A door is open already (${outer}): pass its transaction on instead.`)
  const db = await database()
  const connections = db[unhurried.getStore() ?? (readOnly ? 'reader' : 'app')]
  try {
    return await inside.run(role, () => connections.transaction(work, localOf(role, settings)))
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

/** The role and what the policies go by; both end with the transaction. */
function localOf(role: DoorRole, settings: Record<string, string | undefined>): Local {
  const local: Record<string, string> = { role }
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) local[`plumbline.${name}`] = value
  }
  return local
}

/** What the database's own errors mean to whoever asked, where that is not ours to mend. */
function refusalOf(cause: unknown): DomainError | undefined {
  if (isUnavailable(cause)) {
    noteUnanswered()
    // That errands wait for one another says nothing about the database.
    if (isAway(cause) && unhurried.getStore() !== 'errands') noteAway()
    return new DomainError('unavailable', 'site.away', { cause })
  }
  if (isTaken(cause)) {
    return new DomainError('conflict', 'site.savedMeanwhile', { cause })
  }
  return undefined
}
