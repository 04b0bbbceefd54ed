import { inArray } from 'drizzle-orm'
import { industries } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'

export type IndustryRead =
  | { kind: 'one'; id: string; label: string }
  | { kind: 'several'; titles: string[] }
  | { kind: 'unknown' }

/** Which industry each of these texts means, by the text. */
export async function readIndustries(
  tx: Transaction,
  texts: readonly string[],
): Promise<Map<string, IndustryRead>> {
  const codes = new Map(texts.map((text) => [text, /\d{2}-\d{2}|\d{2,6}/.exec(text)?.[0] ?? '']))
  const wanted = [...new Set(codes.values())].filter(Boolean)
  const rows =
    wanted.length > 0
      ? await tx.select().from(industries).where(inArray(industries.code, wanted))
      : []
  const found = new Map(
    rows.map(({ id, code, title }) => [code, { id, label: `${title} ${code}` }]),
  )
  return new Map(
    texts.map((text): [string, IndustryRead] => {
      const industry = found.get(codes.get(text) ?? '')
      return [text, industry ? { kind: 'one', ...industry } : { kind: 'unknown' }]
    }),
  )
}
