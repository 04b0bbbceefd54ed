import { eq, sql } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { integrityTotals } from '@/server/db/schema/integrity'
import {
  asIdentity,
  asOperator,
  asPublisher,
  patiently,
  type Transaction,
} from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { countYear } from '@/server/services/integrity/integrity-totals'
import { lockReleases } from '@/server/services/release-lock'
import { blankGroups } from '@/server/services/releases/blank-groups'
import { rewriteReferences } from '@/server/services/releases/release-references'

/** Takes the whole sample away: organizations, people, answers and what was published of them. */
export function removeDemo(ctx: Context): Promise<void> {
  return patiently(() => removeAll(ctx))
}

async function removeAll(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== 'command' && !(ctx.actor.kind === 'user' && ctx.actor.operator)) {
    throw new DomainError('forbidden', 'Only the operator of this site may remove the sample.')
  }
  await asPublisher((tx) => removeAnswers(tx, ctx.now))
  await asOperator(async (tx) => {
    await removeCatalogue(tx)
    await recordAudit(tx, ctx, { verb: 'sample.remove' })
  })
  await asIdentity({}, (tx) => tx.delete(users).where(eq(users.sample, true)))
}

const sampleSubjects = sql`(SELECT s.id FROM subject s JOIN credential c ON c.id = s.credential_id WHERE c.sample)`
const sampleEmployers = sql`(SELECT id FROM organization WHERE sample)`

/** Groups of sample employers alone. */
const sampleCohorts = sql`(
  SELECT h.id FROM cohort h WHERE h.subject_id IN ${sampleSubjects}
    OR (EXISTS (SELECT 1 FROM cohort_member m WHERE m.cohort_id = h.id AND m.employer_id IN ${sampleEmployers})
      AND NOT EXISTS (SELECT 1 FROM cohort_member m WHERE m.cohort_id = h.id AND m.employer_id NOT IN ${sampleEmployers})))`

/** Groups that real employers share: counted again without the sample they would give votes away (METHOD R7). */
const sharedCohorts = sql`(
  SELECT h.id FROM cohort h WHERE EXISTS (
    SELECT 1 FROM cohort_member m WHERE m.cohort_id = h.id AND m.employer_id IN ${sampleEmployers}))`

async function removeAnswers(tx: Transaction, now: Date): Promise<void> {
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
}

async function removeCatalogue(tx: Transaction): Promise<void> {
  await inOrder(tx, [
    sql`DELETE FROM rating_cycle WHERE sample OR organization_id IN ${sampleEmployers} OR id IN (
          SELECT cc.cycle_id FROM cycle_credential cc JOIN credential c ON c.id = cc.credential_id WHERE c.sample)`,
    sql`DELETE FROM packet WHERE employer_id IN ${sampleEmployers}`,
    sql`DELETE FROM rater_invitation WHERE employer_id IN ${sampleEmployers}`,
    sql`DELETE FROM subject WHERE id IN ${sampleSubjects}`,
    sql`DELETE FROM organization WHERE sample`,
  ])
}

async function inOrder(tx: Transaction, statements: ReturnType<typeof sql>[]): Promise<void> {
  for (const statement of statements) await tx.execute(statement)
}
