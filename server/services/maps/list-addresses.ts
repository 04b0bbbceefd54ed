import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { asReader, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import {
  ADDRESSES_A_FILE,
  type AddressFile,
  type AddressFiles,
  addressKinds,
} from '@/server/domain/reading/site-addresses'

/** Every published thing that has a page of its own, in an order that stays. */
const PAGES: Record<AddressFile['kind'], { path: SQL; from: SQL; order: SQL }> = {
  credentials: {
    path: sql`'/credentials/' || c.slug`,
    from: sql`credential c WHERE c.state = 'published'`,
    order: sql`c.id`,
  },
  occupations: {
    path: sql`'/occupations/' || j.code`,
    from: sql`occupation j WHERE EXISTS (
      SELECT 1 FROM map_line l JOIN credential c ON c.id = l.credential_id
      WHERE l.occupation_id = j.id AND l.audience = 'everybody')`,
    order: sql`j.id`,
  },
  frameworks: {
    path: sql`'/frameworks/' || f.slug`,
    from: sql`framework f WHERE f.state = 'published' AND f.current_version_id IS NOT NULL`,
    order: sql`f.id`,
  },
  maps: {
    path: sql`'/maps/' || c.slug || '/' || j.code || '/all/all'`,
    from: sql`map_line l JOIN credential c ON c.id = l.credential_id JOIN occupation j ON j.id = l.occupation_id
      WHERE l.audience = 'everybody' AND l.n > 0`,
    order: sql`l.credential_id, l.occupation_id`,
  },
}

/** How many files the addresses of each kind fill. */
export async function countAddressFiles(size = ADDRESSES_A_FILE): Promise<AddressFiles> {
  return asReader(async (tx) => {
    const counts: AddressFiles = []
    for (const kind of addressKinds) counts.push({ kind, files: await countFiles(tx, kind, size) })
    return counts
  })
}

/** The paths in one file of the site's map. A number after the last is turned away before anything is sorted for it. */
export async function listAddresses(
  { kind, file }: AddressFile,
  size = ADDRESSES_A_FILE,
): Promise<string[]> {
  const { path, from, order } = PAGES[kind]
  const [packed] = await asReader(async (tx) =>
    file > (await countFiles(tx, kind, size))
      ? []
      : selectRows(
          tx,
          z.object({ paths: z.string().nullable() }),
          sql`SELECT string_agg(path, E'\n') AS paths FROM (
                SELECT ${path} AS path FROM ${from} ORDER BY ${order}
                LIMIT ${size} OFFSET ${(file - 1) * size}) p`,
        ),
  )
  if (!packed?.paths) throw new DomainError('not_found', 'site.noMapFile')
  return packed.paths.split('\n')
}

async function countFiles(
  tx: Transaction,
  kind: AddressFile['kind'],
  size: number,
): Promise<number> {
  const [row] = await selectRows(
    tx,
    z.object({ total: z.coerce.number().int() }),
    sql`SELECT count(*) AS total FROM ${PAGES[kind].from}`,
  )
  return Math.ceil((row?.total ?? 0) / size)
}
