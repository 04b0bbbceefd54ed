import { eq } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { DEMO_PERSONAS } from '@/server/services/demo/content/personas'
import type { SignedIn } from './redeem-sign-in'
import { startSession } from './sessions'

/** Signs in as a person of the sample region; there is no such thing outside the demonstration. */
export async function startDemoSession(input: { as: string }): Promise<SignedIn> {
  const persona = DEMO_PERSONAS.find((each) => each.key === input.as)
  if (!env().PLUMBLINE_DEMO || !persona)
    throw new DomainError('not_found', 'There is no such page.')
  const [user] = await asIdentity({}, (tx) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, persona.email)),
  )
  if (!user) {
    throw new DomainError('not_found', 'The sample data has been removed, and its people with it.')
  }
  return startSession(user.id)
}
