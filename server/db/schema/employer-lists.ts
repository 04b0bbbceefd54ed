import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, id } from './columns'
import { organizations } from './organizations'

/** A list of employers that waits to be confirmed; without an organization, the operator's. It is forgotten in a week. */
export const employerLists = pgTable(
  'employer_list',
  {
    id: id(),
    organizationId: uuid().references(() => organizations.id, { onDelete: 'cascade' }),
    /** Null of one that was pasted. */
    fileName: text(),
    /** The list as it came; it alone may hold mail addresses. */
    body: bytes().notNull(),
    /** Its first rows, where its headings stand and what its columns hold. */
    sheet: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What was read in it. */
    read: jsonb().$type<Record<string, unknown>>().notNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [index('employer_list_organization').on(t.organizationId)],
)
