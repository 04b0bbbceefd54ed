import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { withoutRepeats } from '@/server/domain/catalogue/framework-checks'
import { linksThatHold, type TreeLink } from '@/server/domain/catalogue/framework-tree'
import {
  type AssociationContent,
  CompetencyContent,
  type PackageCompetency,
  type Problem,
  type ProblemReason,
} from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import type { FrameworkStream } from '@/server/formats/framework-stream'
import type { NotedProblems } from './noted-problems'

/** More items than these that share an identifier with another are no slip. */
const mostRepeats = 5000
const listed = 1000

const Place = z.object({ path: z.string().optional(), line: z.number().optional() })
const Counted = z.object({
  place: Place,
  detail: z.string().nullable(),
  count: z.coerce.number(),
})

/**
 * Takes out of what is staged what cannot stand, as `checkedPackage` does for a package that is held: repeated items,
 * links whose ends are nowhere, that close a cycle or lie too deep. What is merely odd is named.
 */
export async function checkStage(
  tx: Transaction,
  { names, numbersChildren, topsAreOrphans }: Omit<FrameworkStream, 'read' | 'rest'>,
  problems: NotedProblems,
): Promise<void> {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE staged_name ON COMMIT DROP AS
    SELECT DISTINCT ON (called.name) called.name, i.name AS item
    FROM staged_item i CROSS JOIN LATERAL unnest(i.names) AS called (name)
    ORDER BY called.name, i.position DESC`)
  await takeOutRepeats(tx, problems)
  await nameRepeatedCodes(tx, problems)
  await findEnds(tx, names, problems)
  if (topsAreOrphans) await putOrphansOnTop(tx)
  if (numbersChildren) await numberChildren(tx)
  await takeOutCircles(tx, problems)
  await nameProblems(tx, problems, {
    ...{ severity: 'warning', reason: 'parent_missing' },
    rows: sql`SELECT i.place, l.to_foreign ->> 'uri' AS detail, l.position
      FROM staged_link l JOIN staged_item i ON i.position = l.from_item
      WHERE l.type = 'isChildOf' AND l.to_kind = 'foreign'`,
  })
}

async function takeOutRepeats(tx: Transaction, problems: NotedProblems): Promise<void> {
  const shared = sql`
    SELECT DISTINCT position FROM (
      SELECT i.position, count(*) OVER (PARTITION BY key) AS times
      FROM staged_item i CROSS JOIN LATERAL unnest(i.keys) AS named (key)) each
    WHERE times > 1`
  const rows = await selectRows(
    tx,
    z.object({
      ...{ position: z.number(), name: z.string(), place: Place },
      content: CompetencyContent.nullable(),
    }),
    sql`SELECT position, name, place, version -> 'source' -> 'content' AS content FROM staged_item
        WHERE position IN (${shared}) ORDER BY position LIMIT ${mostRepeats + 1}`,
  )
  if (rows.length > mostRepeats) {
    const values = { most: mostRepeats }
    throw new DomainError('limit_reached', 'large.mostRepeats', { field: 'file', values })
  }
  const all = rows.flatMap(({ position, name, place, content }) =>
    content ? [{ ...content, id: name, place: placeOf(place), raw: {}, position }] : [],
  )
  const noted: Problem[] = []
  const stays = new Set<PackageCompetency>(withoutRepeats(all, noted))
  problems.note(noted)
  const out = all.filter((one) => !stays.has(one)).map(({ position }) => position)
  if (out.length > 0) {
    await tx.execute(sql`DELETE FROM staged_item WHERE position IN (${numbers(out)})`)
  }
}

async function nameRepeatedCodes(tx: Transaction, problems: NotedProblems): Promise<void> {
  await nameProblems(tx, problems, {
    ...{ severity: 'warning', reason: 'code_repeated' },
    rows: sql`SELECT place, code AS detail, position FROM (
      SELECT *, row_number() OVER (PARTITION BY code ORDER BY position) AS at FROM staged_item
      WHERE code <> '') again WHERE at > 1`,
  })
}

/** Which item, if not the framework itself or something outside, each end of a link means. */
async function findEnds(
  tx: Transaction,
  frameworkNames: ReadonlySet<string>,
  problems: NotedProblems,
): Promise<void> {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE staged_end ON COMMIT DROP AS
    SELECT n.name, i.position AS item FROM staged_name n LEFT JOIN staged_item i ON i.name = n.item`)
  await tx.execute(sql`CREATE INDEX ON staged_end (name)`)
  await tx.execute(sql`ANALYZE staged_end`)
  const own = JSON.stringify([...frameworkNames])
  const meant = (names: string) => sql`LATERAL (
    SELECT CASE WHEN e.name IS NULL THEN 'framework' ELSE 'competency' END AS kind, e.item
    FROM unnest(l.${sql.identifier(names)}) WITH ORDINALITY AS called (name, at)
    LEFT JOIN staged_end e ON e.name = called.name
    WHERE e.name IS NOT NULL OR ${own}::jsonb ? called.name
    ORDER BY called.at LIMIT 1)`
  await tx.execute(sql`
    UPDATE staged_link SET from_kind = found.from_kind, from_item = found.from_item, to_kind = found.to_kind, to_item = found.to_item
    FROM (
      SELECT l.position, f.item AS from_item, t.item AS to_item,
        COALESCE(f.kind, CASE WHEN l.from_foreign IS NOT NULL THEN 'foreign' END) AS from_kind,
        COALESCE(t.kind, CASE WHEN l.to_foreign IS NOT NULL THEN 'foreign' END) AS to_kind
      FROM staged_link l
      LEFT JOIN ${meant('from_names')} f ON true
      LEFT JOIN ${meant('to_names')} t ON true) found
    WHERE found.position = staged_link.position`)
  await nameProblems(tx, problems, {
    ...{ severity: 'warning', reason: 'end_missing' },
    rows: sql`SELECT place, NULL AS detail, position FROM staged_link WHERE from_kind IS NULL OR to_kind IS NULL`,
  })
  await nameProblems(tx, problems, {
    ...{ severity: 'warning', reason: 'end_missing' },
    rows: sql`SELECT place, from_foreign ->> 'uri' AS detail, position FROM staged_link
      WHERE rule = 'listed' AND from_kind IN ('foreign', 'framework')`,
  })
  await nameProblems(tx, problems, {
    ...{ severity: 'warning', reason: 'end_missing' },
    rows: sql`SELECT place, from_foreign ->> 'uri' AS detail, position FROM staged_link
      WHERE rule = 'stated' AND from_kind = 'foreign' AND to_kind IS NOT NULL AND to_kind <> 'competency'`,
  })
  await tx.execute(sql`
    DELETE FROM staged_link WHERE from_kind IS NULL OR to_kind IS NULL OR (rule = 'listed' AND from_kind <> 'competency')
      OR (from_kind = 'competency' AND from_item IS NULL) OR (to_kind = 'competency' AND to_item IS NULL)`)
}

