import { inArray } from 'drizzle-orm'
import { raters } from '@/server/db/schema/ratings'
import { asCourier, type Transaction } from '@/server/db/tenancy'
import { nameUuid } from '@/server/formats/name-uuid'
import { addressHash } from './address-hash'

export type RaterKey = { employerId: string; email: string }

/**
 * The rater ids behind addresses, for `insertRaters` to use. A rater may have been invited by
 * another organization before, whose row the tenant's door does not see, so ids are looked up
 * through the courier's door first. Whoever is new gets the id that its employer and the hash of its address always
 * give: of two who add one at once, the one whose row is not written names the other's.
 */
export async function findRaters(keys: readonly RaterKey[]): Promise<Map<string, string>> {
  const hashes = [...new Set(keys.map((key) => addressHash(key.email)))]
  const known = hashes.length
    ? await asCourier((tx) =>
        tx
          .select({ id: raters.id, employerId: raters.organizationId, hash: raters.addressHash })
          .from(raters)
          .where(inArray(raters.addressHash, hashes)),
      )
    : []
  const ids = new Map(known.map((row) => [`${row.employerId}:${row.hash}`, row.id]))
  return new Map(
    keys.map((key) => [
      raterKey(key),
      ids.get(`${key.employerId}:${addressHash(key.email)}`) ?? newId(key),
    ]),
  )
}

function newId({ employerId, email }: RaterKey): string {
  return nameUuid(`rater ${employerId} ${addressHash(email)}`)
}

/** Adds the raters that are new; an existing one keeps its row. */
export async function insertRaters(
  tx: Transaction,
  keys: readonly RaterKey[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = keys.flatMap((key) => {
    const id = ids.get(raterKey(key))
    return id ? [{ id, organizationId: key.employerId, addressHash: addressHash(key.email) }] : []
  })
  // In one order everywhere, so that two who add the same ones do not wait for each other.
  rows.sort((one, other) => one.id.localeCompare(other.id))
  if (rows.length > 0) await tx.insert(raters).values(rows).onConflictDoNothing()
}

/** The key of `findRaters`' map. */
export function raterKey(key: RaterKey): string {
  return `${key.employerId}:${key.email}`
}
