import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from './client'

const Rights = z.object({
  login: z.string(),
  superuser: z.boolean(),
  bypasses: z.boolean(),
  creates: z.boolean(),
  owns: z.boolean(),
})

/**
 * What the application's login may do that no login of an application should, in words: each would let one mistake
 * read past the rules that keep answers apart.
 */
export async function checkLogin(db: Database): Promise<string[]> {
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
  const says = (may: boolean, what: string) =>
    may
      ? [
          `DATABASE_URL: its login "${rights.login}" ${what}. Give the application one that owns nothing, such as scripts/setup/create-login.sh makes.`,
        ]
      : []
  if (rights.superuser) return says(true, 'is a superuser, whom no rule of the database binds')
  return [
    ...says(rights.bypasses, 'may bypass row-level security'),
    ...says(rights.creates, 'may make roles, and so grant itself anything'),
    ...says(rights.owns, 'owns tables, and may change their rules'),
  ]
}
