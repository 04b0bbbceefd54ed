import { getFormatter, getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import type { CoverageView, CoveredLine } from '@/server/domain/reading/coverage-view'
import { StateWord } from '../ui/state-word'
import { Table } from '../ui/table'

const tones = { covered: 'good', possible: 'open', uncovered: 'none' } as const

/** Every line with what covers it, behind a fold; `name` tells one such table from the next. */
export async function CoverageLines({ name, coverage }: { name: string; coverage: CoverageView }) {
  const t = await getTranslations('coverage')
  if (coverage.lines.length === 0) return null
  return (
    <details className="mt-2">
      <summary className="inline-block py-2 underline underline-offset-4">{t('details')}</summary>
      <Table
        caption={t('caption', { name })}
        stack
        className="mt-2"
        columns={[
          { label: t('line'), width: '34%' },
          { label: t('importance') },
          { label: t('answer'), width: '46%' },
        ]}
      >
        {coverage.lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <Said>{line.label}</Said>
            </th>
            <td>
              {line.mustHave
                ? t('mustHave')
                : t('importancePoints', { points: Math.round(100 * line.importance) })}
            </td>
            <td>
              <StateWord tone={tones[line.state]}>{t(`states.${line.state}`)}</StateWord>
              {line.link ? <Answer link={line.link} /> : null}
            </td>
          </tr>
        ))}
      </Table>
    </details>
  )
}

async function Answer({ link }: { link: NonNullable<CoveredLine['link']> }) {
  const t = await getTranslations('coverage')
  const kinds = await getTranslations('alignments.kind')
  const format = await getFormatter()
  if (link.label === null) return <span className="sub">{t('same')}</span>
  return (
    <span className="sub">
      {t('linked', {
        kind: kinds(link.kind),
        label: link.label,
        framework: link.framework ?? '',
      })}
      {', '}
      {link.accepted
        ? t('acceptedBy', {
            by: link.accepted.by,
            date: format.dateTime(link.accepted.at, { dateStyle: 'medium' }),
          })
        : link.claimedBy
          ? t('claimedBy', { framework: link.claimedBy })
          : t('unreviewed')}
    </span>
  )
}
