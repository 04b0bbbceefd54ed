import { useTranslations } from 'next-intl'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import type { AddressPreview as Preview } from '@/server/domain/people/address-lists'
import { AddressNotes } from './address-notes'

type Props = {
  preview: Preview
  /** Where the lines are as a file that cannot be used. */
  refusedAt: string
}

/** What adding would do, line by line: each employer and how it was found, and each bad line named. */
export function AddressPreview({ preview, refusedAt }: Props) {
  const t = useTranslations('cycles.addresses')
  const { rows, refused, unused, employers, newEmployers: fresh } = preview
  return (
    <div className="grid gap-4">
      {unused.length > 0 ? <Notice>{t('unused', { columns: unused.join('; ') })}</Notice> : null}
      {refused > 0 ? <Refused preview={preview} refusedAt={refusedAt} /> : null}
      {rows.length > 0 ? (
        <>
          <Notice announce title={t('good', { count: rows.length, employers, fresh })} />
          <AddressNotes preview={preview} />
          <Table
            caption={t('title')}
            columns={[
              { label: t('line'), numeric: true },
              { label: t('address') },
              { label: t('employer') },
              { label: t('how') },
            ]}
            stack
          >
            {rows.map((row) => (
              <tr key={row.email}>
                <td className="num" data-label={t('line')}>
                  {row.line}
                </td>
                <td className="break-all">
                  {row.email}
                  {row.name ? (
                    <span className="sub">
                      <Said>{row.name}</Said>
                    </span>
                  ) : null}
                </td>
                <td>
                  <Said>{row.employer}</Said>
                </td>
                <td>{t(row.how)}</td>
              </tr>
            ))}
          </Table>
        </>
      ) : null}
    </div>
  )
}

function Refused({ preview: { problems, refused }, refusedAt }: Props) {
  const t = useTranslations('cycles.addresses')
  return (
    <>
      <Notice kind="warn" announce title={t('bad', { count: refused })}>
        {refused > problems.length ? t('badShown', { count: problems.length }) : null}
      </Notice>
      <p>
        <a href={refusedAt} download className="link inline-block py-0.5">
          {t('saveRefused')}
        </a>
      </p>
      <Table
        caption={t('problem')}
        columns={[
          { label: t('line'), numeric: true },
          { label: t('address') },
          { label: t('problem') },
        ]}
        stack
      >
        {problems.map(({ line, text, reason, firstLine }) => (
          <tr key={`${line} ${text}`}>
            <td className="num" data-label={t('line')}>
              {line}
            </td>
            <td className="break-all">{text}</td>
            <td>
              {reason === 'duplicate' ? t('duplicate', { firstLine: firstLine ?? '' }) : t(reason)}
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}
