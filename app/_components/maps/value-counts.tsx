import { getFormatter, getTranslations } from 'next-intl/server'
import { LEAN_BELOW_EMPLOYERS } from '@/server/domain/method/quadrants'
import type { SplitLevel } from '../charts/answer-split'

/** The one overall question by under ten employers, in counts: that they differ is all that can be said. */
export async function ValueCounts({ levels }: { levels: SplitLevel[] }) {
  const t = await getTranslations('maps.value')
  const format = await getFormatter()
  const n = levels.reduce((sum, level) => sum + level.count, 0)
  if (n >= LEAN_BELOW_EMPLOYERS) return null
  const answers = [...levels]
    .reverse()
    .filter(({ count }) => count > 0)
    .map(({ count, label }) => t('answer', { count, level: label }))
  return <p className="mt-2 text-sm">{t('few', { n, answers: format.list(answers) })}</p>
}
