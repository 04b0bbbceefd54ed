import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { unspaced } from '@/server/domain/unspaced'
import { describeOnBothEngines } from '@/server/testing/databases'
import { asReader, selectRows } from './tenancy'

const letters = ['工', '业', 'ー', 'ｶ', 'ﾞ', '가', 'ค', '\u0E34', 'ມ', 'ក', 'မ', '𠮷', '々', '㈱']
const others = ['a', 'B', 'É', 'İ', '5', '５', 'Ａ', '½', 'ﬁ', 'ж', 'ع', '\u0301', '😀']
const between = [
  ' ',
  '\u3000',
  '\u200B',
  '\n',
  ',',
  '，',
  '、',
  '・',
  '-',
  '—',
  '.',
  '。',
  '!',
  '！',
  '(',
]

const Row = z.object({ text: z.string(), form: z.string().nullable() })

describeOnBothEngines('text without spaces', () => {
  test('has one form in the program and in the database', async () => {
    const text = fc.string({
      unit: fc.constantFrom(...letters, ...others, ...between),
      maxLength: 12,
    })
    const texts = fc.sample(text, { numRuns: 3000, seed: 17 })
    const rows = await asReader((tx) =>
      selectRows(
        tx,
        Row,
        sql`SELECT text, unspaced(text) AS form
            FROM jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) AS text`,
      ),
    )
    expect(rows).toEqual(rows.map(({ text }) => ({ text, form: unspaced(text) })))
  })
})
