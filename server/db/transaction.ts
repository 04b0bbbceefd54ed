import type { NodePgDatabase } from 'drizzle-orm/node-postgres'

/** A transaction inside a door: the only way to SQL. */
export type Transaction = Omit<NodePgDatabase, 'transaction'>

/** One statement, sent at the moment it is executed; what builders make is one. */
export type Statement<Answer = unknown> = { execute(): Promise<Answer> }

/** So many may be under way before somebody waits: each counts its time from when it was sent. */
const UNDER_WAY = 64

// Each bundle of the server has this module for itself, and all share the connections.
const shared: typeof globalThis & {
  plumblineUnderWay?: WeakMap<Transaction, Promise<unknown>[]>
} = globalThis

shared.plumblineUnderWay ??= new WeakMap()
const sent = shared.plumblineUnderWay

/**
 * Sends a write whose answer nobody needs: it is answered together with the commit, in one trip. When it fails, nothing
 * is committed.
 */
export async function withCommit(tx: Transaction, write: Statement): Promise<void> {
  const underWay = sent.get(tx)
  if (!underWay) throw new Error('This transaction has ended.')
  follow(underWay, write.execute())
  if (underWay.length >= UNDER_WAY) await Promise.all(underWay.splice(0))
}

/**
 * Does the work of a transaction between what was sent to open it and what ends it, which goes out with the last writes
 * before they are answered. Of several failures the first is told: the others only say that it came before.
 */
export async function runTransaction<T>(
  tx: Transaction,
  opening: readonly Promise<unknown>[],
  { work, end }: { work: (tx: Transaction) => Promise<T>; end: () => Promise<unknown> },
): Promise<T> {
  const underWay: Promise<unknown>[] = []
  for (const each of opening) follow(underWay, each)
  sent.set(tx, underWay)
  try {
    const result = await work(tx)
    follow(underWay, end())
    const [failed] = await failuresOf(underWay)
    if (failed) throw failed.reason
    return result
  } catch (error) {
    if (!isConsequence(error)) throw error
    const failures = await failuresOf(underWay)
    throw failures.find(({ reason }) => !isConsequence(reason))?.reason ?? error
  } finally {
    sent.delete(tx)
  }
}

/** Remembers what was sent; that it may fail before somebody waits for it is no fault of its own. */
function follow(underWay: Promise<unknown>[], promise: Promise<unknown>): void {
  promise.catch(() => undefined)
  underWay.push(promise)
}

/** What failed, in the order it was sent in: how soon each is told of says nothing. */
async function failuresOf(underWay: readonly Promise<unknown>[]): Promise<PromiseRejectedResult[]> {
  const settled = await Promise.allSettled(underWay)
  return settled.filter((each) => each.status === 'rejected')
}

/** Whether it was only refused because its transaction had failed before, or what would have prepared it. */
function isConsequence(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && (each.code === '25P02' || each.code === '26000')) return true
  }
  return false
}
