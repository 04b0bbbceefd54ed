import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'
import { matchKeys } from '@/server/domain/catalogue/frameworks'
import type { NamedEnd, NamedLink, StreamedPart } from '@/server/formats/framework-stream'
import { competencyColumns } from '@/server/services/frameworks/competency-row'

/**
 * Opens the tables that hold a large set until it is stored. They are this transaction's own: nobody sees them, and they
 * go with it however it ends.
 */
export async function openStage(tx: Transaction): Promise<void> {
  for (const statement of [
    sql`CREATE TEMPORARY TABLE staged_item (
      position integer NOT NULL, name text NOT NULL, place jsonb NOT NULL, names text[] NOT NULL, keys text[] NOT NULL,
      code text, list_position text, text_hash text NOT NULL, version jsonb NOT NULL,
      id uuid NOT NULL DEFAULT gen_random_uuid(), no integer NOT NULL DEFAULT 1,
      fate text NOT NULL DEFAULT 'added', likeness real) ON COMMIT DROP`,
    sql`CREATE TEMPORARY TABLE staged_link (
      position integer NOT NULL, place jsonb NOT NULL, rule text NOT NULL, type text NOT NULL, content jsonb NOT NULL, raw jsonb NOT NULL,
      from_names text[] NOT NULL, from_foreign jsonb, from_kind text, from_item integer,
      to_names text[] NOT NULL, to_foreign jsonb, to_kind text, to_item integer) ON COMMIT DROP`,
  ]) {
    await tx.execute(statement)
  }
}

/** Says of the tables what the database does not find out by itself: these are never vacuumed. */
export async function indexStage(tx: Transaction): Promise<void> {
  for (const statement of [
    sql`CREATE UNIQUE INDEX ON staged_item (position)`,
    sql`CREATE INDEX ON staged_link (position)`,
    sql`ANALYZE staged_item`,
    sql`ANALYZE staged_link`,
  ]) {
    await tx.execute(statement)
  }
}

/** More links than these a file has not. */
const groupSize = 100_000_000

/** Where the next item and the next link stand. */
export type Places = { item: number; link: number }

/** Stages pieces in the order of the file. */
export async function stageParts(
  tx: Transaction,
  parts: StreamedPart[],
  places: Places,
): Promise<void> {
  const items = parts.flatMap((part) => (part.of === 'competency' ? [part] : []))
  await stageItems(tx, items, places)
  await stageLinks(
    tx,
    parts.flatMap((part) => (part.of === 'link' ? [part] : [])),
    places,
  )
}

async function stageItems(
  tx: Transaction,
  items: Extract<StreamedPart, { of: 'competency' }>[],
  places: Places,
): Promise<void> {
  if (items.length === 0) return
  const rows = items.map(({ competency, names }) => {
    const { id, place, raw, ...content } = competency
    const columns = competencyColumns(content)
    return {
      ...{ position: places.item++, name: id, place, names, keys: matchKeys(content.identifiers) },
      ...{ code: columns.code, list_position: columns.listPosition, text_hash: columns.textHash },
      version: { ...columns, source: { content, raw } },
    }
  })
  await tx.execute(sql`
    INSERT INTO staged_item (position, name, place, names, keys, code, list_position, text_hash, version)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (
      position integer, name text, place jsonb, names text[], keys text[], code text, list_position text, text_hash text,
      version jsonb)`)
}

/** Stages links, those of a lower group before all of a higher one. */
export async function stageLinks(
  tx: Transaction,
  links: NamedLink[],
  places: Places,
): Promise<void> {
  if (links.length === 0) return
  const end = ({ names, foreign }: NamedEnd) => ({ names, foreign })
  const rows = links.map(({ path, group, rule, content, raw, from, to }) => ({
    ...{ position: group * groupSize + places.link++, place: { path }, rule },
    ...{ type: content.type, content, raw, from: end(from), to: end(to) },
  }))
  await tx.execute(sql`
    INSERT INTO staged_link (position, place, rule, type, content, raw, from_names, from_foreign, to_names, to_foreign)
    SELECT position, place, rule, type, content, raw, ${namesOf('from')}, NULLIF("from" -> 'foreign', 'null'),
      ${namesOf('to')}, NULLIF("to" -> 'foreign', 'null')
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (
      position integer, place jsonb, rule text, type text, content jsonb, raw jsonb, "from" jsonb, "to" jsonb)`)
}

function namesOf(end: 'from' | 'to') {
  return sql`ARRAY(SELECT jsonb_array_elements_text(${sql.identifier(end)} -> 'names'))`
}
