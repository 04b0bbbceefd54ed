import { useFormatter, useTranslations } from 'next-intl'
import type { FrameworkSummary } from '@/server/domain/catalogue/framework-view'

type Props = { framework: FrameworkSummary; showState?: boolean }

/** The line below a framework's name in a list. */
export function FrameworkFacts({ framework, showState = false }: Props) {
  const t = useTranslations('frameworks')
  const format = useFormatter()
  const facts = [
    showState ? t(`state.${framework.state}`) : null,
    t('competencyCount', { count: framework.competencies }),
    framework.publisher || framework.owner.name,
    t('updated', { date: format.dateTime(framework.updatedAt, { dateStyle: 'medium' }) }),
    framework.sample ? t('sample') : null,
  ]
  return <p className="text-muted">{facts.filter(Boolean).join(' · ')}</p>
}
