import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import {
  LEAN_BELOW_EMPLOYERS,
  QUADRANT_CONFIDENCE,
  QUADRANT_CUT,
} from '@/server/domain/method/quadrants'
import type { WorkedExample } from '@/server/domain/reading/worked-example'
import { verdictWords } from '../map-words'

/** Which words the figures lead to, and by which fixed lines. */
export async function WorkedWords({ example }: { example: WorkedExample }) {
  const t = await getTranslations('worked-example.words')
  const maps = await getTranslations('maps')
  const format = await getFormatter()
  const two = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const chance = (p: number) => (p > 0.99 ? t('nearlySure') : p < 0.01 ? t('hardly') : two(p))
  const bold = { b: (chunks: ReactNode) => <b>{chunks}</b> }
  const { row, steps } = example
  const { fit, importance, above } = steps
  return (
    <section aria-labelledby="words-title">
      <h2 id="words-title">{t('title')}</h2>
      <div className="prose mt-2">
        {row.employers !== null && row.evidence ? (
          <p>
            {row.fit && row.importance
              ? t.rich('evidenceBoth', {
                  fit: row.fit.employers,
                  importance: row.importance.employers,
                  label: maps(`evidence.${row.evidence}`),
                  ...bold,
                })
              : t.rich('evidence', {
                  n: row.employers,
                  label: maps(`evidence.${row.evidence}`),
                  ...bold,
                })}
          </p>
        ) : null}
        {fit?.spread ? (
          <p>
            {t.rich('agreementFit', {
              distance: two(fit.spread.fromMedian),
              word: maps(`agreement.${fit.spread.word}`),
              ...bold,
            })}
          </p>
        ) : null}
        {importance?.spread ? (
          <p>
            {t.rich('agreementImportance', {
              distance: two(importance.spread.fromMedian),
              word: maps(`agreement.${importance.spread.word}`),
              ...bold,
            })}
          </p>
        ) : null}
        {above ? (
          <p>
            {t('above', {
              cut: Math.round(100 * QUADRANT_CUT),
              importance: chance(above.importance),
              fit: chance(above.fit),
            })}{' '}
            {t('rule', {
              low: two(1 - QUADRANT_CONFIDENCE),
              high: QUADRANT_CONFIDENCE,
              several: LEAN_BELOW_EMPLOYERS,
            })}
          </p>
        ) : null}
        <p>{t.rich('reading', { word: verdictWords(maps, row), ...bold })}</p>
        <p className="no-print flex flex-wrap gap-x-6">
          <Link href="/method#s11" prefetch={false}>
            {t('limits')}
          </Link>
          <Link href="/method" prefetch={false}>
            {t('method')}
          </Link>
        </p>
      </div>
    </section>
  )
}
