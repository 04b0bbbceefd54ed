import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { FrameworkFacts } from '@/app/_components/frameworks/framework-facts'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import type { FrameworkSummary } from '@/server/domain/catalogue/framework-view'
import type { ImportRow } from '@/server/domain/catalogue/imports'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('frameworks')
  return { title: t('title') }
}

type Props = { params: Promise<{ org: string }> }

export default async function FrameworksPage({ params }: Props) {
  const { org } = await params
  const api = await caller()
  const { own, published } = await pageData(api.frameworks.list({ org }))
  const mayEdit = await readerMayDo(org, 'framework.edit')
  const imports = await api.imports.list({ org })
  const offered = (await readerMayDo(org, 'own-words.adopt'))
    ? await api.requirements.offered({ org })
    : []
  const t = await getTranslations('frameworks')
  const words = await getTranslations('offered-words')
  const alignments = await getTranslations('alignments')
  const actions = mayEdit ? (
    <>
      <LinkButton href={`/o/${org}/frameworks/imports/new`} variant="primary">
        {t('actions.import')}
      </LinkButton>
      <LinkButton href={`/o/${org}/frameworks/new`}>{t('actions.new')}</LinkButton>
      <LinkButton href={`/o/${org}/alignments`}>{alignments('linkFromFrameworks')}</LinkButton>
    </>
  ) : null
  return (
    <>
      <PageHeading
        title={t('title')}
        lede={t('ownLede')}
        actions={own.length > 0 ? actions : null}
      />
      {own.length === 0 ? (
        <EmptyState
          title={t('empty.title')}
          action={actions ? <div className="flex flex-wrap gap-2.5">{actions}</div> : null}
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <section aria-labelledby="own">
          <h2 id="own" className="mb-2">
            {t('own')}
          </h2>
          <Rows org={org} frameworks={own} />
        </section>
      )}
      {published.length > 0 ? (
        <section aria-labelledby="published" className="mt-9">
          <h2 id="published">{t('published')}</h2>
          <p className="mb-2 text-muted">{t('publishedHint')}</p>
          <Rows org={org} frameworks={published} />
        </section>
      ) : null}
      {offered.length > 0 ? (
        <p className="mt-9">
          <Link href={`/o/${org}/frameworks/offered`} prefetch={false} className="link">
            {words('link')}
          </Link>
        </p>
      ) : null}
      {imports.length > 0 ? <Imports org={org} imports={imports.slice(0, 8)} /> : null}
    </>
  )
}

function Rows({ org, frameworks }: { org: string; frameworks: FrameworkSummary[] }) {
  return (
    <ul className="rows">
      {frameworks.map((framework) => (
        <li key={framework.id}>
          <h3 className="text-lg">
            <Link href={`/o/${org}/frameworks/${framework.slug}`} prefetch={false} className="link">
              <Said>{framework.name}</Said>
            </Link>
          </h3>
          <FrameworkFacts framework={framework} showState />
        </li>
      ))}
    </ul>
  )
}

async function Imports({ org, imports }: { org: string; imports: ImportRow[] }) {
  const t = await getTranslations('frameworks')
  const words = await getTranslations('imports')
  const format = await getFormatter()
  return (
    <section aria-labelledby="imports" className="mt-9">
      <h2 id="imports" className="mb-2">
        {t('recentImports')}
      </h2>
      <ul className="rows">
        {imports.map((each) => (
          <li key={each.id} className="flex flex-wrap justify-between gap-x-6">
            <Link
              href={`/o/${org}/frameworks/imports/${each.id}`}
              prefetch={false}
              className="link break-all"
            >
              <Said>{each.fileName}</Said>
            </Link>
            <span className="text-muted">
              {words(`state.${each.state}`)} ·{' '}
              {format.dateTime(each.createdAt, { dateStyle: 'medium' })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
