import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TableForm } from '@/app/_components/sheet-grid/table-form'
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
import { type ClaimListView, claimFields } from '@/server/domain/catalogue/claim-lists'
import { isCellRemark } from '@/server/domain/file-remarks'
import { ClaimPreview } from './_components/claim-preview'

type Props = {
  params: Promise<{ org: string; list: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claims.sheet'))('title') }
}

/** A sheet of claims that waits: what its columns hold, what applying it would do, and the steps that apply it or give it up. */
export default async function ClaimListPage({ params, searchParams }: Props) {
  const { org, list } = await params
  const query = await searchParams
  const view = await pageData((await caller()).claims.read({ org, list: { id: list } }))
  const t = await getTranslations('claims')
  const tables = await getTranslations('tables')
  const problem = readProblem(query)
  const { credential, framework, sheet, preview } = view
  const base = `/o/${org}/claims/${view.id}`
  const name = view.fileName ?? t('sheet.pasted')
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/credentials`, label: t('credentials') },
          { href: `/o/${org}/credentials/${credential.slug}`, label: credential.name },
          {
            href: `/o/${org}/credentials/${credential.slug}/claims/${framework.slug}`,
            label: framework.name,
          },
          { label: name },
        ]}
      />
      <PageHeading
        kick={t('sheet.title')}
        title={<Said className="break-words">{name}</Said>}
        lede={t('sheet.lede', { credential: credential.name, framework: framework.name })}
      />
      <div className="grid gap-5">
        <Outcome
          problem={problem}
          done={query.done === 'forgotten' ? tables('forgotten') : undefined}
        />
        <Remarks remarks={view.remarks} />
        <details open={sheet.asks || preview.problems.length > 0 || problem !== null}>
          <summary className="link min-h-11 cursor-pointer py-2">{t('sheet.columns')}</summary>
          <TableForm
            base={base}
            sheet={sheet}
            fields={sheet.fields}
            options={claimFields.map((value) => ({
              value,
              label: value === '' ? t('sheet.noColumn') : t(`sheet.column.${value}`),
            }))}
            problem={problem}
            typed={typedIn(query)}
            hint={t(sheet.asks ? 'sheet.columnsHint' : 'sheet.columnsTaken')}
            count={null}
            send={{ label: t('sheet.check'), pending: t('sheet.checking'), isMain: sheet.asks }}
          />
        </details>
        {sheet.asks ? null : (
          <section id="preview" aria-label={t('sheet.checked')}>
            <ClaimPreview preview={preview} otherwise={otherwiseOf(view)} />
          </section>
        )}
        <div className="flex flex-wrap gap-3">
          {preview.added > 0 ? (
            <form method="post" action={`${base}/apply`}>
              <SendButton variant="primary" pending={t('sheet.applying')}>
                {t('sheet.apply', { count: preview.added })}
              </SendButton>
            </form>
          ) : null}
          <form method="post" action={`${base}/discard`}>
            <Button>{t('sheet.discard')}</Button>
          </form>
        </div>
      </div>
    </>
  )
}

/** The kind that is claimed where no column says one; null where a column does. */
function otherwiseOf({ sheet, otherwise }: ClaimListView) {
  const says = sheet.fields.some((field) => !['', 'competency', 'level'].includes(field))
  return says ? null : otherwise
}

async function Remarks({ remarks }: Pick<ClaimListView, 'remarks'>) {
  const imports = await getTranslations('imports')
  const tables = await getTranslations('tables')
  return remarks.map(({ reason, detail }) => (
    <Notice key={reason} kind="warn">
      {isCellRemark(reason) ? tables(`cells.${reason}`, { detail }) : imports(`reason.${reason}`)}
    </Notice>
  ))
}
