import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import {
  canonicalAssociation,
  differingFields,
  isSameHead,
} from '@/server/domain/catalogue/framework-diff'
import { movedAmong } from '@/server/domain/catalogue/framework-order'
import {
  AssociationContent,
  type AssociationEnd,
  CompetencyContent,
  type PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import { type ImportSummary, previewRows, type Separated } from '@/server/domain/catalogue/imports'
import { JsonObject } from '@/server/domain/json'
import { pickText } from '@/server/domain/language-map'
import { plainText } from '@/server/domain/marked-text'
import type { FrameworkStream } from '@/server/formats/framework-stream'
import { contentOf } from '@/server/services/frameworks/competency-row'
import { previewRowsOf, type Worded } from '@/server/services/frameworks/preview-rows-of'
import {
  associationOf,
  headOf,
  type StoredFramework,
} from '@/server/services/frameworks/stored-framework'
import { stagedTree } from './check-stage'
import { selectInSlices } from './select-in-slices'
import { standingTree } from './standing-tree'

const batch = 1000

type Compared = {
  framework: FrameworkStream['framework']
  standing: StoredFramework | null
  separate: Separated
  leftOut: number
}

/** What storing the stage would change; the same counts as `planVersion` gives for a package that is held. */
export async function compareStage(
  tx: Transaction,
  { framework, standing, separate, leftOut }: Compared,
): Promise<ImportSummary> {
  if (standing) await setWordsApart(tx)
  const moved = standing ? await findMoved(tx, standing.row.id) : []
  const links = await compareLinks(tx, standing?.row.id ?? null)
  const counts = await countFates(tx, standing !== null)
  return {
    framework: {
      id: standing?.row.id ?? null,
      slug: standing?.row.slug ?? null,
      name: plainText(pickText(framework.name)),
      versionId: standing?.version.id ?? null,
    },
    ...counts,
    moved: moved.length,
    separate,
    linksAdded: links.added,
    linksGone: links.gone,
    headChanged: standing !== null && !isSameHead(headOf(standing), framework),
    leftOut,
    rows: await listRows(tx, standing !== null, moved),
  }
}

/** What differs only by the tags of its languages is unchanged; what comes back is changed whatever it says. */
async function setWordsApart(tx: Transaction): Promise<void> {
  for (let after = -1; ; ) {
    const pairs = await changedPairs(tx, sql`i.position > ${after} AND NOT s.retired`, batch)
    const last = pairs.at(-1)
    if (!last) return
    after = last.position
    const same = pairs
      .filter(({ before, incoming }) => differingFields(before, incoming).length === 0)
      .map(({ position }) => position)
    if (same.length === 0) continue
    await tx.execute(sql`
      UPDATE staged_item SET fate = 'unchanged' WHERE position IN (
        SELECT jsonb_array_elements_text(${JSON.stringify(same)}::jsonb)::int)`)
  }
}

const Row = z.object({
  position: z.number(),
  name: z.string(),
  id: z.string(),
  content: CompetencyContent,
})

async function changedPairs(tx: Transaction, where: SQL, limit: number, order = sql`i.position`) {
  const rows = await selectRows(
    tx,
    Row.extend({
      likeness: z.number().nullable(),
      ...{ label: z.string(), statement: z.string(), code: z.string().nullable() },
      before: JsonObject.nullable(),
      columns: z.object({
        texts: z.object({
          label: z.record(z.string(), z.string()).optional(),
          statement: z.record(z.string(), z.string()).optional(),
        }),
        listPosition: z.string().nullable(),
        type: CompetencyContent.shape.type,
        axis: CompetencyContent.shape.axis,
        levels: z.array(z.string()),
        keywords: z.array(z.string()),
        notes: z.string(),
      }),
    }),
    sql`SELECT i.position, i.name, i.id, i.version -> 'source' -> 'content' AS content, i.likeness,
          s.label, s.statement, s.code, jsonb_build_object('content', v.source -> 'content') AS before,
          jsonb_build_object('texts', v.texts, 'listPosition', v.list_position, 'type', v.type, 'axis', v.axis,
            'levels', v.levels, 'keywords', v.keywords, 'notes', v.notes) AS columns
        FROM staged_item i JOIN staged_standing s ON s.id = i.id JOIN competency_version v ON v.id = s.version_id
        WHERE i.fate = 'changed' AND ${where} ORDER BY ${order} LIMIT ${limit}`,
  )
  return rows.map(({ before, columns, label, statement, code, ...row }) => ({
    ...{ position: row.position, currentId: row.id, likeness: row.likeness },
    ...{ label, statement, codedNotation: code, incoming: packageOf(row) },
    before: contentOf({ ...columns, label, statement, code, source: before }),
  }))
}

function packageOf({ name, content }: z.infer<typeof Row>): PackageCompetency {
  return { ...content, id: name, place: {}, raw: {} }
}

async function countFates(tx: Transaction, stands: boolean) {
  const gone = stands
    ? sql`(SELECT count(*) FROM staged_standing s WHERE NOT s.retired AND NOT EXISTS (
        SELECT 1 FROM staged_item i WHERE i.id = s.id))`
    : sql`0`
  const count = z.coerce.number()
  const [counts] = await selectRows(
    tx,
    z.object({ added: count, changed: count, unchanged: count, gone: count, alike: count }),
    sql`SELECT count(*) FILTER (WHERE fate = 'added') AS added, count(*) FILTER (WHERE fate = 'changed') AS changed,
          count(*) FILTER (WHERE fate = 'unchanged') AS unchanged, count(likeness) AS alike, ${gone} AS gone FROM staged_item`,
  )
  return counts ?? { added: 0, changed: 0, unchanged: 0, gone: 0, alike: 0 }
}

/** The positions of what has to move among its siblings. */
async function findMoved(tx: Transaction, frameworkId: string): Promise<number[]> {
  const Placed = z.object({
    ...{ id: z.string(), codedNotation: z.string().nullable() },
    listEnumeration: z.string().nullable(),
  })
  const before = {
    items: await selectInSlices(
      tx,
      Placed,
      sql`SELECT rank::text AS id, code AS "codedNotation", list_position AS "listEnumeration"
          FROM staged_standing WHERE NOT retired ORDER BY rank`,
    ),
    links: await standingTree(tx, frameworkId),
  }
  const named = new Map(
    (
      await selectInSlices(
        tx,
        z.object({ position: z.number(), rank: z.string() }),
        sql`SELECT i.position, s.rank::text AS rank FROM staged_item i JOIN staged_standing s ON s.id = i.id`,
      )
    ).map(({ position, rank }) => [String(position), rank]),
  )
  const nameOf = (position: string) => named.get(position) ?? `new ${position}`
  const items = await selectInSlices(
    tx,
    Placed,
    sql`SELECT i.position::text AS id, i.code AS "codedNotation", i.list_position AS "listEnumeration"
        FROM staged_item i JOIN staged_place p ON p.item = i.position ORDER BY p.place`,
  )
  const links = await stagedTree(tx)
  for (const item of items) item.id = nameOf(item.id)
  for (const link of links) {
    link.childId = nameOf(link.childId)
    link.parentId = nameOf(link.parentId)
  }
  const moved = new Set(movedAmong(before, { items, links }))
  return [...named].flatMap(([position, rank]) => (moved.has(rank) ? [Number(position)] : []))
}

/** How many relations are new and how many go; each is known by a digest of what it says. */
async function compareLinks(
  tx: Transaction,
  frameworkId: string | null,
): Promise<{ added: number; gone: number }> {
  const incoming = new Set<string>()
  for await (const links of stagedLinks(tx)) {
    for (const link of links) incoming.add(digest(canonicalAssociation(link, (id) => id)))
  }
  let gone = 0
  let kept = 0
  const seen = new Set<string>()
  if (frameworkId) {
    for await (const links of standingLinks(tx, frameworkId)) {
      for (const link of links) {
        const said = digest(canonicalAssociation(link, (id) => id))
        if (seen.has(said)) continue
        seen.add(said)
        if (incoming.has(said)) kept += 1
        else gone += 1
      }
    }
  }
  return { added: incoming.size - kept, gone }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 22)
}

