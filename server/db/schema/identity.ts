import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from './columns'

export const users = pgTable('user', {
  id: id(),
  email: text().notNull().unique(),
  name: text(),
  emailVerified: instant(),
  operator: boolean().notNull().default(false),
  sample: boolean().notNull().default(false),
  createdAt: createdAt(),
})

export const sessions = pgTable(
  'session',
  {
    tokenHash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expires: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('session_user').on(t.userId)],
)

/** A sign-in attempt: the mailed link's token and its code, both hashed, and the browser the code works in. */
export const signInTokens = pgTable(
  'sign_in_token',
  {
    tokenHash: text().primaryKey(),
    email: text().notNull(),
    codeHash: text().notNull(),
    /** Of a secret that the browser keeps which asked; empty for a code that works nowhere. */
    browserHash: text().notNull().default(''),
    attempts: integer().notNull().default(0),
    expires: instant().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('sign_in_token_email').on(t.email)],
)

export const rateLimits = pgTable('rate_limit', {
  key: text().primaryKey(),
  points: integer().notNull(),
  resetsAt: instant().notNull(),
})
