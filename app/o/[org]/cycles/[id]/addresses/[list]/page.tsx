import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ForecastView } from '@/app/_components/cycles/forecast-view'
import { KeepList } from '@/app/_components/cycles/keep-list'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'
import { isCellRemark } from '@/server/domain/file-remarks'
import type { AddressListView } from '@/server/domain/people/address-lists'
import { AddressRows } from './_components/address-rows'
import { AddressTable } from './_components/address-table'

type Props = {
  params: Promise<{ org: string; id: string; list: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cycles.addresses'))('title') }
}

/** A list of raters that waits: its table if it is one, what adding it would do, and the steps that add it or give it up. */
export default async function AddressListPage({ params, searchParams }: Props) {
  const { org, id: cycleId, list } = await params
  const query = await searchParams
  const { cycles } = await caller()
  const view = await pageData(
    cycles.addressList({ org, list: { cycleId, id: list, page: pageSaid(query) } }),
  )
  const t = await getTranslations('cycles.addresses')
  const tables = await getTranslations('tables')
  const cycleWords = await getTranslations('cycles.done')
  const problem = readProblem(query)
  const { sheet } = view
  const back = `/o/${org}/cycles/${cycleId}`
  const base = `${back}/addresses/${view.id}`
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: back, label: view.cycle }, { label: view.fileName ?? t('pasted') }]}
      />
      <PageHeading
        kick={t('title')}
        title={<Said className="break-words">{view.fileName ?? t('pasted')}</Said>}
      />
      <div className="grid gap-5">
        <Outcome
          problem={problem?.field === 'name' ? null : problem}
          done={doneSaid(query.done, {
            ...{ forgotten: tables('forgotten'), kept: t('rowsKept') },
            listKept: cycleWords('listKept'),
          })}
        />
        <Remarks remarks={view.remarks} />
        {sheet ? (
          <AddressTable
            org={org}
            cycleId={cycleId}
            view={view}
            sheet={sheet}
            problem={problem}
            typed={typedIn(query)}
          />
        ) : null}
        {sheet?.asks ? null : (
          <section id="preview" aria-label={t('checked')} className="grid min-w-0 gap-6">
            <AddressRows org={org} cycleId={cycleId} base={base} view={view}>
              <ForecastView forecast={view.forecast} ifConfirmed={view.ifConfirmed} withList />
            </AddressRows>
          </section>
        )}
        {view.table.count > 0 ? (
          <KeepList
            action={`${back}/keep?list=${view.id}`}
            problem={problem?.field === 'name' ? problem.message : undefined}
            typed={typedIn(query).get('name') ?? ''}
          />
        ) : null}
        <div>
          <form method="post" action={`${base}/discard`}>
            <Button>{t('discard')}</Button>
          </form>
        </div>
      </div>
    </>
  )
}

function pageSaid({ page }: Record<string, string | string[] | undefined>): number {
  return typeof page === 'string' && /^[1-9]\d{0,2}$/.test(page) ? Number(page) : 1
}

function doneSaid(done: string | string[] | undefined, words: Record<string, string>) {
  return typeof done === 'string' && Object.hasOwn(words, done) ? words[done] : undefined
}

async function Remarks({ remarks }: Pick<AddressListView, 'remarks'>) {
  const imports = await getTranslations('imports')
  const tables = await getTranslations('tables')
  return remarks.map(({ reason, detail }) => (
    <Notice key={reason} kind="warn">
      {isCellRemark(reason) ? tables(`cells.${reason}`, { detail }) : imports(`reason.${reason}`)}
    </Notice>
  ))
}
