import { useTranslations } from 'next-intl'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import type { LineView } from '@/server/domain/people/employer-lists'

type Props = { caption: string; lines: readonly LineView[]; total: number }

/** Lines of a list with the employer each is about, where it is counted, and what confirming does. */
export function EmployerListLines({ caption, lines, total }: Props) {
  const t = useTranslations('employers.list')
  return (
    <>
      {total > lines.length ? <p>{t('shown', { count: lines.length })}</p> : null}
      <Table
        caption={caption}
        columns={[
          { label: t('line'), numeric: true },
          { label: t('employer') },
          { label: t('domain') },
          { label: t('county') },
          { label: t('industry') },
          { label: t('what') },
        ]}
        stack
      >
        {lines.map((line) => (
          <tr key={line.line}>
            <td className="num" data-label={t('line')}>
              {line.line}
            </td>
            <th scope="row">
              <Said>{line.name}</Said>
              {line.record ? (
                <span className="sub">
                  <Said>{t('recordName', { name: line.record })}</Said>
                </span>
              ) : null}
            </th>
            <td className="break-all" data-label={t('domain')}>
              {line.domain ?? t('noDomain')}
            </td>
            <td data-label={t('county')}>{line.county}</td>
            <td data-label={t('industry')}>{line.industry}</td>
            <td data-label={t('what')}>
              {t(line.outcome)}
              {line.needs ? (
                <span className="sub">
                  {t(`needs.${line.needs}`, { others: line.shares.join('; ') })}
                </span>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}
