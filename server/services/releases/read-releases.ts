import { and, desc, eq, isNotNull, lte } from 'drizzle-orm'
import { z } from 'zod'
import { releases } from '@/server/db/schema/releases'
import { asReader } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { RELEASE_TRIGGERS } from '@/server/domain/method/release-triggers'

/** A numbered release as anybody may cite it: what it was made by, and the digest over what it published. */
export const ReleaseEntry = z.object({
  no: z.number().int(),
  finishedAt: z.date(),
  publicAt: z.date(),
  methodVersion: z.string(),
  trigger: z.enum(RELEASE_TRIGGERS),
  subjects: z.number().int(),
  versions: z.number().int(),
  problems: z.number().int(),
  digest: z.string(),
})
export type ReleaseEntry = z.infer<typeof ReleaseEntry>

/** Finished releases, newest first; with `publicAt`, those the public could see then. */
export async function listReleases(input: {
  limit: number
  publicAt?: Date
}): Promise<ReleaseEntry[]> {
  const rows = await asReader((tx) =>
    tx
      .select()
      .from(releases)
      .where(
        and(
          isNotNull(releases.finishedAt),
          input.publicAt ? lte(releases.publicAt, input.publicAt) : undefined,
        ),
      )
      .orderBy(desc(releases.no))
      .limit(input.limit),
  )
  return rows.flatMap((row) => entryOf(row) ?? [])
}

/** One finished release by its number. */
export async function readRelease(no: number): Promise<ReleaseEntry> {
  const [row] = await asReader((tx) => tx.select().from(releases).where(eq(releases.no, no)))
  const entry = row && entryOf(row)
  if (!entry) throw new DomainError('not_found', 'releases.none')
  return entry
}

function entryOf(row: typeof releases.$inferSelect): ReleaseEntry | null {
  const { finishedAt, digest } = row
  if (finishedAt === null || digest === null) return null
  return { ...row, finishedAt, digest, problems: row.problems.length }
}
