import { createHash, randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { questionLists } from '@/server/db/schema/ratings'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'

export type Question = { competencyId: string; versionId: string }

/** The id of the immutable list of these competencies in this order, made when it is new. */
export async function storeQuestionList(
  tx: Transaction,
  questions: readonly Question[],
): Promise<string> {
  const [id] = await storeQuestionLists(tx, [questions])
  if (!id) throw new DomainError('invalid', 'cycles.noCompetency')
  return id
}

/** The ids of several lists, in the order given. */
export async function storeQuestionLists(
  tx: Transaction,
  lists: readonly (readonly Question[])[],
): Promise<string[]> {
  const hashes = lists.map(hashOf)
  // In one order everywhere, so that two who store the same ones do not wait for each other.
  const wanted = [...new Map(lists.map((list, at) => [hashes[at] ?? '', list]))].sort(
    ([one], [other]) => one.localeCompare(other),
  )
  if (wanted.length === 0) return []
  await tx
    .insert(questionLists)
    .values(
      wanted.map(([hash, list]) => ({
        id: randomUUID(),
        hash,
        competencyIds: list.map((question) => question.competencyId),
        competencyVersionIds: list.map((question) => question.versionId),
      })),
    )
    .onConflictDoNothing()
  const rows = await tx
    .select({ id: questionLists.id, hash: questionLists.hash })
    .from(questionLists)
    .where(
      wanted.length === 1
        ? eq(questionLists.hash, wanted[0]?.[0] ?? '')
        : inArray(
            questionLists.hash,
            wanted.map(([hash]) => hash),
          ),
    )
  const ids = new Map(rows.map((row) => [row.hash, row.id]))
  return hashes.flatMap((hash) => ids.get(hash) ?? [])
}

function hashOf(list: readonly Question[]): string {
  const text = list.map((question) => `${question.competencyId}/${question.versionId}`).join(' ')
  return createHash('sha256').update(text).digest('base64url')
}
