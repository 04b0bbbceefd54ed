import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ComponentProps } from 'react'
import { SheetChoice } from '@/app/_components/sheet-grid/sheet-choice'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { BringIntoView } from '@/app/_components/ui/bring-into-view'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { blank } from '@/app/_i18n/blanks'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { typedIn } from '@/app/_trpc/typed-in'
import {
  changesNothing,
  type ImportProposal,
  type ImportView,
} from '@/server/domain/catalogue/imports'
import { Apply } from './_components/apply'
import { ApplyForm } from './_components/apply-form'
import { Columns } from './_components/columns'
import { ImportProgress } from './_components/import-progress'
import { Preview } from './_components/preview'
import { Problems } from './_components/problems'
import { UndoButton } from './_components/undo-button'

type Query = Record<string, string | string[] | undefined>
type Props = { params: Promise<{ org: string; id: string }>; searchParams: Promise<Query> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { org, id } = await params
  const query = await searchParams
  const view = await pageData((await caller()).imports.read({ org, id }))
  const t = await getTranslations('imports')
  const frameworks = await getTranslations('frameworks')
  const tables = await getTranslations('tables')
  return (
    <>
      <Breadcrumb
        label={frameworks('breadcrumb')}
        items={[{ href: `/o/${org}/frameworks`, label: t('back') }, { label: view.fileName }]}
      />
      <PageHeading
        kick={`${t(`format.${view.format}`)} · ${t(`state.${view.state}`)}`}
        title={<Said className="break-words">{view.fileName}</Said>}
      />
      {view.proposal ? <Proposed proposal={view.proposal} /> : null}
      {view.sheet && !view.sheet.fixed ? null : <Outcome problem={readProblem(query)} />}
      {query.done === 'forgotten' ? <Outcome problem={null} done={tables('forgotten')} /> : null}
      {view.sheet?.fixed && view.sheet.sheets.length > 0 ? (
        <SheetChoice action={`/o/${org}/frameworks/imports/${id}/sheet`} {...view.sheet} />
      ) : null}
      {view.sheet && !view.sheet.fixed ? (
        <Columns
          org={org}
          view={view}
          sheet={view.sheet}
          problem={readProblem(query)}
          typed={typedIn(query)}
        />
      ) : null}
      <BringIntoView state={view.state}>
        <HowItWent org={org} view={view} />
      </BringIntoView>
      <Changes org={org} view={view} />
      {view.state === 'undone' ? null : <Problems org={org} view={view} />}
    </>
  )
}

async function Proposed({ proposal }: { proposal: ImportProposal }) {
  const t = await getTranslations('imports')
  return (
    <div className="mb-5">
      <Notice>{t(`proposed.${proposal.because}`, { name: proposal.name })}</Notice>
    </div>
  )
}

/** What became of the import since it was seen last. */
async function HowItWent({ org, view }: { org: string; view: ImportView }) {
  const t = await getTranslations('imports')
  const { id, summary } = view
  switch (view.state) {
    case 'uploaded':
    case 'previewed':
      return null
    case 'applying':
      return view.stalled ? (
        <Notice kind="warn" title={t('stalled')}>
          <div className="mt-3">
            <ApplyForm
              org={org}
              id={id}
              words={{
                submit: t('again'),
                pending: t('applying'),
                failed: t('failed'),
                leaveOut: null,
              }}
            />
          </div>
        </Notice>
      ) : (
        <Following
          org={org}
          id={id}
          done={view.doneRows}
          total={view.totalRows}
          words={{
            label: blank(await getTranslations(), 'imports.progress'),
            hint: t('progressHint'),
            unseen: t('progressUnseen'),
          }}
        />
      )
    case 'applied':
      return <Applied org={org} view={view} />
    case 'failed':
      return (
        <Notice kind="error" title={t('given')}>
          <p>{summary?.failure}</p>
          <div className="mt-3">
            <LinkButton href={`/o/${org}/frameworks/imports/new`}>{t('uploadAgain')}</LinkButton>
          </div>
        </Notice>
      )
    case 'undone':
      return <Notice announce>{t('undone')}</Notice>
    case 'forgotten':
      return (
        <Notice title={t('forgotten')}>
          <p>{t('forgottenWhy')}</p>
          <div className="mt-3">
            <LinkButton href={`/o/${org}/frameworks/imports/new`}>{t('uploadAgain')}</LinkButton>
          </div>
        </Notice>
      )
  }
}

/** How far it is; without script the page is asked for again by itself. */
function Following(props: ComponentProps<typeof ImportProgress>) {
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <ImportProgress {...props} />
    </>
  )
}

async function Applied({ org, view: { summary, framework } }: { org: string; view: ImportView }) {
  const t = await getTranslations('imports')
  const nothing = summary !== null && changesNothing(summary)
  return (
    <Notice kind="good" title={nothing ? t('appliedNothing') : t('applied')} announce>
      {framework ? (
        <div className="mt-3">
          <LinkButton href={`/o/${org}/frameworks/${framework}`} variant="primary">
            {t('open')}
          </LinkButton>
        </div>
      ) : null}
    </Notice>
  )
}

/** What it would change, with the step that does it, or what it changed, with the way back. */
async function Changes({ org, view }: { org: string; view: ImportView }) {
  const t = await getTranslations('imports')
  const { id, summary, state } = view
  if (state === 'previewed' && summary) {
    return (
      <section aria-labelledby="preview" className="mt-8 border-t-2 border-ink pt-5">
        <h2 id="preview" className="mb-2">
          {t('steps.preview')}
        </h2>
        <Preview summary={summary} done={false} />
        <div className="mt-6">
          <Apply org={org} view={view} summary={summary} />
        </div>
      </section>
    )
  }
  if (state !== 'applied') return null
  return (
    <>
      {summary && !changesNothing(summary) ? (
        <section aria-labelledby="done" className="mt-8">
          <h2 id="done" className="mb-2">
            {t('steps.done')}
          </h2>
          <Preview summary={summary} done />
        </section>
      ) : null}
      {view.canUndo ? (
        <UndoButton
          org={org}
          id={id}
          words={{
            undo: t('undo'),
            pending: t('undoing'),
            hint: t('undoHint'),
            failed: t('failed'),
          }}
        />
      ) : null}
    </>
  )
}
