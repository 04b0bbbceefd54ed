import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { SendButton } from '@/app/_components/ui/send-button'
import type { AddressListView } from '@/server/domain/people/address-lists'
import { AddressNotes } from './address-notes'
import { RowTable } from './row-table'
import { rowWords } from './row-words'

type Props = {
  org: string
  cycleId: string
  base: string
  view: AddressListView
  /** What the cycle can show with these rows, said before they are invited. */
  children: ReactNode
}

/** What adding a list would do, as a table to set right: each row with its employer, or with what is wrong. */
export async function AddressRows({ org, cycleId, base, view, children }: Props) {
  const t = await getTranslations('cycles.addresses')
  const rows = await getTranslations('cycles.rows')
  const { preview, table } = view
  const { unused, refused, employers, newEmployers: fresh } = preview
  const ready = preview.rows.length
  return (
    <div className="grid min-w-0 gap-4">
      {unused.length > 0 ? <Notice>{t('unused', { columns: unused.join('; ') })}</Notice> : null}
      {ready > 0 ? <Notice announce title={t('good', { count: ready, employers, fresh })} /> : null}
      {refused > 0 ? <Wrong base={base} view={view} /> : null}
      <AddressNotes preview={preview} />
      {table.count > 0 ? (
        <form id="rows" method="post" action={`${base}/rows`} className="grid min-w-0 gap-4">
          <p className="measure text-muted">{rows('hint')}</p>
          <input type="hidden" name="page" value={table.page} />
          <RowTable
            key={table.page}
            org={org}
            list={{ cycleId, id: view.id }}
            table={table}
            words={await rowWords()}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button>{rows('keep')}</Button>
            {table.page > 1 ? (
              <Button name="to" value={table.page - 1}>
                {rows('previous')}
              </Button>
            ) : null}
            {table.page < table.pages ? (
              <Button name="to" value={table.page + 1}>
                {rows('next')}
              </Button>
            ) : null}
            {table.pages > 1 ? (
              <span className="text-muted">
                {rows('page', { page: table.page, pages: table.pages, count: table.count })}
              </span>
            ) : null}
          </div>
          {children}
          {ready > 0 ? (
            <div>
              <SendButton variant="primary" formAction={`${base}/add`} pending={t('adding')}>
                {t('add', { count: ready })}
              </SendButton>
            </div>
          ) : null}
        </form>
      ) : null}
    </div>
  )
}

/** Rows that cannot be used, the first of them by name, each leading to its place. */
async function Wrong({ base, view }: { base: string; view: AddressListView }) {
  const t = await getTranslations('cycles.addresses')
  const rows = await getTranslations('cycles.rows')
  const { refused } = view.preview
  const { wrong } = view.table
  return (
    <Notice kind="warn" announce title={t('bad', { count: refused })}>
      <ul>
        {wrong.map(({ line, page, quote }, at) => (
          <li key={`${line} ${at.toString()}`}>
            <a href={`${base}?page=${page}#row-${line}`} className="link inline-block py-0.5">
              {rows('wrongAt', { line })}
            </a>{' '}
            <Said>{quote}</Said>
          </li>
        ))}
      </ul>
      {refused > wrong.length ? <p>{t('badShown', { count: wrong.length })}</p> : null}
      <p>
        <a href={`${base}/refused.csv`} download className="link inline-block py-0.5">
          {t('saveRefused')}
        </a>
      </p>
    </Notice>
  )
}
