import { lt, sql } from 'drizzle-orm'
import { rateLimits, sessions, signInTokens } from '@/server/db/schema/identity'
import { asIdentity } from '@/server/db/tenancy'

/** Takes away what has run out: sessions, sign-in attempts, and limits that have started afresh. */
export async function clearExpired(): Promise<{ sessions: number }> {
  return asIdentity({}, async (tx) => {
    await tx.delete(signInTokens).where(lt(signInTokens.expires, sql`now() - interval '1 day'`))
    await tx.delete(rateLimits).where(lt(rateLimits.resetsAt, sql`now()`))
    const gone = await tx
      .delete(sessions)
      .where(lt(sessions.expires, sql`now()`))
      .returning({ userId: sessions.userId })
    return { sessions: gone.length }
  })
}
