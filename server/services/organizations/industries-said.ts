import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { sectorNamed } from '@/server/domain/industries'
import type { PlaceSaid } from '@/server/domain/people/judge-line'
import { codesAbove, naicsCodes } from '@/server/domain/people/naics-codes'

const Industry = z.object({ id: z.string(), code: z.string(), title: z.string() })
type Industry = z.infer<typeof Industry>

/** Reads what people write for an industry: a NAICS code, of which a later edition's is found by what it is a part of, or a title. */
export async function readIndustries(tx: Transaction): Promise<(text: string) => PlaceSaid> {
  const all = await selectRows(
    tx,
    Industry,
    sql`SELECT id, code, title FROM industry ORDER BY level`,
  )
  const byCode = new Map(all.map((each) => [each.code, each]))
  const byTitle = new Map<string, Industry>()
  for (const each of all) {
    const title = each.title.toLowerCase()
    if (!byTitle.has(title)) byTitle.set(title, each)
  }
  const ofCode = (code: string) => codesAbove(code).flatMap((each) => byCode.get(each) ?? [])[0]
  return (text) => {
    const written = text.trim()
    if (written === '') return { id: null, title: '', problem: null }
    const codes = naicsCodes(written)
    const found = new Set(codes.flatMap((code) => ofCode(code) ?? []))
    const named = byTitle.get(written.toLowerCase()) ?? byCode.get(sectorNamed(written) ?? '')
    const [one, other] = found.size > 0 ? found : [named]
    if (one && !other) return { id: one.id, title: one.title, problem: null }
    const reason = other ? 'unclear_industry' : 'unknown_industry'
    return { id: null, title: '', problem: { reason, other: written } }
  }
}
