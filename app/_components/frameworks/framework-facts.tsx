import { getFormatter, getTranslations } from 'next-intl/server'
import { providerWords } from '@/app/_components/credentials/provider-words'
import type { FrameworkSummary } from '@/server/domain/catalogue/framework-view'

type Props = { framework: FrameworkSummary; showState?: boolean }

/** The line below a framework's name in a list. */
export async function FrameworkFacts({ framework, showState = false }: Props) {
  const t = await getTranslations('frameworks')
  const format = await getFormatter()
  const named = await providerWords()
  const facts = [
    showState ? t(`state.${framework.state}`) : null,
    t('competencyCount', { count: framework.competencies }),
    framework.publisher || named(framework.owner),
    t('updated', { date: format.dateTime(framework.updatedAt, { dateStyle: 'medium' }) }),
    framework.sample ? t('sample') : null,
  ]
  return <p className="text-muted">{facts.filter(Boolean).join(' · ')}</p>
}