/** Leaves at the top what nothing in the file stands above, and puts all of it there where nothing is. */
async function putOrphansOnTop(tx: Transaction): Promise<void> {
  const isTop = sql`type = 'isChildOf' AND from_kind = 'competency' AND to_kind = 'framework' AND rule = 'listed'`
  const children = sql`
    SELECT from_item FROM staged_link WHERE type = 'isChildOf' AND from_kind = 'competency' AND to_kind = 'competency'`
  await tx.execute(sql`
    INSERT INTO staged_link (position, place, rule, type, content, raw, from_names, from_kind, from_item, to_names, to_kind)
    SELECT -i.position - 1, i.place, 'listed', 'isChildOf', ${JSON.stringify(childOf)}::jsonb, '{}', '{}', 'competency', i.position, '{}', 'framework'
    FROM staged_item i WHERE NOT EXISTS (SELECT 1 FROM staged_link WHERE ${isTop})
      AND i.position NOT IN (${children})`)
  await tx.execute(sql`DELETE FROM staged_link WHERE ${isTop} AND from_item IN (${children})`)
  const [lowest] = await selectRows(
    tx,
    z.object({ position: z.number() }),
    sql`SELECT COALESCE(min(position), 0) AS position FROM staged_link`,
  )
  if ((lowest?.position ?? 0) >= 0) return
  await tx.execute(
    sql`UPDATE staged_link SET position = ${lowest?.position ?? 0} - 1 - position WHERE position < 0`,
  )
}

