import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { forestOfView } from '@/app/_components/frameworks/forest-of-view'
import { FrameworkTree } from '@/app/_components/frameworks/framework-tree'
import { StateActions } from '@/app/_components/frameworks/state-actions'
import { TreeFilter } from '@/app/_components/frameworks/tree-filter'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Facts } from '@/app/_components/ui/facts'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { Statement } from '@/app/_components/ui/statement'
import { blank } from '@/app/_i18n/blanks'
import { readerMayDo } from '@/app/_trpc/may-do'
import { exportFormats, frameworkFormats } from '@/server/domain/catalogue/frameworks'
import { readAnyFramework } from '../_read/own-framework'

type Props = { params: Promise<{ org: string; slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readAnyFramework(params)).name }
}

const tones = { draft: 'open', published: 'good', archived: 'none' } as const

export default async function FrameworkPage({ params }: Props) {
  const { org, slug } = await params
  const framework = await readAnyFramework(params)
  const t = await getTranslations('frameworks')
  const format = await getFormatter()
  const own = framework.owner.slug === org && (await readerMayDo(org, 'framework.edit'))
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
        items={[{ href: `/o/${org}/frameworks`, label: t('title') }, { label: framework.name }]}
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
      <div className="toolbar mb-6">
        {own ? (
          <>
            <LinkButton href={`${here}/competencies/new`} variant="primary">
              {t('actions.add')}
            </LinkButton>
            <LinkButton href={`${here}/edit`}>{t('actions.edit')}</LinkButton>
            <StateActions
              org={org}
              slug={slug}
              choices={next.map((state) => ({ state, label: stateWords[state] }))}
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
        </span>
      </div>
      <section aria-labelledby="competencies">
        <h2 id="competencies" className="mb-3">
          {t('tree.title')}
        </h2>
        {framework.competencies === 0 ? (
          <EmptyState title={t('emptyTree.title')}>{t('emptyTree.text')}</EmptyState>
        ) : (
          <TreeFilter
            label={t('tree.search')}
            counted={blank(await getTranslations(), 'frameworks.tree.counted')}
            total={framework.competencies}
          >
            <FrameworkTree
              nodes={forestOfView(framework)}
              links={(id) =>
                own
                  ? {
                      edit: `${here}/competencies/${id}`,
                      add: `${here}/competencies/new?under=${id}`,
                    }
                  : framework.state === 'draft'
                    ? {}
                    : { details: `/competencies/${id}` }
              }
            />
          </TreeFilter>
        )}
      </section>
    </>
  )
}

const downloads = { case: 'downloadCase', ctdl: 'downloadCtdl', csv: 'downloadCsv' } as const

function sourceOf(format: string) {
  return ([...frameworkFormats, 'own'] as const).find((source) => source === format)
}
