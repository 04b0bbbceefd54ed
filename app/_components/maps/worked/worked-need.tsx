import { getFormatter, getTranslations } from 'next-intl/server'
import type { WorkedSteps } from '@/server/domain/reading/worked-example'
import { Formula } from '../../ui/formula'

/** Importance times shortfall, with its range. */
export async function WorkedNeed({ steps }: { steps: WorkedSteps }) {
  const t = await getTranslations('worked-example.need')
  const format = await getFormatter()
  const three = (value: number) => format.number(value, { maximumFractionDigits: 3 })
  const one = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const { need, fit, importance } = steps
  return (
    <section aria-labelledby="need-title">
      <h2 id="need-title">{t('title')}</h2>
      {need && fit && importance ? (
        <div className="prose mt-2">
          <p>
            {t.rich('text', {
              importance: three(importance.mean),
              shortfall: three(fit.mean),
              need: one(need.mean),
              lower: one(need.lower),
              upper: one(need.upper),
              b: (chunks) => <b>{chunks}</b>,
            })}
          </p>
          <Formula>
            {t('formula', {
              variance: format.number(need.variance / 10_000, { maximumSignificantDigits: 3 }),
            })}
          </Formula>
        </div>
      ) : (
        <p className="mt-2 text-muted">{t('none')}</p>
      )}
    </section>
  )
}
