import { inArray } from 'drizzle-orm'
import { users } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import { DEMO_PERSONAS } from './content/personas'
import { demoId } from './demo-id'

/** The id of each of the sample's people, by address. */
export type DemoPeople = ReadonlyMap<string, string>

/**
 * Writes the sample's people. One who came back after the sample was removed is a person of this site now: the account
 * stays as it is, is no sample, and goes with nothing that is removed.
 */
export async function seedPeople(createdAt: Date): Promise<DemoPeople> {
  const people = DEMO_PERSONAS.filter((persona) => persona.key !== 'rater')
  const rows = await asIdentity({}, async (tx) => {
    await tx
      .insert(users)
      .values(
        people.map((persona) => ({
          id: demoId('user', persona.email),
          email: persona.email,
          name: persona.name,
          emailVerified: createdAt,
          operator: persona.key === 'operator',
          sample: true,
          createdAt,
        })),
      )
      .onConflictDoNothing({ target: users.email })
    return tx
      .select({ id: users.id, email: users.email })
      .from(users)
      .where(
        inArray(
          users.email,
          people.map((persona) => persona.email),
        ),
      )
  })
  return new Map(rows.map(({ email, id }) => [email, id]))
}
