import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  index,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { replyStates } from '@/server/domain/reading/replies'
import { id, instant } from './columns'
import { credentials } from './credentials'
import { competencies } from './frameworks'
import { organizations } from './organizations'
import { occupations } from './reference'

/** A provider's words beside a map or one line of it, each version a row; the newest counts. */
export const replies = pgTable(
  'reply',
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    /** Null of words beside the whole map. */
    competencyId: uuid().references(() => competencies.id, { onDelete: 'cascade' }),
    /** The version it takes the place of, so that of two at once the later is refused. */
    replacesId: uuid().references((): AnyPgColumn => replies.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    state: text({ enum: replyStates }).notNull(),
    publishedAt: instant(),
    byUser: uuid(),
    at: instant().notNull(),
    clientKey: uuid().notNull(),
    bodyHash: text().notNull(),
  },
  (t) => [
    index('reply_place').on(t.credentialId, t.occupationId),
    uniqueIndex('reply_client_key').on(t.organizationId, t.clientKey),
    uniqueIndex('reply_replaces').on(t.replacesId),
    uniqueIndex('reply_first')
      .on(
        t.credentialId,
        t.occupationId,
        sql`coalesce(${t.competencyId}, '00000000-0000-0000-0000-000000000000')`,
      )
      .where(sql`${t.replacesId} IS NULL`),
    check('reply_text_length', sql`char_length(${t.text}) <= 600`),
    check('reply_text_given', sql`${t.state} <> 'published' OR btrim(${t.text}) <> ''`),
    check('reply_published', sql`(${t.state} = 'published') = (${t.publishedAt} IS NOT NULL)`),
  ],
)

/** Published replies that the operator has hidden, and why. */
export const hiddenReplies = pgTable(
  'hidden_reply',
  {
    replyId: uuid()
      .primaryKey()
      .references(() => replies.id, { onDelete: 'cascade' }),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    reason: text().notNull(),
    byUser: uuid(),
    at: instant().notNull(),
  },
  (t) => [
    index('hidden_reply_organization').on(t.organizationId),
    check('hidden_reply_reason', sql`char_length(btrim(${t.reason})) BETWEEN 10 AND 500`),
  ],
)
