import {
  type IndustryIndex,
  industryMeant,
  searchIndustryIndex,
} from '@/server/domain/catalogue/industry-index'
import { sectorNamed } from '@/server/domain/industries'
import type { PlaceSaid } from '@/server/domain/people/judge-line'
import { codesAbove, naicsCodes } from '@/server/domain/people/naics-codes'

const proposed = 3

/**
 * Reads what people write for an industry: NAICS codes, of which a later edition's is found by what it is a part of, or words.
 * Where it may be several, they are named.
 */
export function industriesSaid(index: IndustryIndex): (text: string) => PlaceSaid {
  const all = index.entries.map(({ entry }) => entry)
  const byCode = new Map(all.map((entry) => [entry.code, entry]))
  const byId = new Map(all.map((entry) => [entry.id, entry]))
  const ofCode = (code: string) => codesAbove(code).flatMap((each) => byCode.get(each) ?? [])[0]
  const kept = new Map<string, PlaceSaid>()
  const read = (written: string): PlaceSaid => {
    const coded = [...new Set(naicsCodes(written).flatMap((code) => ofCode(code) ?? []))]
    const named = byId.get(industryMeant(index, written) ?? '')
    const [one, other] =
      coded.length > 0 ? coded : [named ?? byCode.get(sectorNamed(written) ?? '')]
    if (one && !other) return { id: one.id, title: one.title, problem: null }
    const able = other ? coded : searchIndustryIndex(index, written, proposed)
    const labels = able.map(({ title, code }) => `${title} (${code})`)
    const problem =
      labels.length > 0
        ? { reason: 'unclear_industry' as const, other: labels.join('; ') }
        : { reason: 'unknown_industry' as const, other: written }
    return { id: null, title: '', problem }
  }
  return (text: string): PlaceSaid => {
    const written = text.trim()
    if (written === '') return { id: null, title: '', problem: null }
    const said = kept.get(written) ?? read(written)
    kept.set(written, said)
    return said
  }
}
