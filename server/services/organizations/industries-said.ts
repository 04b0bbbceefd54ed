import { type IndustryIndex, industryMeant } from '@/server/domain/catalogue/industry-index'
import type { PlaceSaid } from '@/server/domain/people/judge-line'

/** Reads what people write for an industry, each text once; where it may be several, they are named. */
export function industriesSaid(index: IndustryIndex): (text: string) => PlaceSaid {
  const kept = new Map<string, PlaceSaid>()
  return (text) => {
    const written = text.trim()
    const said = kept.get(written) ?? read(index, written)
    kept.set(written, said)
    return said
  }
}

function read(index: IndustryIndex, written: string): PlaceSaid {
  if (written === '') return { id: null, title: '', problem: null }
  const meant = industryMeant(index, written)
  if (meant.kind === 'one') {
    return { id: meant.industry.id, title: meant.industry.title, problem: null }
  }
  const problem =
    meant.kind === 'several'
      ? {
          reason: 'unclear_industry' as const,
          other: meant.industries.map(({ title, code }) => `${title} (${code})`).join('; '),
        }
      : { reason: 'unknown_industry' as const, other: written }
  return { id: null, title: '', problem }
}
