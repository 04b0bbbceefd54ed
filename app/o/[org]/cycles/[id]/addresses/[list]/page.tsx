import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { SendButton } from '@/app/_components/ui/send-button'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'
import { isCellRemark } from '@/server/domain/file-remarks'
import type { AddressListView } from '@/server/domain/people/address-lists'
import { AddressPreview } from './_components/address-preview'
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
  const view = await pageData(cycles.addressList({ org, list: { cycleId, id: list } }))
  const t = await getTranslations('cycles.addresses')
  const tables = await getTranslations('tables')
  const problem = readProblem(query)
  const { sheet, preview } = view
  const back = `/o/${org}/cycles/${cycleId}`
  const base = `${back}/addresses/${view.id}`
  const ready = !sheet?.asks && preview.rows.length > 0
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
          problem={problem}
          done={query.done === 'forgotten' ? tables('forgotten') : undefined}
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
          <section id="preview" aria-label={t('checked')}>
            <AddressPreview preview={preview} refusedAt={`${base}/refused.csv`} />
          </section>
        )}
        <div className="flex flex-wrap gap-3">
          {ready ? (
            <form method="post" action={`${base}/add`}>
              <SendButton variant="primary" pending={t('adding')}>
                {t('add', { count: preview.rows.length })}
              </SendButton>
            </form>
          ) : null}
          <form method="post" action={`${base}/discard`}>
            <Button>{t('discard')}</Button>
          </form>
        </div>
      </div>
    </>
  )
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
