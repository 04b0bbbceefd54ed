import { useFormatter, useTranslations } from 'next-intl'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import type { ClaimPreview as Preview } from '@/server/domain/catalogue/claim-lists'
import type { ClaimKind } from '@/server/domain/catalogue/credentials'

type Props = {
  preview: Preview
  /** What is claimed because no column says a kind; null where one does. */
  otherwise: ClaimKind | null
}

/** What applying a sheet would do, line by line, and each line that says nothing yet with what to do about it. */
export function ClaimPreview({ preview, otherwise }: Props) {
  const t = useTranslations('claims.sheet')
  const kinds = useTranslations('own-credentials.claim')
  const format = useFormatter()
  const { rows, problems, added, left, unused } = preview
  const named = (some: ClaimKind[]) => format.list(some.map((kind) => kinds(kind)))
  return (
    <div className="grid gap-4">
      {otherwise ? <Notice>{t('otherwiseSaid', { kind: kinds(otherwise) })}</Notice> : null}
      {unused.length > 0 ? <Notice>{t('unused', { columns: unused.join('; ') })}</Notice> : null}
      {left > 0 ? <Notice kind="warn">{t('left', { count: left })}</Notice> : null}
      {problems.length > 0 ? <Problems problems={problems} /> : null}
      {rows.length > 0 ? (
        <>
          <Notice announce title={t('good', { count: rows.length, added })} />
          <Table
            caption={t('title')}
            columns={[
              { label: t('line'), numeric: true },
              { label: t('competency') },
              { label: t('adds') },
            ]}
            stack
          >
            {rows.map((row) => (
              <tr key={row.line}>
                <td className="num" data-label={t('line')}>
                  {row.line}
                </td>
                <td>
                  {row.code ? <span className="mr-2 text-muted">{row.code}</span> : null}
                  <Said>{row.label}</Said>
                </td>
                <td data-label={t('adds')}>
                  {named(row.added)}
                  {row.level ? (
                    <span className="text-muted">
                      {' · '}
                      <Said>{row.level}</Said>
                    </span>
                  ) : null}
                  {row.standing.length > 0 ? (
                    <span className="sub">{t('stands', { kinds: named(row.standing) })}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
        </>
      ) : null}
    </div>
  )
}

function Problems({ problems }: Pick<Preview, 'problems'>) {
  const t = useTranslations('claims.sheet')
  return (
    <>
      <Notice kind="warn" announce title={t('bad', { count: problems.length })}>
        {t('badText')}
      </Notice>
      <Table
        caption={t('problem')}
        columns={[
          { label: t('line'), numeric: true },
          { label: t('competency') },
          { label: t('problem') },
        ]}
        stack
      >
        {problems.map(({ line, text, reason, detail }) => (
          <tr key={line}>
            <td className="num" data-label={t('line')}>
              {line}
            </td>
            <td className="break-words">
              <Said>{text}</Said>
            </td>
            <td>{t(`reason.${reason}`, { detail })}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}
