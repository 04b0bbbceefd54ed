import { and, eq, inArray, or } from 'drizzle-orm'
import {
  competencies,
  competencyAssociations,
  externalIdentifiers,
  frameworks,
} from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import type { AlignmentKind } from '@/server/domain/catalogue/alignments'
import { isJsonObject } from '@/server/domain/json'

/** A link that a framework's own document claims. A suggestion like any other until a person accepts it. */
export type PublisherClaim = {
  fromId: string
  toId: string
  kind: AlignmentKind
  /** The name of the framework that says so. */
  framework: string
}

const kindOfType: Record<string, AlignmentKind> = {
  exactMatchOf: 'exact',
  majorAlignment: 'major',
  minorAlignment: 'minor',
  broadAlignment: 'broad',
  narrowAlignment: 'narrow',
}

/**
 * Links claimed by framework documents that touch any of these competencies, both ends found among the
 * competencies this door may see. An end outside its document is found by its address or identifier.
 */
export async function publisherClaims(
  tx: Transaction,
  ids: readonly string[],
): Promise<PublisherClaim[]> {
  const named = await tx
    .select({ id: externalIdentifiers.entityId, value: externalIdentifiers.value })
    .from(externalIdentifiers)
    .where(
      and(
        inArray(externalIdentifiers.entityId, [...ids]),
        eq(externalIdentifiers.entityKind, 'competency'),
      ),
    )
  const own = new Map(named.map((row) => [row.value, row.id]))
  const names = [...own.keys()]
  const rows = await tx
    .select({
      type: competencyAssociations.type,
      fromId: competencyAssociations.fromCompetencyId,
      fromUri: competencyAssociations.fromUri,
      toId: competencyAssociations.toCompetencyId,
      toUri: competencyAssociations.toUri,
      source: competencyAssociations.source,
      framework: frameworks.name,
    })
    .from(competencyAssociations)
    .innerJoin(frameworks, eq(frameworks.id, competencyAssociations.frameworkId))
    .where(
      and(
        inArray(competencyAssociations.type, Object.keys(kindOfType)),
        or(
          inArray(competencyAssociations.fromCompetencyId, [...ids]),
          inArray(competencyAssociations.toCompetencyId, [...ids]),
          names.length > 0 ? inArray(competencyAssociations.fromUri, names) : undefined,
          names.length > 0 ? inArray(competencyAssociations.toUri, names) : undefined,
        ),
      ),
    )
    .orderBy(competencyAssociations.position, competencyAssociations.id)
  const ends = rows.map((row) => ({
    ...row,
    from: row.fromId ? [row.fromId] : namesOf(row.fromUri, row.source, 'from'),
    to: row.toId ? [row.toId] : namesOf(row.toUri, row.source, 'to'),
  }))
  const known = await findNamed(
    tx,
    ends.flatMap((row) => [...row.from, ...row.to]),
  )
  const find = (end: readonly string[]) =>
    end.map((name) => known.get(name) ?? null).find((id) => id !== null) ?? null
  return ends.flatMap((row) => {
    const kind = kindOfType[row.type]
    const fromId = row.fromId ?? find(row.from)
    const toId = row.toId ?? find(row.to)
    if (!kind || !fromId || !toId || fromId === toId) return []
    return [{ fromId, toId, kind, framework: row.framework }]
  })
}

/** What a foreign end may be known by: its address, its identifier, and the identifier inside its address. */
function namesOf(uri: string | null, source: unknown, side: 'from' | 'to'): string[] {
  const kept = isJsonObject(source) ? source[side] : null
  const identifier = isJsonObject(kept) ? kept.identifier : null
  const inside = uri?.match(uuidAtEnd)?.[1]?.toLowerCase()
  return [
    ...(uri ? [uri] : []),
    ...(typeof identifier === 'string' ? [identifier] : []),
    ...(inside ? [inside, `ce-${inside}`] : []),
  ]
}

const uuidAtEnd = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i

/** Competencies by any of their names elsewhere, or by our own id. */
async function findNamed(tx: Transaction, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(names)]
  const elsewhere = await tx
    .select({ name: externalIdentifiers.value, id: externalIdentifiers.entityId })
    .from(externalIdentifiers)
    .where(
      and(
        inArray(externalIdentifiers.value, wanted),
        eq(externalIdentifiers.entityKind, 'competency'),
      ),
    )
  const ids = wanted.filter((name) => uuidAtEnd.test(name) && name.length === 36)
  const ours =
    ids.length > 0
      ? await tx
          .select({ id: competencies.id })
          .from(competencies)
          .where(inArray(competencies.id, ids))
      : []
  return new Map([
    ...elsewhere.map((row): [string, string] => [row.name, row.id]),
    ...ours.map((row): [string, string] => [row.id, row.id]),
  ])
}
