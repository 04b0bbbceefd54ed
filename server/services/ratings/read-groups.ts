import { asReader } from '@/server/db/tenancy'
import { type ReceiptGroup, receiptGroups } from '@/server/domain/asking/receipt-groups'
import { cohortsOfSubjects } from '@/server/services/published/published-cohorts'

/** What groups said of some subjects, by `fit:<competency>` and `importance:<competency>`. */
export type GroupsOf = (subjectIds: readonly (string | null)[]) => Map<string, ReceiptGroup>

/** The published groups of what a rater was asked, latest version of each: whoever was asked hears first (METHOD R15). */
export async function readGroups(
  subjectIds: readonly (string | null)[],
  now: Date,
): Promise<GroupsOf> {
  const ids = [...new Set(subjectIds)].filter((id) => id !== null)
  const cohorts = await asReader((tx) => cohortsOfSubjects(tx, { now, early: ids }, ids))
  return (some) => receiptGroups(cohorts.filter(({ subjectId }) => some.includes(subjectId)))
}
