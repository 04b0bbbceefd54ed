import { sql } from 'drizzle-orm'
import { integrityTotals } from '@/server/db/schema/integrity'
import { asPublisher, type Transaction } from '@/server/db/tenancy'
import { countYear } from '@/server/services/integrity/integrity-totals'
import { lockReleases } from '@/server/services/release-lock'
import { blankGroups } from './blank-groups'
import { rewriteReferences } from './release-references'

/** Subjects of the sample's credentials. */
export const sampleSubjects = sql`(SELECT s.id FROM subject s JOIN credential c ON c.id = s.credential_id WHERE c.sample)`
/** Its organizations. */
export const sampleEmployers = sql`(SELECT id FROM organization WHERE sample)`

/** Groups of sample employers alone. */
const sampleCohorts = sql`(
  SELECT h.id FROM cohort h WHERE h.subject_id IN ${sampleSubjects}
    OR (EXISTS (SELECT 1 FROM cohort_member m WHERE m.cohort_id = h.id AND m.employer_id IN ${sampleEmployers})
      AND NOT EXISTS (SELECT 1 FROM cohort_member m WHERE m.cohort_id = h.id AND m.employer_id NOT IN ${sampleEmployers})))`

/** Groups that real employers share: counted again without the sample they would give votes away (METHOD R7). */
const sharedCohorts = sql`(
  SELECT h.id FROM cohort h WHERE EXISTS (
    SELECT 1 FROM cohort_member m WHERE m.cohort_id = h.id AND m.employer_id IN ${sampleEmployers}))`

/** Takes away what the sample's employers answered, and every figure that was made of it. */
export function forgetSample(now: Date): Promise<void> {
  return asPublisher(async (tx) => {
    await lockReleases(tx)
    await inOrder(tx, [
      sql`CREATE TEMPORARY TABLE sample_cohort ON COMMIT DROP AS SELECT id FROM cohort WHERE id IN ${sampleCohorts}`,
      sql`DELETE FROM cohort_version WHERE cohort_id IN (SELECT id FROM sample_cohort)`,
      sql`DELETE FROM cohort WHERE id IN (SELECT id FROM sample_cohort)`,
    ])
    await blankGroups(
      tx,
      sql`SELECT h.subject_id, h.id FROM cohort h WHERE h.id IN ${sharedCohorts}`,
      now,
    )
    await inOrder(tx, [
      sql`DELETE FROM pending_vote WHERE employer_id IN ${sampleEmployers} OR subject_id IN ${sampleSubjects}`,
      sql`DELETE FROM integrity_hold WHERE employer_id IN ${sampleEmployers} OR subject_id IN ${sampleSubjects}`,
      sql`DELETE FROM rating WHERE organization_id IN ${sampleEmployers} OR subject_id IN ${sampleSubjects}`,
      sql`DELETE FROM offered_words WHERE sample`,
      sql`DELETE FROM requirement_statement WHERE organization_id IN ${sampleEmployers}`,
      sql`DELETE FROM outbox WHERE subject_id IN ${sampleSubjects} OR subject_id IN ${sampleEmployers}
          OR subject_id IN (SELECT id FROM rater_invitation WHERE employer_id IN ${sampleEmployers})`,
      sql`DELETE FROM release_reference WHERE framework_key IN (SELECT id FROM framework WHERE sample)`,
      sql`DELETE FROM release_reference r WHERE NOT EXISTS (SELECT 1 FROM cohort_version v WHERE v.release_no = r.release_no)
          AND r.release_no IN (SELECT no FROM release WHERE trigger = 'demo')`,
      sql`DELETE FROM release r WHERE r.trigger = 'demo'
          AND NOT EXISTS (SELECT 1 FROM cohort_version v WHERE v.release_no = r.no)
          AND NOT EXISTS (SELECT 1 FROM release_reference f WHERE f.release_no = r.no)`,
    ])
    const years = await tx.selectDistinct({ year: integrityTotals.year }).from(integrityTotals)
    for (const { year } of years) await countYear(tx, year, now)
    await rewriteReferences(tx, now)
  })
}

async function inOrder(tx: Transaction, statements: ReturnType<typeof sql>[]): Promise<void> {
  for (const statement of statements) await tx.execute(statement)
}
