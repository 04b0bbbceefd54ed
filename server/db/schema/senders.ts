import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { holdReasons, nameVerdicts } from '@/server/domain/people/sender-names'
import { instant } from './columns'
import { organizations } from './organizations'

/**
 * Why mail that names an organization does not leave: its name waits for the operator (until `verdict` is `accepted`),
 * or the operator stopped it.
 */
export const senderHolds = pgTable(
  'sender_hold',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    reason: text({ enum: holdReasons }).notNull(),
    name: text().notNull(),
    since: instant().notNull().default(sql`now()`),
    verdict: text({ enum: nameVerdicts }),
    byUserId: uuid(),
    decidedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.reason] })],
)

/** How many mails in its name an organization left, and when; the database writes it. */
export const senderMails = pgTable(
  'sender_mail',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    at: instant().notNull().default(sql`now()`),
    mails: integer().notNull(),
    /** To whom a rater passed an invitation on: kept apart, and counted against nobody's week. */
    passed: boolean().notNull().default(false),
  },
  (t) => [index('sender_mail_week').on(t.organizationId, t.at)],
)
