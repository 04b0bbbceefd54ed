import { randomUUID } from 'node:crypto'
import { asc, eq, inArray } from 'drizzle-orm'
import { cycleCredentials, packets } from '@/server/db/schema/cycles'
import { competencies } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import { findSubject } from '@/server/services/raters/find-subject'
import { storeQuestionLists } from '@/server/services/raters/store-question-list'
import type { CycleRow } from './find-cycle'

/** One packet per employer and credential; each list of competencies is stored once, as worded now. */
export async function makePackets(
  tx: Transaction,
  cycle: CycleRow,
  lists: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const entries = [...lists]
  const wanted = [...new Set(entries.flatMap(([, list]) => list))]
  const versions = await tx
    .select({ id: competencies.id, versionId: competencies.currentVersionId })
    .from(competencies)
    .where(inArray(competencies.id, wanted))
  const versionOf = new Map(versions.map((row) => [row.id, row.versionId]))
  const listIds = await storeQuestionLists(
    tx,
    entries.map(([, list]) =>
      list.flatMap((competencyId) => {
        const versionId = versionOf.get(competencyId)
        return versionId ? [{ competencyId, versionId }] : []
      }),
    ),
  )
  const asked = await tx
    .select({ credentialId: cycleCredentials.credentialId, position: cycleCredentials.position })
    .from(cycleCredentials)
    .where(eq(cycleCredentials.cycleId, cycle.id))
    .orderBy(asc(cycleCredentials.position))
  const rows = []
  for (const { credentialId, position } of asked) {
    const subjectId = await findSubject(tx, { occupationId: cycle.occupationId, credentialId })
    for (const [at, [employerId]] of entries.entries()) {
      const questionListId = listIds[at]
      if (!questionListId) continue
      rows.push({
        id: randomUUID(),
        cycleId: cycle.id,
        organizationId: cycle.organizationId,
        employerId,
        credentialId,
        subjectId,
        questionListId,
        position,
      })
    }
  }
  for (let at = 0; at < rows.length; at += 500) {
    await tx
      .insert(packets)
      .values(rows.slice(at, at + 500))
      .onConflictDoNothing()
  }
}