const childOf: AssociationContent = {
  ...{ identifiers: [], type: 'isChildOf', sequence: null, modifiedAt: null, extra: {} },
}

/** The children of each parent once, numbered in the order they were named in; families in the order of their first. */
async function numberChildren(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    CREATE TEMPORARY TABLE staged_family ON COMMIT DROP AS
    SELECT position, at, (row_number() OVER (PARTITION BY parent ORDER BY position) - 1)::int AS sequence,
      min(position) OVER (PARTITION BY parent) AS family
    FROM (
      SELECT position, parent, row_number() OVER (PARTITION BY parent, from_item ORDER BY position) AS at FROM (
        SELECT position, from_item, to_kind || COALESCE(to_item::text, CASE to_kind WHEN 'foreign' THEN to_foreign ->> 'uri' END, '') AS parent
        FROM staged_link WHERE type = 'isChildOf' AND rule IN ('listed', 'said') AND from_kind = 'competency') said) once
    WHERE at = 1`)
  await tx.execute(sql`
    DELETE FROM staged_link l WHERE l.type = 'isChildOf' AND l.rule IN ('listed', 'said')
      AND NOT EXISTS (SELECT 1 FROM staged_family f WHERE f.position = l.position)`)
  await tx.execute(sql`
    UPDATE staged_link SET position = f.place, content = jsonb_set(content, '{sequence}', to_jsonb(f.sequence))
    FROM (SELECT position, sequence, row_number() OVER (ORDER BY family, position) - 1 AS place FROM staged_family) f
    WHERE f.position = staged_link.position`)
}

async function takeOutCircles(tx: Transaction, problems: NotedProblems): Promise<void> {
  const { cycles, tooDeep } = linksThatHold(await stagedTree(tx))
  for (const [reason, links] of [
    ['cycle', cycles],
    ['too_deep', tooDeep],
  ] as const) {
    if (links.length === 0) continue
    const out = numbers(links.map(({ position }) => position))
    await nameProblems(tx, problems, {
      ...{ severity: 'error', reason },
      rows: sql`SELECT i.place, parent.name AS detail, l.position
        FROM staged_link l JOIN staged_item i ON i.position = l.from_item JOIN staged_item parent ON parent.position = l.to_item
        WHERE l.position IN (${out})`,
    })
    await tx.execute(sql`DELETE FROM staged_link WHERE position IN (${out})`)
  }
}

/** The parent links between staged items, which go by their positions; a pair said twice counts once. */
export function stagedTree(tx: Transaction): Promise<TreeLink[]> {
  const end = z.number().transform(String)
  return selectRows(
    tx,
    z.object({
      ...{ childId: end, parentId: end, position: z.number() },
      sequence: z.union([z.number(), z.string()]).nullable(),
    }),
    sql`SELECT * FROM (
      SELECT DISTINCT ON (from_item, to_item) from_item AS "childId", to_item AS "parentId", position, content -> 'sequence' AS sequence
      FROM staged_link WHERE type = 'isChildOf' AND from_kind = 'competency' AND to_kind = 'competency'
      ORDER BY from_item, to_item, position) link ORDER BY position`,
  )
}

type Named = { severity: Problem['severity']; reason: ProblemReason; rows: SQL }

/** Names what a query finds, in its order: rows of a place, a detail and a position. */
async function nameProblems(
  tx: Transaction,
  problems: NotedProblems,
  { severity, reason, rows }: Named,
): Promise<void> {
  const found = await selectRows(
    tx,
    Counted,
    sql`SELECT place, detail, count(*) OVER () AS count FROM (${rows}) found ORDER BY position LIMIT ${listed}`,
  )
  problems.note(
    found.map(({ place, detail }) => ({
      ...{ severity, reason, ...placeOf(place) },
      ...(detail === null ? {} : { detail }),
    })),
    found[0]?.count,
  )
}

function placeOf({ path, line }: z.infer<typeof Place>): { path?: string; line?: number } {
  return { ...(path === undefined ? {} : { path }), ...(line === undefined ? {} : { line }) }
}

function numbers(all: readonly number[]): SQL {
  return sql`SELECT jsonb_array_elements_text(${JSON.stringify(all)}::jsonb)::int`
}
