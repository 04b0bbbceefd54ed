import { eq } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import { recordAudit } from '@/server/services/audit'
import type { Context } from '@/server/services/context'
import { findOrMakeUser } from './create-owner'

/** Makes a person an operator of the site, or takes that back; a command's only. */
export async function grantOperator(
  ctx: Context,
  input: { email: string; operator: boolean },
): Promise<{ userId: string }> {
  const userId = await findOrMakeUser(input.email)
  await asIdentity({}, async (tx) => {
    await tx.update(users).set({ operator: input.operator }).where(eq(users.id, userId))
    await recordAudit(tx, ctx, {
      verb: input.operator ? 'operator.grant' : 'operator.revoke',
      target: { kind: 'user', id: userId },
    })
  })
  return { userId }
}
