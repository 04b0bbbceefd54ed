import { getTranslations } from 'next-intl/server'
import { KeyFigures } from '@/app/_components/ui/key-figures'
import { Notice } from '@/app/_components/ui/notice'
import { Passages } from '@/app/_components/ui/passages'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { isBeginningOf } from '@/server/domain/catalogue/competency-label'
import {
  changesNothing,
  type ImportedRow,
  type ImportSummary,
} from '@/server/domain/catalogue/imports'
import { markDifferences } from '@/server/domain/catalogue/text-differences'
import { Differences } from './differences'

/** What an import changes, or changed: counts first, then the competencies by name behind folds. */
export async function Preview({ summary, done }: { summary: ImportSummary; done: boolean }) {
  const t = await getTranslations('imports')
  const { framework, added, changed, gone, moved, unchanged, leftOut, alike, rows } = summary
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
        {moved > 0 ? <p>{t('movedHint', { count: moved })}</p> : null}
        {gone > 0 ? <p>{t('goneHint')}</p> : null}
      </div>
      {changesNothing(summary) && !done ? (
        <div className="mt-4">
          <Notice>{t('nothing')}</Notice>
        </div>
      ) : null}
      <div className="mt-5 grid gap-2">
        <Rows kind="added" count={added} rows={rows.added} open={added <= 30} />
        {done ? (
          <Rows kind="changed" count={changed} rows={[...rows.changed, ...rows.alike]} open />
        ) : (
          <Rows kind="changed" count={changed - alike} rows={rows.changed} open />
        )}
        <Rows kind="gone" count={gone} rows={rows.gone} open />
        <Rows kind="moved" count={moved} rows={rows.moved} open={moved <= 30} />
      </div>
    </>
  )
}

type RowsProps = {
  kind: 'added' | 'changed' | 'gone' | 'moved'
  count: number
  rows: ImportedRow[]
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
      <Table caption={t(`list.${kind}`)} columns={columns} stack>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed and its rows have no other name.
          <tr key={at}>
            <td data-label={t('list.code')}>{row.code}</td>
            <th scope="row" className="font-normal" data-label={t('list.label')}>
              <Row row={row} />
            </th>
            {kind === 'changed' ? (
              <td data-label={t('list.before')}>
                <Before row={row} />
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

/** A label that says more than the statement's own beginning, and the statement. */
function Row({ row: { label, statement, before, differs } }: { row: ImportedRow }) {
  const isOne = statement === '' || isBeginningOf(label, statement)
  const words =
    before !== null && differs.includes('statement')
      ? markDifferences(before, statement).after
      : [{ text: statement, marked: false }]
  return (
    <>
      {isOne ? null : (
        <span className="block font-semibold">
          <Said>{label}</Said>
        </span>
      )}
      <Said>{statement === '' ? label : <Passages of={words} />}</Said>
    </>
  )
}

async function Before({ row }: { row: ImportedRow }) {
  const t = await getTranslations('imports')
  const { before, statement, differs } = row
  if (differs.length === 0 && before === statement) return t('list.back')
  const said = differs.length === 0 || differs.includes('statement')
  return (
    <>
      {said ? (
        <Said>
          <Passages of={markDifferences(before ?? '', statement).before} />
        </Said>
      ) : null}
      <Differences row={row} />
    </>
  )
}
