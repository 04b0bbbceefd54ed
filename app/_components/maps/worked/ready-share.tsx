import { getFormatter, getTranslations } from 'next-intl/server'
import { PRIOR_VOTES } from '@/server/domain/method/counts'
import type { WorkedSteps } from '@/server/domain/reading/worked-example'
import { Formula } from '../../ui/formula'

type Props = {
  scale: NonNullable<WorkedSteps['fit']>
  /** How the map says it. */
  said: string
}

/** The second figure of fit: the share of employers that say "meets" or "above". */
export async function ReadyShare({ scale, said }: Props) {
  const t = await getTranslations('worked-example.fit')
  const format = await getFormatter()
  const { ready } = scale
  const two = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const percent = (share: number) => format.number(100 * share, { maximumFractionDigits: 1 })
  return (
    <>
      <p className="measure">
        {t.rich('ready', {
          total: two(ready.a + ready.b),
          ready: two(ready.a),
          share: percent(ready.mean),
          lower: percent(ready.lower),
          upper: percent(ready.upper),
          said,
          b: (chunks) => <b>{chunks}</b>,
        })}
      </p>
      <Formula>
        {t('readyFormula', {
          m: PRIOR_VOTES,
          votes: two(ready.votes),
          prior: format.number(ready.prior, { maximumFractionDigits: 4 }),
          a: two(ready.a),
          total: two(ready.a + ready.b),
          b: two(ready.b),
        })}
      </Formula>
    </>
  )
}
