import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { wordsOf } from '@/server/domain/catalogue/text-matching'

const Row = z.object({ word: z.string(), stem: z.string() })

/** The stems of all words of some texts, by the same dictionary as full text; words without meaning have none. */
export async function stemWords(
  tx: Transaction,
  texts: readonly string[],
): Promise<Map<string, string>> {
  const words = [...new Set(texts.flatMap(wordsOf))]
  const rows = await selectRows(
    tx,
    Row,
    sql`
      SELECT word, stems[1] AS stem
      FROM (SELECT word, ts_lexize('english_stem', word) AS stems
            FROM jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) AS word) found
      WHERE cardinality(stems) > 0`,
  )
  return new Map(rows.map((row) => [row.word, row.stem]))
}

/** A text as its stems, in order and with repeats. */
export function stemsOf(text: string, stemOf: ReadonlyMap<string, string>): string[] {
  return wordsOf(text).flatMap((word) => stemOf.get(word) ?? [])
}

/** What of a competency is compared: its label, and its statement unless that says the same again. */
export function comparedText(competency: { label: string; statement: string }): string {
  const { label, statement } = competency
  const start = label.replace(/…$/, '')
  return statement.startsWith(start) ? statement : `${label} ${statement}`
}
