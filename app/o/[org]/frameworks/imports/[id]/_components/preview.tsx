import { getTranslations } from 'next-intl/server'
import { KeyFigures } from '@/app/_components/ui/key-figures'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { changesNothing, type ImportSummary } from '@/server/domain/catalogue/imports'

/** What an import changes, or changed: counts first, then the competencies by name behind folds. */
export async function Preview({ summary, done }: { summary: ImportSummary; done: boolean }) {
  const t = await getTranslations('imports')
  const { framework, added, changed, gone, unchanged, leftOut } = summary
  return (
    <>
      <p className="lede mb-4">
        {framework.id
          ? t('intoExisting', { name: framework.name })
          : t('intoNew', { name: framework.name })}
      </p>
      <KeyFigures
        items={[
          { label: t('counts.added'), value: added },
          { label: t('counts.changed'), value: changed },
          { label: t('counts.gone'), value: gone },
          { label: t('counts.unchanged'), value: unchanged },
          ...(leftOut > 0 ? [{ label: t('counts.leftOut'), value: leftOut }] : []),
        ]}
      />
      <div className="mt-3 grid gap-1 text-muted">
        {summary.headChanged ? <p>{t('headChanged')}</p> : null}
        {summary.linksAdded + summary.linksGone > 0 ? (
          <p>{t('linksChanged', { added: summary.linksAdded, gone: summary.linksGone })}</p>
        ) : null}
        {gone > 0 ? <p>{t('goneHint')}</p> : null}
      </div>
      {changesNothing(summary) && !done ? (
        <div className="mt-4">
          <Notice>{t('nothing')}</Notice>
        </div>
      ) : null}
      <div className="mt-5 grid gap-2">
        <Rows kind="added" count={added} rows={summary.rows.added} open={added <= 30} />
        <Rows
          kind="changed"
          count={changed}
          rows={[...summary.rows.changed, ...summary.rows.alike]}
          open
        />
        <Rows kind="gone" count={gone} rows={summary.rows.gone} open />
      </div>
    </>
  )
}

type RowsProps = {
  kind: 'added' | 'changed' | 'gone'
  count: number
  rows: ImportSummary['rows']['added']
  open: boolean
}

async function Rows({ kind, count, rows, open }: RowsProps) {
  if (count === 0) return null
  const t = await getTranslations('imports')
  const columns = [
    { label: t('list.code'), width: '8rem' },
    { label: t('list.label') },
    ...(kind === 'changed' ? [{ label: t('list.before') }] : []),
  ]
  return (
    <details open={open}>
      <summary className="cursor-pointer py-2 font-semibold">
        {t(`list.${kind}`)} ({count})
      </summary>
      <Table caption={t(`list.${kind}`)} columns={columns}>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed and its rows have no other name.
          <tr key={at}>
            <td>{row.code}</td>
            <th scope="row" className="font-normal">
              <Said>{row.label}</Said>
            </th>
            {kind === 'changed' ? (
              <td>
                <Said>{row.before}</Said>
              </td>
            ) : null}
          </tr>
        ))}
      </Table>
      {count > rows.length ? (
        <p className="mt-2 text-muted">{t('list.more', { count: count - rows.length })}</p>
      ) : null}
    </details>
  )
}
