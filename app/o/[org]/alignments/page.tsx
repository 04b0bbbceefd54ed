import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { ChooseFrameworks } from './_components/choose-frameworks'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alignments'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<{ same?: string | string[]; from?: string | string[] }>
}

export default async function AlignmentsPage({ params, searchParams }: Props) {
  const { org } = await params
  const { same, from } = await searchParams
  const api = await caller()
  const { frameworks, pairs, confirmed } = await pageData(api.alignments.overview({ org }))
  const t = await getTranslations('alignments')
  const words = await getTranslations('frameworks')
  const format = await getFormatter()
  const here = `/o/${org}/alignments`
  return (
    <>
      <Breadcrumb
        label={t('where')}
        items={[{ href: `/o/${org}/frameworks`, label: words('title') }, { label: t('title') }]}
      />
      <PageHeading
        title={t('title')}
        lede={t('lede')}
        actions={
          pairs.length > 0 ? (
            <LinkButton href={`${here}/decided`}>{t('decidedLink')}</LinkButton>
          ) : null
        }
      />
      {confirmed ? null : (
        <div className="mb-6 max-w-4xl">
          <Notice>{t('unconfirmed')}</Notice>
        </div>
      )}
      {frameworks.length < 2 ? (
        <EmptyState
          title={t('tooFew.title')}
          action={<LinkButton href={`/o/${org}/frameworks`}>{t('tooFew.action')}</LinkButton>}
        >
          {t('tooFew.text')}
        </EmptyState>
      ) : (
        <ChooseFrameworks
          org={org}
          frameworks={frameworks}
          from={typeof from === 'string' ? from : undefined}
          problem={same ? t('choose.same') : null}
        />
      )}
      {pairs.length > 0 ? (
        <section aria-labelledby="begun" className="mt-9">
          <h2 id="begun" className="mb-2">
            {t('begun.title')}
          </h2>
          <ul className="rows">
            {pairs.map((pair) => (
              <li key={`${pair.from.slug} ${pair.to.slug}`}>
                <h3 className="text-lg">
                  <Link
                    href={`${here}/${pair.from.slug}/${pair.to.slug}`}
                    prefetch={false}
                    className="link"
                  >
                    {t('begun.pair', { from: pair.from.name, to: pair.to.name })}
                  </Link>
                </h3>
                <p className="text-muted">
                  {t('begun.counts', {
                    accepted: pair.accepted,
                    rejected: pair.rejected,
                    date: format.dateTime(pair.at, { dateStyle: 'medium' }),
                  })}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
