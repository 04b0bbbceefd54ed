import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { frameworks, frameworkVersions } from '@/server/db/schema/frameworks'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { inKeptOrder } from '@/server/domain/catalogue/framework-order'
import { ancestorsOf } from '@/server/domain/catalogue/framework-tree'
import type { FrameworkStream } from '@/server/formats/framework-stream'
import {
  headColumns,
  insertFramework,
  markGroups,
} from '@/server/services/frameworks/store-version'
import type { StoredFramework } from '@/server/services/frameworks/stored-framework'
import { stagedTree } from './check-stage'
import { lastPosition } from './find-again'

const batch = 5000

type Stored = {
  stream: Pick<FrameworkStream, 'format' | 'framework'>
  /** The framework that is brought up to date; null for a new one. */
  standing: StoredFramework | null
  origin: { organizationId: string; importId: string; sha256: string }
  now: Date
}

type Identity = { frameworkId: string; versionId: string; organizationId: string }

/**
 * Makes what is staged the framework's words, order, names elsewhere and relations, all in the one transaction it was
 * staged in; `tell` hears how many rows are stored.
 */
export async function storeStage(
  tx: Transaction,
  { stream, standing, origin, now }: Stored,
  tell: (rows: number) => void,
): Promise<Identity> {
  const { organizationId } = origin
  const { raw, ...head } = stream.framework
  const words = headColumns(stream)
  const frameworkId = standing?.row.id ?? (await insertFramework(tx, organizationId, words))
  const identity = { frameworkId, versionId: randomUUID(), organizationId }
  await tx.insert(frameworkVersions).values({
    ...{ id: identity.versionId, frameworkId, organizationId },
    ...{ no: (standing?.version.no ?? 0) + 1, sourceFormat: stream.format, sha256: origin.sha256 },
    ...{ document: head, source: raw, importId: origin.importId },
  })
  await storeItems(tx, identity, tell)
  if (standing) await changeStanding(tx, identity, now)
  await storeIdentifiers(tx, identity, head.identifiers)
  await storeLinks(tx, identity)
  if (standing) await markGroups(tx, frameworkId)
  await tx
    .update(frameworks)
    .set({ ...words, currentVersionId: identity.versionId, updatedAt: now })
    .where(eq(frameworks.id, frameworkId))
  return identity
}

/** Numbers the items in the order they are kept in, see {@link inKeptOrder}. */
export async function placeItems(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE staged_place ON COMMIT DROP AS
    SELECT position AS item, (row_number() OVER (ORDER BY position) - 1)::int AS place FROM staged_item`)
  await tx.execute(sql`CREATE UNIQUE INDEX ON staged_place (item)`)
  const links = await numberedUnderFramework(tx)
  if (links.length === 0) return
  const items = await selectRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT item::text AS id FROM staged_place ORDER BY place`,
  )
  const kept = inKeptOrder(items, links).map(({ id }) => Number(id))
  for (let at = 0; at < kept.length; at += batch) {
    await tx.execute(sql`
      UPDATE staged_place SET place = given.at - 1 + ${at}
      FROM jsonb_array_elements_text(${JSON.stringify(kept.slice(at, at + batch))}::jsonb) WITH ORDINALITY AS given (item, at)
      WHERE staged_place.item = given.item::int`)
  }
}

async function numberedUnderFramework(tx: Transaction) {
  const rows = await selectRows(
    tx,
    z.object({ item: z.string(), sequence: z.union([z.number(), z.string()]) }),
    sql`SELECT from_item::text AS item, content -> 'sequence' AS sequence FROM staged_link
        WHERE type = 'isChildOf' AND from_kind = 'competency' AND to_kind = 'framework'
          AND content -> 'sequence' <> 'null' ORDER BY position`,
  )
  return rows.map(({ item, sequence }) => ({
    ...{ type: 'isChildOf', sequence },
    ...{ from: { kind: 'competency', id: item } as const, to: { kind: 'framework' } as const },
  }))
}

