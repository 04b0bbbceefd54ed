import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { SettingNote } from '@/server/env'
import type { Database } from './client'

const Rights = z.object({
  login: z.string(),
  superuser: z.boolean(),
  bypasses: z.boolean(),
  creates: z.boolean(),
  owns: z.boolean(),
})

/**
 * What the application's login may do that no login of an application should: each would let one mistake read past the
 * rules that keep answers apart.
 */
export async function checkLogin(db: Database): Promise<SettingNote[]> {
  if (db.engine === 'embedded') return []
  const rights = Rights.parse(
    await db.app.transaction(async (tx) => {
      const { rows } = await tx.execute(sql`
        SELECT session_user::text AS login, r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
               r.rolcreaterole AS creates,
               EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'v', 'm')
                       AND c.relnamespace = 'public'::regnamespace) AS owns
        FROM pg_roles r WHERE r.rolname = session_user`)
      return rows[0]
    }),
  )
  const notes = (['superuser', 'bypasses', 'creates', 'owns'] as const)
    .filter((what) => rights[what])
    .map((what) => ({ key: 'settings.mayTooMuch' as const, values: { login: rights.login, what } }))
  // A superuser may all the rest as well.
  return rights.superuser ? notes.slice(0, 1) : notes
}
