import { eq, sql } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { asIdentity, asOperator, patiently, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import {
  forgetSample,
  sampleEmployers,
  sampleSubjects,
} from '@/server/services/releases/forget-sample'

/** Takes the whole sample away: organizations, people, answers and what was published of them. */
export function removeDemo(ctx: Context): Promise<void> {
  return patiently(() => removeAll(ctx))
}

async function removeAll(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== 'command' && !(ctx.actor.kind === 'user' && ctx.actor.operator)) {
    throw new DomainError('forbidden', 'sample.operatorOnly')
  }
  await forgetSample(ctx.now)
  await asOperator(async (tx) => {
    await removeCatalogue(tx)
    await recordAudit(tx, ctx, { verb: 'sample.remove' })
  })
  await asIdentity({}, (tx) => tx.delete(users).where(eq(users.sample, true)))
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
