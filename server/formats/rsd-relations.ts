import {
  AssociationContent,
  AssociationEnd,
  matchKeys,
  type PackageAssociation,
  type PackageCompetency,
} from '@/server/domain/catalogue/frameworks'
import { isJsonObject, type Json, type JsonObject } from '@/server/domain/json'
import { objectsOf, textOf } from './json-reading'

/** Relations RSD has no word for, the tree first of all, as an export of ours keeps them with the collection. */
export function keptRelations(
  plumbline: Json | undefined,
  competencies: readonly PackageCompetency[],
): PackageAssociation[] {
  if (!isJsonObject(plumbline)) return []
  const ids = new Map(
    competencies.flatMap(({ id, identifiers, raw }) => [
      ...matchKeys(identifiers).map((key) => [key, id] as const),
      [keyOf(textOf(raw.uuid) ?? ''), id] as const,
    ]),
  )
  return objectsOf(plumbline.associations).flatMap((kept) => {
    const content = AssociationContent.safeParse(kept)
    const [from, to] = [endOf(kept.from, ids), endOf(kept.to, ids)]
    return content.success && from && to ? [{ ...content.data, from, to, raw: {} }] : []
  })
}

/** A relation as {@link keptRelations} reads it; `uuidOf` gives the UUID a competency is written with. */
export function relationKept(
  { from, to, raw: _, ...content }: PackageAssociation,
  uuidOf: (id: string) => string | undefined,
): JsonObject {
  const written = (end: AssociationEnd): Json =>
    end.kind === 'competency' ? (uuidOf(end.id) ?? null) : end
  return { ...content, from: written(from), to: written(to) }
}

function endOf(value: Json | undefined, ids: Map<string, string>): AssociationEnd | null {
  const uuid = textOf(value)
  const id = uuid === null ? undefined : ids.get(keyOf(uuid))
  if (id !== undefined) return { kind: 'competency', id }
  const read = AssociationEnd.safeParse(value)
  return read.success && read.data.kind !== 'competency' ? read.data : null
}

function keyOf(uuid: string): string {
  return `id:${uuid.toLowerCase()}`
}
