import type { inferRouterOutputs } from '@trpc/server'
import { getLocale, getTranslations } from 'next-intl/server'
import { cardQuestions } from '@/app/_components/rating/card-questions'
import { scaleChoices } from '@/app/_components/rating/scale-choices'
import { storedBy } from '@/app/_components/rating/who-stores'
import { momentText } from '@/server/domain/asking/cycles'
import { mayJudgeFit } from '@/server/domain/scales'
import type { AppRouter } from '@/server/routers/index'

type Receipt = inferRouterOutputs<AppRouter>['ratings']['readReceipt']
type SentReceipt = Receipt & { sent: NonNullable<Receipt['sent']> }

/** What was sent, as text for a file: the questions in whole, and an answer to each. */
export async function answersText(receipt: SentReceipt): Promise<string> {
  const t = await getTranslations('ratings.receipt')
  const s = await getTranslations('scales')
  const f = await getTranslations('ratings.forgotten')
  const stores = await getTranslations('ratings')
  const choices = await scaleChoices()
  const { whole } = await cardQuestions(receipt)
  const { sent, asker, job, credential, operator, timeZone } = receipt
  const judges = mayJudgeFit(sent.exposure)
  const word = (list: { value: string; label: string }[], value: string | null) =>
    list.find((choice) => choice.value === value)?.label ?? t('open')
  const blocks = [
    [
      t('fileTitle', { credential }),
      t('fileAsked', { job, asker }),
      t('sentAt', { date: momentText(await getLocale(), sent.at, timeZone) }),
      stores('stores', storedBy(operator)),
    ],
    [s('role.question'), s(`role.${sent.role}`)],
    [s('exposure.question', { credential }), s(`exposure.${sent.exposure}`)],
    [t('importance'), whole.importance, ...(judges ? ['', t('fit'), whole.fit] : [])],
    ...sent.lines.map((line, at) => [
      `${at + 1}. ${line.name}`,
      `   ${t('importance')}: ${word(choices.importance, line.importance)}`,
      ...(judges ? [`   ${t('fit')}: ${word(choices.fit, line.fit)}`] : []),
    ]),
    ...(judges
      ? [
          [
            s('value.question', { job, credential }),
            word(choices.value, sent.value === null ? '?' : `${sent.value}`),
          ],
        ]
      : []),
    ...(sent.forgotten
      ? [[f('own'), sent.forgotten, f(sent.offered ? 'isOffered' : 'isPrivate', { asker })]]
      : []),
    ...(sent.providerStaff ? [[t('staffNote')]] : []),
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
