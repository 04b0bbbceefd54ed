import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { failedWords } from '@/app/_components/ui/failed-words'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { groupBy } from '@/server/domain/group-by'
import { AdoptWords } from './_components/adopt-words'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offered-words')
  return { title: t('title') }
}

type Props = { params: Promise<{ org: string }> }

export default async function OfferedWordsPage({ params }: Props) {
  const { org } = await params
  const api = await caller()
  const lines = await pageData(api.requirements.offered({ org }))
  const { own } = await pageData(api.frameworks.list({ org }))
  const t = await getTranslations('offered-words')
  const format = await getFormatter()
  const month = (date: Date) =>
    format.dateTime(date, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const words = {
    adopt: t('adopt'),
    label: t('label'),
    statement: t('statement'),
    statementHint: t('statementHint'),
    framework: t('framework'),
    save: t('save'),
    ...(await failedWords()),
  }
  return (
    <>
      <Breadcrumb
        label={t('where')}
        items={[{ href: `/o/${org}/frameworks`, label: t('frameworks') }]}
      />
      <PageHeading title={t('title')} lede={t('lede')} />
      {lines.length === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      ) : (
        <>
          {own.length === 0 ? (
            <div className="mb-5 grid justify-items-start gap-3">
              <Notice>{t('noFramework')}</Notice>
              <LinkButton href={`/o/${org}/frameworks/new`}>{t('newFramework')}</LinkButton>
            </div>
          ) : null}
          {[...groupBy(lines, (line) => line.occupation)].map(([occupation, offered]) => (
            <section key={occupation} aria-label={occupation} className="mb-9 max-w-3xl">
              <h2>{occupation}</h2>
              <ul className="rows">
                {offered.map((line) => (
                  <li key={line.id}>
                    <h3 className="text-lg break-words">
                      <Said>{line.text}</Said>
                    </h3>
                    <p className="text-sm text-muted">
                      {[t('shown', { month: month(line.month) }), line.sample ? t('sample') : null]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                    {own.length > 0 ? (
                      <AdoptWords
                        org={org}
                        id={line.id}
                        text={line.text}
                        frameworks={own.map(({ slug, name }) => ({ value: slug, label: name }))}
                        words={words}
                      />
                    ) : null}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
    </>
  )
}
