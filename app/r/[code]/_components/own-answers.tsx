import type { inferRouterOutputs } from '@trpc/server'
import { getTranslations } from 'next-intl/server'
import { GroupSaid } from '@/app/_components/rating/group-said'
import { scaleChoices } from '@/app/_components/rating/scale-choices'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { mayJudgeFit } from '@/server/domain/scales'
import type { AppRouter } from '@/server/routers/index'

type Receipt = inferRouterOutputs<AppRouter>['ratings']['readReceipt']
type Sent = NonNullable<Receipt['sent']>

/** What was sent, line by line, and after the close what the group of employers said. */
export async function OwnAnswers({ receipt }: { receipt: Receipt & { sent: Sent } }) {
  const t = await getTranslations('ratings.receipt')
  const s = await getTranslations('scales')
  const { sent } = receipt
  const choices = await scaleChoices()
  const judges = mayJudgeFit(sent.exposure)
  const importanceWord = (level: string) =>
    choices.importance.find((choice) => choice.value === level)?.label ?? ''
  const fitWord = (level: string) =>
    choices.fit.find((choice) => choice.value === level)?.label ?? ''
  const value = choices.value.find((choice) => choice.value === String(sent.value ?? '?'))
  const closed = receipt.state === 'closed'
  const columns = [
    { label: t('competency') },
    { label: t('importance') },
    { label: t('fit') },
    ...(closed ? [{ label: t('importanceGroup') }, { label: t('fitGroup') }] : []),
  ]
  return (
    <section className="rater-copy">
      <h2>{t('yourAnswers')}</h2>
      <p className="rater-note">
        {receipt.credential} · {s(`role.${sent.role}`)} · {s(`exposure.${sent.exposure}`)}
      </p>
      {judges && receipt.apprenticeship ? <p className="rater-note">{t('finished')}</p> : null}
      {sent.providerStaff ? <p className="rater-note">{t('staffNote')}</p> : null}
      <Table caption={t('yourAnswers')} columns={columns} stack>
        {sent.lines.map((line) => (
          <tr key={line.name}>
            <th scope="row">
              <Said>{line.name}</Said>
            </th>
            <td data-label={`${t('importance')}:`}>
              {line.importance ? importanceWord(line.importance) : t('open')}
            </td>
            <td data-label={`${t('fit')}:`}>
              {line.fit ? fitWord(line.fit) : judges ? t('open') : t('notAsked')}
            </td>
            {closed ? (
              <>
                <td data-label={`${t('importanceGroup')}:`}>
                  <GroupSaid
                    group={line.importanceGroup}
                    own={line.importance}
                    label={importanceWord}
                    first={1}
                  />
                </td>
                <td data-label={`${t('fitGroup')}:`}>
                  <GroupSaid group={line.fitGroup} own={line.fit} label={fitWord} first={0} />
                </td>
              </>
            ) : null}
          </tr>
        ))}
      </Table>
      {judges ? (
        <p className="mt-2">
          {s('value.question', { job: receipt.job, credential: receipt.credential })}{' '}
          <b>{value?.label}</b>
        </p>
      ) : null}
    </section>
  )
}
