import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { type RememberedColumns, tableKinds } from '@/server/domain/remembered-columns'
import { createdAt, id } from './columns'
import { organizations } from './organizations'

/** What columns hold by their headings, under a name an organization gave; without an organization, the operator's. */
export const rememberedColumns = pgTable(
  'remembered_columns',
  {
    id: id(),
    organizationId: uuid().references(() => organizations.id, { onDelete: 'cascade' }),
    kind: text({ enum: tableKinds }).notNull(),
    name: text().notNull(),
    columns: jsonb().$type<RememberedColumns['columns']>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('remembered_columns_organization').on(t.organizationId),
    uniqueIndex('remembered_columns_name').on(
      sql`coalesce(${t.organizationId}, '00000000-0000-0000-0000-000000000000')`,
      t.kind,
      sql`lower(${t.name})`,
    ),
  ],
)