async function* stagedLinks(tx: Transaction) {
  const Link = z.object({
    ...{ position: z.number(), content: AssociationContent },
    ...{ from_kind: z.string(), from: z.string().nullable(), from_uri: z.string().nullable() },
    ...{ to_kind: z.string(), to: z.string().nullable(), to_uri: z.string().nullable() },
  })
  for (let after = -1; ; ) {
    const rows = await selectRows(
      tx,
      Link,
      sql`SELECT l.position, l.content, l.from_kind, l.from_foreign ->> 'uri' AS from_uri, l.to_kind, l.to_foreign ->> 'uri' AS to_uri,
            CASE f.fate WHEN 'added' THEN 'new ' || f.position ELSE f.id::text END AS "from",
            CASE t.fate WHEN 'added' THEN 'new ' || t.position ELSE t.id::text END AS "to"
          FROM staged_link l LEFT JOIN staged_item f ON f.position = l.from_item LEFT JOIN staged_item t ON t.position = l.to_item
          WHERE l.position > ${after} ORDER BY l.position LIMIT ${batch}`,
    )
    const last = rows.at(-1)
    if (!last) return
    after = last.position
    yield rows.map((row) => ({
      ...row.content,
      from: endOf(row.from_kind, row.from, row.from_uri),
      to: endOf(row.to_kind, row.to, row.to_uri),
      raw: {},
    }))
  }
}

