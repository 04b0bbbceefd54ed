import { getFormatter, getTranslations } from 'next-intl/server'
import { Table } from '@/app/_components/ui/table'
import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import { COMPARISON_CONFIDENCE } from '@/server/domain/method/comparisons'
import {
  HALF_LIFE_QUARTERS,
  INTERVAL_LEVEL,
  MAX_AGE_QUARTERS,
  PRIOR_VOTES,
} from '@/server/domain/method/counts'
import { QUADRANT_CONFIDENCE, QUADRANT_CUT } from '@/server/domain/method/quadrants'

/** The constants as the program has them. */
export async function Constants() {
  const t = await getTranslations('method.s12')
  const format = await getFormatter()
  const low = Math.round(10 * (1 - QUADRANT_CONFIDENCE)) / 10
  const rows = [
    { label: t('k'), value: COHORT_DEFAULTS.k },
    { label: t('m'), value: PRIOR_VOTES },
    { label: t('halfLife'), value: HALF_LIFE_QUARTERS },
    { label: t('maxAge'), value: MAX_AGE_QUARTERS },
    { label: t('cut'), value: format.number(QUADRANT_CUT, { maximumFractionDigits: 3 }) },
    { label: t('confidence'), value: `${low} – ${QUADRANT_CONFIDENCE}` },
    { label: t('interval'), value: `${Math.round(100 * INTERVAL_LEVEL)} %` },
  ]
  return (
    <>
      <Table
        caption={t('constant')}
        columns={[{ label: t('constant') }, { label: t('value'), numeric: true }]}
      >
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td className="num">{row.value}</td>
          </tr>
        ))}
      </Table>
      <p>{t('text', { low, high: QUADRANT_CONFIDENCE, comparison: COMPARISON_CONFIDENCE })}</p>
    </>
  )
}
