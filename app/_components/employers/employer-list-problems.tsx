import { useTranslations } from 'next-intl'
import { TextAreaField } from '@/app/_components/ui/field'
import { Said } from '@/app/_components/ui/said'
import { SendButton } from '@/app/_components/ui/send-button'
import { Table } from '@/app/_components/ui/table'
import type { EmployerListPreview, ListedEmployer } from '@/server/domain/people/employer-lists'

type Props = {
  preview: EmployerListPreview
  /** The address of the list's page, and where a list is taken in. */
  base: string
  upload: string
  id: string
}

/** Lines that cannot be confirmed, each with what to do, to be mended on the page or in a spreadsheet. */
export function EmployerListProblems({ preview, base, upload, id }: Props) {
  const t = useTranslations('employers.list')
  const { problems, toMend, counts } = preview
  const rest = counts.fresh + counts.onRecord
  return (
    <div id="problems" className="grid gap-3">
      <h2>{t('bad', { count: counts.problems })}</h2>
      {counts.problems > problems.length ? <p>{t('shown', { count: problems.length })}</p> : null}
      <Table
        caption={t('bad', { count: counts.problems })}
        columns={[
          { label: t('line'), numeric: true },
          { label: t('employer') },
          { label: t('problem') },
        ]}
        stack
      >
        {problems.map(({ line, name, reason, other }) => (
          <tr key={line}>
            <td className="num" data-label={t('line')}>
              {line}
            </td>
            <th scope="row">
              <Said>{name}</Said>
            </th>
            <td className="break-words">{t(`problems.${reason}`, { other })}</td>
          </tr>
        ))}
      </Table>
      <p>
        <a href={`${base}/left.csv`} download className="link inline-block py-0.5">
          {t('save')}
        </a>
      </p>
      {toMend.length > 0 ? (
        <details open={rest === 0}>
          <summary className="link min-h-11 cursor-pointer py-2">{t('mend')}</summary>
          <form method="post" action={upload} encType="multipart/form-data" className="grid gap-3">
            {/* The list they come from stays while something of it is not in these lines. */}
            {rest === 0 && counts.problems === toMend.length ? (
              <input type="hidden" name="replaces" value={id} />
            ) : null}
            <TextAreaField
              name="text"
              label={t('mendLabel')}
              hint={
                counts.problems > toMend.length
                  ? t('mendMore', { count: toMend.length })
                  : t('mendHint')
              }
              rows={Math.min(toMend.length + 2, 14)}
              spellCheck={false}
              wrap="off"
              defaultValue={asText(toMend, [
                t('headings.name'),
                t('headings.domain'),
                t('headings.county'),
                t('headings.industry'),
              ])}
            />
            <div>
              <SendButton pending={t('checking')}>{t('mendAction')}</SendButton>
            </div>
          </form>
        </details>
      ) : null}
    </div>
  )
}

/** Lines with commas between, as people write them; what holds one stands in quotes. */
function asText(lines: readonly ListedEmployer[], headings: readonly string[]): string {
  const rows = lines.map(({ name, domain, nobodys, unreadable, county, industry }) => [
    name,
    domain ?? nobodys ?? unreadable ?? '',
    county,
    industry,
  ])
  const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [headings, ...rows].map((row) => row.map(cell).join(', ')).join('\n')
}