async function storeItems(
  tx: Transaction,
  { frameworkId, versionId, organizationId }: Identity,
  tell: (rows: number) => void,
): Promise<void> {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE staged_parent ON COMMIT DROP AS
    SELECT DISTINCT to_item AS item FROM staged_link
    WHERE type = 'isChildOf' AND from_kind = 'competency' AND to_kind = 'competency'`)
  await tx.execute(
    sql`ALTER TABLE staged_item ADD version_id uuid NOT NULL DEFAULT gen_random_uuid()`,
  )
  const last = await lastPosition(tx)
  let rows = 0
  for (let at = 0; at <= last; at += batch) {
    const some = sql`i.position >= ${at} AND i.position < ${at + batch}`
    await tx.execute(sql`
      INSERT INTO competency (id, framework_id, organization_id, current_version_id, position)
      SELECT i.id, ${frameworkId}, ${organizationId}, i.version_id, p.place
      FROM staged_item i JOIN staged_place p ON p.item = i.position WHERE ${some} AND i.fate = 'added'`)
    const stored = await tx.execute(sql`
      INSERT INTO competency_version (id, competency_id, framework_version_id, organization_id, no, label, statement, texts,
        code, list_position, type, axis, levels, keywords, notes, is_group, text_hash, source)
      SELECT i.version_id, i.id, ${versionId}, ${organizationId}, i.no, v.label, v.statement, v.texts,
        v.code, v."listPosition", v.type, v.axis, v.levels, v.keywords, v.notes, parent.item IS NOT NULL, i.text_hash, v.source
      FROM staged_item i
      CROSS JOIN LATERAL jsonb_to_record(i.version) AS v (label text, statement text, texts jsonb, code text,
        "listPosition" text, type text, axis text, levels jsonb, keywords jsonb, notes text, source jsonb)
      LEFT JOIN staged_parent parent ON parent.item = i.position
      WHERE ${some} AND i.fate IN ('added', 'changed')`)
    rows += stored.rowCount ?? 0
    tell(rows)
  }
}

/** What stood before: its new words, its place, and what is gone. */
async function changeStanding(
  tx: Transaction,
  { frameworkId }: Identity,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    UPDATE competency SET current_version_id = i.version_id, retired_at = NULL FROM staged_item i
    WHERE competency.id = i.id AND competency.framework_id = ${frameworkId} AND i.fate = 'changed'`)
  await tx.execute(sql`
    UPDATE competency SET position = p.place FROM staged_item i JOIN staged_place p ON p.item = i.position
    WHERE competency.id = i.id AND competency.framework_id = ${frameworkId} AND competency.position <> p.place`)
  await tx.execute(sql`
    UPDATE competency SET retired_at = ${now.toISOString()}::timestamptz WHERE framework_id = ${frameworkId} AND retired_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM staged_item i WHERE i.id = competency.id)`)
}

async function storeIdentifiers(
  tx: Transaction,
  { frameworkId, organizationId }: Identity,
  own: FrameworkStream['framework']['identifiers'],
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO external_identifier (organization_id, framework_id, entity_kind, entity_id, scheme, value)
    SELECT ${organizationId}, ${frameworkId}, 'framework', ${frameworkId}, named.scheme, named.value
    FROM jsonb_to_recordset(${JSON.stringify(own)}::jsonb) AS named (scheme text, value text) ON CONFLICT DO NOTHING`)
  await tx.execute(sql`
    INSERT INTO external_identifier (organization_id, framework_id, entity_kind, entity_id, scheme, value)
    SELECT ${organizationId}, ${frameworkId}, 'competency', i.id, named.scheme, named.value
    FROM staged_item i CROSS JOIN LATERAL
      jsonb_to_recordset(i.version -> 'source' -> 'content' -> 'identifiers') AS named (scheme text, value text)
    ON CONFLICT DO NOTHING`)
}

async function storeLinks(
  tx: Transaction,
  { frameworkId, organizationId }: Identity,
): Promise<void> {
  await tx.execute(sql`DELETE FROM competency_association WHERE framework_id = ${frameworkId}`)
  const outside = (end: 'from' | 'to') => {
    const [kind, foreign] = [sql.identifier(`${end}_kind`), sql.identifier(`${end}_foreign`)]
    return {
      uri: sql`CASE WHEN ${kind} = 'foreign' THEN ${foreign} ->> 'uri' END`,
      words: sql`CASE WHEN ${kind} = 'foreign' THEN ${foreign} - 'kind' - 'uri' END`,
    }
  }
  const [from, to] = [outside('from'), outside('to')]
  await tx.execute(sql`
    INSERT INTO competency_association (id, framework_id, organization_id, position, type, from_competency_id, from_uri,
      to_competency_id, to_uri, sequence, source)
    SELECT gen_random_uuid(), ${frameworkId}, ${organizationId}, row_number() OVER (ORDER BY l.position) - 1, l.type,
      f.id, ${from.uri}, t.id, ${to.uri}, l.content ->> 'sequence',
      jsonb_build_object('content', l.content, 'raw', l.raw, 'from', ${from.words}, 'to', ${to.words})
    FROM staged_link l LEFT JOIN staged_item f ON f.position = l.from_item LEFT JOIN staged_item t ON t.position = l.to_item`)
  await tx.execute(sql`DELETE FROM competency_closure WHERE framework_id = ${frameworkId}`)
  const links = await stagedTree(tx)
  let rows: [number, number, number][] = []
  const store = () =>
    tx.execute(sql`
      INSERT INTO competency_closure (framework_id, organization_id, ancestor_id, descendant_id, depth)
      SELECT ${frameworkId}, ${organizationId}, a.id, d.id, (row ->> 2)::int
      FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) AS given (row)
      JOIN staged_item a ON a.position = (row ->> 0)::int JOIN staged_item d ON d.position = (row ->> 1)::int`)
  for (const { ancestorId, descendantId, depth } of ancestorsOf(links)) {
    rows.push([Number(ancestorId), Number(descendantId), depth])
    if (rows.length < batch) continue
    await store()
    rows = []
  }
  if (rows.length > 0) await store()
}
