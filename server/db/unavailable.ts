import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Classes of SQLSTATE that say "not now": 08 connection, 40 lost against another transaction, 53 out of connections,
 * memory or disk, 57 cancelled or shutting down, 58 the system's own trouble; and of classes that say other things too:
 * a lock waited for too long, a transaction idle for too long, a stand-by that takes no writes.
 */
const anyStates = /^(08|40|53|57|58)...$|^(55P03|25P03|25P04|25006)$/

/** Those of them that every call would meet, not this one alone: connection, room, shutting down, the system. */
const statesOfAll = /^(08|53|58)...$|^57P0.$/

const ofTheNetwork =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

/** What the driver says without a code. */
const saidByDriver =
  /^(timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated.*|Client (has encountered a connection error and is|was closed and is) not queryable|Cannot use a pool after calling end on the pool)$/

/** No connection could be had. Whatever the reason is called (a full disk says it in words without a state), nobody was answered. */
export class NotConnected extends Error {
  override name = 'NotConnected'
}

type Asked = { unanswered: boolean }

// Each bundle of the server has this module for itself; what one of them met, the process has met.
const met: typeof globalThis & {
  plumblineAwayAt?: number
  plumblineAsked?: AsyncLocalStorage<Asked>
} = globalThis

met.plumblineAsked ??= new AsyncLocalStorage<Asked>()
const asked = met.plumblineAsked

const lately = 5_000

export function noteAway(): void {
  met.plumblineAwayAt = Date.now()
}

/** What follows belongs to a request, of which is told from now on whether the database left it without an answer. */
export function beginRequest(): Readonly<Asked> {
  const request = { unanswered: false }
  asked.enterWith(request)
  return request
}

/** Notes that the database gave the present request no answer, whatever it gives others. */
export function noteUnanswered(): void {
  const request = asked.getStore()
  if (request) request.unanswered = true
}

/** Whether the database could not answer within the last seconds, whoever asked. */
export function wasAwayLately(): boolean {
  return Date.now() - (met.plumblineAwayAt ?? 0) < lately
}

/** Whether a row of this key was written by another transaction first, or a range of it. */
export function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && /^(23505|23P01)$/.test(String(cause.code))
}

/** Whether this error, or what caused it, says that the database cannot answer now, whatever was asked. */
export function isUnavailable(error: unknown): boolean {
  return says(error, anyStates)
}

/** Whether it says that the database can be reached by nobody now; one call that waited too long says nothing of others. */
export function isAway(error: unknown): boolean {
  return says(error, statesOfAll)
}

function says(error: unknown, states: RegExp): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; depth += 1) {
    if (each.name === 'NotConnected' || saidByDriver.test(each.message)) return true
    const code = 'code' in each && typeof each.code === 'string' ? each.code : ''
    if (states.test(code) || ofTheNetwork.test(code)) return true
    each = each.cause
  }
  return false
}