function endOf(kind: string, id: string | null, uri: string | null): AssociationEnd {
  if (kind === 'competency') return { kind, id: id ?? '' }
  if (kind === 'framework') return { kind }
  return { kind: 'foreign', uri: uri ?? '', identifier: null, title: null }
}

async function* standingLinks(tx: Transaction, frameworkId: string) {
  const text = z.string().nullable()
  const Link = z.object({
    ...{ type: z.string(), sequence: text, source: z.record(z.string(), z.unknown()).nullable() },
    ...{ fromCompetencyId: text, fromUri: text, toCompetencyId: text, toUri: text },
  })
  await tx.execute(sql`
    CREATE TEMPORARY TABLE staged_standing_link ON COMMIT DROP AS
    SELECT (row_number() OVER ())::int AS at, type, sequence, source - 'raw' AS source, from_competency_id AS "fromCompetencyId",
      from_uri AS "fromUri", to_competency_id AS "toCompetencyId", to_uri AS "toUri"
    FROM competency_association WHERE framework_id = ${frameworkId}`)
  await tx.execute(sql`CREATE INDEX ON staged_standing_link (at)`)
  for (let after = 0; ; after += batch) {
    const rows = await selectRows(
      tx,
      Link,
      sql`SELECT * FROM staged_standing_link WHERE at > ${after} AND at <= ${after + batch}`,
    )
    if (rows.length === 0) return
    yield rows.map(associationOf)
  }
}

async function listRows(
  tx: Transaction,
  stands: boolean,
  moved: number[],
): Promise<ImportSummary['rows']> {
  const added = await listItems(tx, sql`fate = 'added'`)
  const some = JSON.stringify(moved.slice(0, previewRows))
  const movedItems = await listItems(
    tx,
    sql`position IN (SELECT jsonb_array_elements_text(${some}::jsonb)::int)`,
  )
  const certain = stands ? await changedPairs(tx, sql`i.likeness IS NULL`, previewRows) : []
  const doubtful = stands
    ? await changedPairs(tx, sql`i.likeness IS NOT NULL`, previewRows, sql`i.likeness, i.position`)
    : []
  const gone = stands ? await listGone(tx) : []
  const again = [...certain, ...doubtful]
  const worded: Worded = new Map(
    again.map(({ currentId, before, incoming }) => [currentId, differingFields(before, incoming)]),
  )
  const standing = new Map(
    [...again.map((pair) => ({ ...pair, id: pair.currentId })), ...gone].map(
      ({ id, label, statement, codedNotation }) => [id, { label, statement, codedNotation }],
    ),
  )
  return previewRowsOf({
    diff: {
      added,
      changed: again,
      gone: gone.map(({ id }) => id),
      alike: doubtful.map((pair) => ({ ...pair, likeness: pair.likeness ?? 0 })),
    },
    ...{ moved: movedItems, standing, worded },
  })
}

async function listItems(tx: Transaction, where: SQL): Promise<PackageCompetency[]> {
  const rows = await selectRows(
    tx,
    Row,
    sql`SELECT position, name, id, version -> 'source' -> 'content' AS content FROM staged_item
        WHERE ${where} ORDER BY position LIMIT ${previewRows}`,
  )
  return rows.map(packageOf)
}

function listGone(tx: Transaction) {
  return selectRows(
    tx,
    z.object({
      ...{ id: z.string(), label: z.string(), statement: z.string() },
      codedNotation: z.string().nullable(),
    }),
    sql`SELECT id, label, statement, code AS "codedNotation" FROM staged_standing s
        WHERE NOT retired AND NOT EXISTS (SELECT 1 FROM staged_item i WHERE i.id = s.id) ORDER BY rank LIMIT ${previewRows}`,
  )
}
