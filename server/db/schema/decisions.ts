import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  decisionChoices,
  decisionStages,
  progressStates,
  type ShownLine,
} from '@/server/domain/reading/decisions'
import { id, instant } from './columns'
import { credentials } from './credentials'
import { competencies } from './frameworks'
import { users } from './identity'
import { organizations } from './organizations'
import { occupations } from './reference'

/** What a provider decided about one line of a report. The newest of a line counts; the earlier ones are its history. */
export const decisions = pgTable(
  'decision',
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
    competencyId: uuid()
      .notNull()
      .references(() => competencies.id, { onDelete: 'cascade' }),
    /** The decision it takes the place of: a line has one chain, so that of two at once the later is refused. */
    replacesId: uuid().references((): AnyPgColumn => decisions.id, { onDelete: 'cascade' }),
    choice: text({ enum: decisionChoices }).notNull(),
    stage: text({ enum: decisionStages }).notNull(),
    reason: text().notNull(),
    ownerName: text(),
    ownerUserId: uuid().references(() => users.id, { onDelete: 'set null' }),
    dueOn: date(),
    approvedBy: text(),
    approvedOn: date(),
    effectiveTerm: text(),
    releaseNo: integer(),
    /** What was shown of the line; gone once a group that it sums is hidden. */
    shown: jsonb().$type<ShownLine>(),
    /** The cohorts whose counts `shown` sums; none once one of them is hidden. */
    groups: uuid().array().notNull(),
    hiddenOn: instant(),
    byUser: uuid(),
    at: instant().notNull(),
    clientKey: uuid().notNull(),
    bodyHash: text().notNull(),
  },
  (t) => [
    index('decision_line').on(t.organizationId, t.credentialId, t.occupationId, t.competencyId),
    index('decision_due').on(t.dueOn).where(sql`${t.dueOn} IS NOT NULL`),
    index('decision_groups').using('gin', t.groups),
    uniqueIndex('decision_client_key').on(t.organizationId, t.clientKey),
    uniqueIndex('decision_replaces').on(t.replacesId),
    uniqueIndex('decision_first')
      .on(t.organizationId, t.credentialId, t.occupationId, t.competencyId)
      .where(sql`${t.replacesId} IS NULL`),
    check('decision_reason_length', sql`char_length(${t.reason}) <= 600`),
    check(
      'decision_reason_given',
      sql`${t.choice} NOT IN ('will_not_do', 'already_covered') OR btrim(${t.reason}) <> ''`,
    ),
    check(
      'decision_owned',
      sql`${t.choice} NOT IN ('accept', 'plan') OR btrim(coalesce(${t.ownerName}, '')) <> ''`,
    ),
    check(
      'decision_approved',
      sql`${t.stage} NOT IN ('approved', 'in_catalog') OR (${t.approvedBy} IS NOT NULL AND ${t.approvedOn} IS NOT NULL)`,
    ),
    check('decision_owner_length', sql`char_length(${t.ownerName}) <= 80`),
    check('decision_approver_length', sql`char_length(${t.approvedBy}) <= 80`),
    check('decision_term_length', sql`char_length(${t.effectiveTerm}) <= 20`),
  ],
)

/** What became of a decision, each time somebody said so. */
export const decisionProgress = pgTable(
  'decision_progress',
  {
    id: id(),
    decisionId: uuid()
      .notNull()
      .references(() => decisions.id, { onDelete: 'cascade' }),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    state: text({ enum: progressStates }).notNull(),
    happenedOn: date(),
    /** Of what is done, what shows it. */
    note: text().notNull(),
    byUser: uuid(),
    at: instant().notNull(),
  },
  (t) => [
    index('decision_progress_decision').on(t.decisionId),
    check('decision_progress_note_length', sql`char_length(${t.note}) <= 600`),
    check(
      'decision_progress_shown',
      sql`${t.state} <> 'done' OR (${t.happenedOn} IS NOT NULL AND btrim(${t.note}) <> '')`,
    ),
  ],
)

/** Reminders that have been sent: one of each kind a decision. */
export const decisionReminders = pgTable(
  'decision_reminder',
  {
    decisionId: uuid()
      .notNull()
      .references(() => decisions.id, { onDelete: 'cascade' }),
    /** Days before its date. */
    days: smallint().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.decisionId, t.days] })],
)

/** Weekly digests that have been sent: one a week and organization. */
export const decisionDigests = pgTable(
  'decision_digest',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** The Monday of it. */
    week: date().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.week] })],
)

/** Who wants no mail about an organization's decisions. */
export const decisionMailOff = pgTable(
  'decision_mail_off',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId] })],
)

/** A report that a partnership may read, from its release's public day on. */
export const reportShares = pgTable(
  'report_share',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    partnershipId: uuid()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    credentialId: uuid()
      .notNull()
      .references(() => credentials.id, { onDelete: 'cascade' }),
    occupationId: text()
      .notNull()
      .references(() => occupations.id),
    byUser: uuid(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.credentialId, t.occupationId, t.partnershipId] }),
    index('report_share_organization').on(t.organizationId),
    index('report_share_partnership').on(t.partnershipId),
  ],
)
