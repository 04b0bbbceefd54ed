import type { inferRouterOutputs } from '@trpc/server'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { GroupSaid } from '@/app/_components/rating/group-said'
import { failedWords } from '@/app/_components/ui/failed-words'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { lastDayText } from '@/server/domain/asking/cycles'
import { answerLevel, CANNOT_JUDGE, mayJudgeFit, NOT_SURE } from '@/server/domain/scales'
import type { AppRouter } from '@/server/routers/index'
import { WithdrawAnswers } from './withdraw-answers'

type Props = { org: string; answer: inferRouterOutputs<AppRouter>['ratings']['own'][number] }

/** One answer that was sent: who asked, whether it counts, and behind a fold what was said. */
export async function SentAnswers({ org, answer }: Props) {
  const t = await getTranslations('own-answers')
  const receipt = await getTranslations('ratings.receipt')
  const s = await getTranslations('scales')
  const format = await getFormatter()
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'medium' })
  const closed = answer.state === 'closed'
  const columns = [
    ...(['competency', 'importance', 'fit'] as const),
    ...(closed ? (['importanceGroup', 'fitGroup'] as const) : []),
  ]
  const groups = answer.lines.flatMap((line) =>
    mayJudgeFit(answer.exposure) ? [line.importanceGroup, line.fitGroup] : [line.importanceGroup],
  )
  const published = groups.filter((group) => group !== null).length
  return (
    <>
      <h2 className="text-lg">
        {answer.credential}{' '}
        <span className="font-normal">{t('for', { occupation: answer.occupation })}</span>
      </h2>
      <p className="text-muted">{t('sent', { asker: answer.asker, date: date(answer.sentAt) })}</p>
      <p>
        {t(`state.${answer.state}`, {
          date: lastDayText(await getLocale(), answer.closesAt, answer.timeZone, 'medium'),
        })}
        {closed ? ` ${t('published', { published, asked: groups.length })}` : null}
      </p>
      <details className="mt-1">
        <summary className="link flex min-h-11 cursor-pointer items-center">
          {t('show')}
          <span className="sr-only">: {answer.credential}</span>
        </summary>
        <p>{t('exposure', { answer: s(`exposure.${answer.exposure}`) })}</p>
        <p className="mb-3">
          {t('value', {
            answer: answer.value === null ? t('noValue') : s(`value.levels.${answer.value}`),
          })}
        </p>
        <Table
          caption={t('show')}
          columns={columns.map((column) => ({ label: receipt(column) }))}
          stack
        >
          {answer.lines.map((line) => (
            <tr key={line.label}>
              <th scope="row">
                <Said>{line.label}</Said>
              </th>
              <td data-label={receipt('importance')}>{importanceWord(line.importance)}</td>
              <td data-label={receipt('fit')}>{fitWord(line.fit)}</td>
              {closed ? (
                <>
                  <td data-label={`${receipt('importanceGroup')}:`}>
                    <GroupSaid
                      group={line.importanceGroup}
                      own={line.importance}
                      label={(level) => importanceWord(level)}
                      first={1}
                    />
                  </td>
                  <td data-label={`${receipt('fitGroup')}:`}>
                    <GroupSaid
                      group={line.fitGroup}
                      own={line.fit}
                      label={(level) => fitWord(level)}
                      first={0}
                    />
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </Table>
        <div className="mt-3">
          <WithdrawAnswers
            org={org}
            cycleId={answer.cycleId}
            words={{
              withdraw: t('withdraw'),
              title: t('withdrawTitle'),
              text: t('withdrawText'),
              keep: t('keep'),
              ...(await failedWords()),
            }}
          />
        </div>
      </details>
    </>
  )

  function importanceWord(given: string): string {
    if (given === NOT_SURE) return s('importance.notSure')
    const level = answerLevel('importance', given)
    return level === null ? receipt('open') : s(`importance.levels.${level}.label`)
  }

  function fitWord(given: string): string {
    if (given === CANNOT_JUDGE) return s('fit.cannotJudge.label')
    const level = answerLevel('fit', given)
    return level === null ? receipt('open') : s(`fit.levels.${level}.label`)
  }
}
