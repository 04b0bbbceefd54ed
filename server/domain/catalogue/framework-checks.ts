import { canonicalContent } from './framework-diff'
import { linksThatHold, type TreeLink } from './framework-tree'
import {
  type CompetencyContent,
  type FrameworkPackage,
  matchKeys,
  type PackageAssociation,
  type PackageCompetency,
  type Problem,
} from './frameworks'

/**
 * The parent links inside a package. The framework itself and ends outside the file are no
 * parents; a pair said twice counts once.
 */
export function treeLinksOf(associations: PackageAssociation[]): TreeLink[] {
  const seen = new Set<string>()
  return associations.flatMap((association, position) => {
    const { from, to } = association
    if (association.type !== 'isChildOf') return []
    if (from.kind !== 'competency' || to.kind !== 'competency') return []
    const pair = `${from.id}\n${to.id}`
    if (seen.has(pair)) return []
    seen.add(pair)
    return [{ childId: from.id, parentId: to.id, sequence: association.sequence, position }]
  })
}

/**
 * The same package with what cannot stand taken out and named: a competency whose identifier
 * another already has, links that close a cycle or lie too deep. One that says again, word for word, what
 * another of its identifier says is that one, under a further parent. What is merely odd (a code used
 * twice, a parent that is not in the file) stays and is named as a warning.
 */
export function checkedPackage(found: FrameworkPackage): FrameworkPackage {
  const problems: Problem[] = [...found.problems]
  const competencies = withoutRepeats(found.competencies, problems)
  nameRepeatedCodes(competencies, problems)
  const ids = new Set(competencies.map(({ id }) => id))
  const associations = found.associations.filter(
    ({ from, to }) =>
      (from.kind !== 'competency' || ids.has(from.id)) &&
      (to.kind !== 'competency' || ids.has(to.id)),
  )
  const { cycles, tooDeep } = linksThatHold(treeLinksOf(associations))
  const out = new Set([...cycles, ...tooDeep].map(({ position }) => position))
  const places = new Map(competencies.map(({ id, place }) => [id, place]))
  for (const [reason, links] of [
    ['cycle', cycles],
    ['too_deep', tooDeep],
  ] as const) {
    for (const { childId, parentId } of links) {
      problems.push({ severity: 'error', reason, detail: parentId, ...places.get(childId) })
    }
  }
  for (const { type, from, to } of associations) {
    if (type !== 'isChildOf' || from.kind !== 'competency' || to.kind !== 'foreign') continue
    problems.push({
      severity: 'warning',
      reason: 'parent_missing',
      detail: to.uri,
      ...places.get(from.id),
    })
  }
  return {
    ...found,
    competencies,
    associations: associations.filter((_, position) => !out.has(position)),
    problems,
  }
}

/** The competencies without those whose identifier another has already; each that does not say the same is named. */
export function withoutRepeats<Competency extends PackageCompetency>(
  all: Competency[],
  problems: Problem[],
): Competency[] {
  const taken = new Map<string, PackageCompetency>()
  return all.filter((competency) => {
    const keys = matchKeys(competency.identifiers)
    const again = keys.find((key) => taken.has(key))
    const before = again === undefined ? undefined : taken.get(again)
    if (before && before.id === competency.id && saysSame(before, competency)) return false
    if (again) {
      problems.push({
        severity: 'error',
        reason: 'identifier_repeated',
        detail: again.slice(again.indexOf(':') + 1),
        ...competency.place,
      })
      return false
    }
    for (const key of keys) taken.set(key, competency)
    return true
  })
}

/** Whether two say the same in the words of every format; what only their sources say beside, a role among it, may differ. */
export function saysSame(one: CompetencyContent, other: CompetencyContent): boolean {
  return canonicalContent({ ...one, extra: {} }) === canonicalContent({ ...other, extra: {} })
}

function nameRepeatedCodes(competencies: PackageCompetency[], problems: Problem[]) {
  const taken = new Set<string>()
  for (const competency of competencies) {
    const code = competency.codedNotation
    if (!code) continue
    if (taken.has(code)) {
      problems.push({
        severity: 'warning',
        reason: 'code_repeated',
        detail: code,
        ...competency.place,
      })
    }
    taken.add(code)
  }
}
