import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { DictionaryLink } from '@/app/_components/exports/dictionary-link'
import { partOfView } from '@/app/_components/frameworks/part-of-view'
import { StateActions } from '@/app/_components/frameworks/state-actions'
import { TreeSection } from '@/app/_components/frameworks/tree-section'
import { workspaceLinks } from '@/app/_components/frameworks/workspace-links'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Facts } from '@/app/_components/ui/facts'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { Statement } from '@/app/_components/ui/statement'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import { exportFormats, frameworkFormats } from '@/server/domain/catalogue/frameworks'
import { readAnyFramework } from '../_read/own-framework'

type Props = {
  params: Promise<{ org: string; slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readAnyFramework(params)).name }
}

const tones = { draft: 'open', published: 'good', archived: 'none' } as const

export default async function FrameworkPage({ params, searchParams }: Props) {
  const { org, slug } = await params
  const framework = await readAnyFramework(params)
  const t = await getTranslations('frameworks')
  const format = await getFormatter()
  const mayEdit = await readerMayDo(org, 'framework.edit')
  const { own, ...ways } = workspaceLinks(framework, { org, mayEdit })
  const query = await searchParams
  const { under, page } = query
  const asked = {
    under: typeof under === 'string' ? under : null,
    page: typeof page === 'string' ? Number(page) : 1,
  }
  const { asksToPublish } = await pageData((await caller()).organizations.read({ org }))
  const asksFirst = asksToPublish && framework.state === 'draft'
  const part = partOfView(framework, asked, 'workspace') ?? notFound()
  const group = part.path.at(-1)
  const here = `/o/${org}/frameworks/${slug}`
  const source = sourceOf(framework.sourceFormat)
  const next = (
    { draft: ['published'], published: ['archived', 'draft'], archived: ['published'] } as const
  )[framework.state]
  const stateWords = {
    published: t('actions.publish'),
    archived: t('actions.archive'),
    draft: t('actions.draft'),
  }
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[
          { href: `/o/${org}/frameworks`, label: t('title') },
          { ...(group ? { href: here } : {}), label: framework.name },
          ...part.path.map(({ id, label }) => ({
            ...(id === group?.id ? {} : { href: ways.partHref({ under: id, page: 1 }) }),
            label,
          })),
        ]}
      />
      <PageHeading
        kick={framework.publisher ? t('by', { name: framework.publisher }) : null}
        title={<Said>{framework.name}</Said>}
        said={<Statement text={framework.description} className="lede mt-3" />}
      >
        <Facts
          items={[
            <StateWord key="state" tone={tones[framework.state]}>
              {t(`state.${framework.state}`)}
            </StateWord>,
            t('competencyCount', { count: framework.competencies }),
            t('version', { no: framework.version }),
            source ? t(`source.${source}`) : null,
            t('updated', { date: format.dateTime(framework.updatedAt, { dateStyle: 'medium' }) }),
            framework.owner.slug === org ? null : t('heldBy', { name: framework.owner.name }),
            framework.sample ? t('sample') : null,
          ]}
        />
      </PageHeading>
      <Outcome problem={readProblem(query)} />
      <div className="toolbar mb-6">
        {own ? (
          <>
            <LinkButton href={`${here}/competencies/new`} variant="primary">
              {t('actions.add')}
            </LinkButton>
            <LinkButton href={`${here}/edit`}>{t('actions.edit')}</LinkButton>
            {asksFirst ? (
              <LinkButton href={`/o/${org}/publish?${new URLSearchParams({ framework: slug })}`}>
                {t('actions.publish')}
              </LinkButton>
            ) : null}
            <StateActions
              org={org}
              slug={slug}
              choices={(asksFirst ? [] : next).map((state) => ({
                state,
                label: stateWords[state],
                ask:
                  state === 'published'
                    ? {
                        title: t('actions.publishAsk', { framework: framework.name }),
                        text: t('actions.publishHint'),
                        no: t('actions.notYet'),
                      }
                    : undefined,
              }))}
              failed={t('form.failed')}
            />
          </>
        ) : null}
        {framework.state === 'draft' ? null : (
          <LinkButton href={`/frameworks/${slug}`}>{t('actions.public')}</LinkButton>
        )}
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1 md:ml-auto">
          <span className="text-muted">{t('download')}:</span>
          {exportFormats.map((file) => (
            <a key={file} href={`${here}/download?format=${file}`} className="link py-2">
              {t(downloads[file])}
            </a>
          ))}
          <a href={`${here}/framework.xlsx`} className="link py-2" download>
            {t('downloadWorkbook')}
          </a>
          <DictionaryLink of="framework" />
          <DictionaryLink of="rsd" />
        </span>
      </div>
      {framework.competencies === 0 ? (
        <EmptyState title={t('emptyTree.title')}>{t('emptyTree.text')}</EmptyState>
      ) : (
        <TreeSection
          part={part}
          title={group ? <Said>{saidOnce(group).name}</Said> : t('tree.title')}
          total={framework.competencies}
          {...ways}
        />
      )}
    </>
  )
}

const downloads = {
  case: 'downloadCase',
  ctdl: 'downloadCtdl',
  rsd: 'downloadRsd',
  csv: 'downloadCsv',
  'rsd-csv': 'downloadRsdCsv',
} as const

function sourceOf(format: string) {
  return ([...frameworkFormats, 'own'] as const).find((source) => source === format)
}
