import { getTranslations } from 'next-intl/server'
import type { CardQuestions } from './competency-card'

type Asked = { job: string; credential: string; apprenticeship: boolean }

/** What the cards of a packet ask: METHOD's sentences in whole, and shortened for the cards below them. */
export async function cardQuestions({
  job,
  credential,
  apprenticeship,
}: Asked): Promise<{ whole: CardQuestions; short: CardQuestions }> {
  const s = await getTranslations('scales')
  const t = await getTranslations('ratings.rate')
  const both = { ofFew: s('exposure.ofFew'), fitNotAsked: t('fitNotAsked') }
  return {
    whole: {
      importance: s('importance.question', { job }),
      fit: s(apprenticeship ? 'fit.questionFinished' : 'fit.question', { credential }),
      ...both,
    },
    short: {
      importance: s('importance.short', { job }),
      fit: s(apprenticeship ? 'fit.shortFinished' : 'fit.short'),
      ...both,
    },
  }
}
