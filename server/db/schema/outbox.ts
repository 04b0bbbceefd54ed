import { sql } from 'drizzle-orm'
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { type MailLane, mailLanes } from '@/server/domain/mail-lanes'
import { createdAt, instant } from './columns'

/**
 * Work to be done after a commit. `subjectId` is the subject of a `subject.touched` row and the
 * thing a mail is about otherwise. A row is removed in the transaction that did its work.
 */
export const outbox = pgTable(
  'outbox',
  {
    subjectId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    availableAt: instant().notNull().default(sql`now()`),
    attempts: integer().notNull().default(0),
    lastError: text(),
    /** Of a mail: whether somebody waits for it. */
    lane: smallint().$type<MailLane>().notNull().default(mailLanes.other),
    /** Of a mail: the domain it goes to; the database fills it in. */
    destination: text(),
    /** Of a mail that names an organization: whose it is; the database fills it in. */
    senderId: uuid(),
    /** A process is sending this mail, at most until then. */
    leasedUntil: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.id] }),
    index('outbox_due').on(t.kind, t.availableAt),
    index('outbox_mail_due').on(t.lane, t.availableAt, t.subjectId, t.id).where(sql`kind = 'mail'`),
    index('outbox_leased').on(t.destination).where(sql`leased_until IS NOT NULL`),
  ],
)

/** A process that serves pages from a memory of its own: when it was last heard of, and what its pages hold. */
export const serverProcesses = pgTable('server_process', {
  id: uuid().primaryKey(),
  beatAt: instant().notNull(),
  refreshedAt: instant().notNull(),
  releaseNo: integer().notNull(),
})

/** When each recurring job last ran, so that two processes never run it twice. */
export const jobRuns = pgTable('job_run', {
  job: text().primaryKey(),
  ranAt: instant().notNull(),
})
