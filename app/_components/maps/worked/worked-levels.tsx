import { getFormatter, getTranslations } from 'next-intl/server'
import { PRIOR_VOTES, totalOf } from '@/server/domain/method/counts'
import type { WorkedScale } from '@/server/domain/reading/worked-example'
import type { SplitLevel } from '../../charts/answer-split'
import { Table } from '../../ui/table'

type Props = {
  title: string
  scale: WorkedScale
  answers: SplitLevel[]
  scores: readonly number[]
  /** What the scores are called. */
  countsAs: string
}

/** Counts, faded counts, extra votes and their sum, level by level from most to least. */
export async function WorkedLevels({ title, scale, answers, scores, countsAs }: Props) {
  const t = await getTranslations('worked-example.levels')
  const format = await getFormatter()
  const two = (value: number | undefined) =>
    format.number(value ?? 0, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const rows = answers.map((answer, level) => ({ ...answer, level })).reverse()
  return (
    <Table
      caption={t('caption', { scale: title })}
      className="text-sm"
      columns={[
        { label: t('level') },
        { label: t('answers'), numeric: true },
        { label: t('faded'), numeric: true },
        { label: t('extra'), numeric: true },
        { label: t('together'), numeric: true },
        { label: countsAs, numeric: true },
      ]}
    >
      {rows.map(({ key, label, count, level }) => (
        <tr key={key}>
          <th scope="row" className="min-w-40">
            {label}
          </th>
          <td className="num">{count}</td>
          <td className="num">{two(scale.faded[level])}</td>
          <td className="num">{two(PRIOR_VOTES * (scale.prior[level] ?? 0))}</td>
          <td className="num">{two(scale.alpha[level])}</td>
          <td className="num">{two(scores[level])}</td>
        </tr>
      ))}
      <tr>
        <th scope="row">{t('sum')}</th>
        <td className="num">{scale.employers}</td>
        <td className="num">{two(scale.votes)}</td>
        <td className="num">{two(PRIOR_VOTES)}</td>
        <td className="num">{two(totalOf(scale.alpha))}</td>
        <td />
      </tr>
    </Table>
  )
}
