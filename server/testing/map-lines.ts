import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { z } from 'zod'
import { asIndexer, selectRows } from '@/server/db/tenancy'
import { lineAudiences } from '@/server/domain/reading/map-list'
import { indexLines, linesOf } from '@/server/services/maps/index-lines'

export const StoredLine = z.object({
  credentialId: z.string(),
  occupationId: z.string(),
  audience: z.enum(lineAudiences),
  words: z.array(z.number()),
  n: z.number(),
  releaseNo: z.number().nullable(),
  publicFrom: z.coerce.date().nullable(),
})
export type StoredLine = z.infer<typeof StoredLine>

/** Every line as it is stored. */
export async function storedLines(): Promise<StoredLine[]> {
  return sorted(
    await asIndexer((tx) =>
      selectRows(
        tx,
        StoredLine,
        sql`SELECT credential_id AS "credentialId", occupation_id AS "occupationId", audience,
              array_to_json(words) AS words, n, release_no AS "releaseNo", public_from AS "publicFrom" FROM map_line`,
      ),
    ),
  )
}

/** Every line as it would be were it computed now. */
export async function computedLines(now: Date): Promise<StoredLine[]> {
  return sorted(
    await asIndexer(async (tx) => {
      const ids = await selectRows(tx, z.object({ id: z.string() }), sql`SELECT id FROM credential`)
      return linesOf(
        tx,
        now,
        ids.map(({ id }) => id),
      )
    }),
  )
}

/**
 * Makes a change and holds every stored line to what computing it gives then. A change that changes no line would prove
 * nothing, and is refused.
 * @param now asked before and after the change
 * @returns the lines that changed, by name
 */
export async function linesAfter(
  now: () => Date,
  change: () => Promise<unknown>,
): Promise<string[]> {
  await indexLines(now())
  const before = await storedLines()
  expect(before).toEqual(await computedLines(now()))
  await change()
  const should = await computedLines(now())
  expect(should).not.toEqual(before)
  await indexLines(now())
  expect(await storedLines()).toEqual(should)
  const told = new Set(before.map((line) => JSON.stringify(line)))
  return should.filter((line) => !told.has(JSON.stringify(line))).map(nameOfLine)
}

export function nameOfLine({ credentialId, occupationId, audience }: StoredLine): string {
  return `${credentialId} ${occupationId} ${audience}`
}

function sorted(lines: readonly StoredLine[]): StoredLine[] {
  return lines
    .map((line) => StoredLine.parse(line))
    .sort((a, b) => (nameOfLine(a) < nameOfLine(b) ? -1 : 1))
}
