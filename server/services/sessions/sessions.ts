import { and, eq, gt, sql } from 'drizzle-orm'
import { sessions, users } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'
import { hashToken, newSessionToken } from '@/server/services/session-token'

export const sessionDays = 30

export type SessionUser = { id: string; email: string; name: string | null; operator: boolean }

/** Starts a session for a person who has just proven an address. */
export async function startSession(userId: string): Promise<{ token: string; expires: Date }> {
  const token = newSessionToken()
  return asIdentity({ userId }, async (tx) => {
    const [row] = await tx
      .insert(sessions)
      .values({
        tokenHash: hashToken(token),
        userId,
        expires: sql`now() + make_interval(days => ${sessionDays})`,
      })
      .returning({ expires: sessions.expires })
    if (!row) throw new Error('The session was not written.')
    return { token, expires: row.expires }
  })
}

/** The person behind a session token that has not run out. */
export async function findSession(
  token: string,
): Promise<{ user: SessionUser; expires: Date } | undefined> {
  return asIdentity({}, async (tx) => {
    const [row] = await tx
      .select({
        id: users.id,
        email: users.email,
        name: users.name,
        operator: users.operator,
        expires: sessions.expires,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.tokenHash, hashToken(token)), gt(sessions.expires, sql`now()`)))
    if (!row) return undefined
    const { expires, ...user } = row
    return { user, expires }
  })
}

export async function endSession(token: string): Promise<void> {
  await asIdentity({}, (tx) => tx.delete(sessions).where(eq(sessions.tokenHash, hashToken(token))))
}
