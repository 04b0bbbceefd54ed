import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageLinks } from '@/app/_components/catalogue/page-links'
import { FrameworkFacts } from '@/app/_components/frameworks/framework-facts'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { publicCaller } from '@/app/_trpc/public-caller'
import { pageOf } from '@/app/(public)/_read/page-of'
import { pageTitle } from '@/app/(public)/_read/page-title'
import { plainText } from '@/server/domain/marked-text'

export const revalidate = 300
export const generateStaticParams = () => []

type Props = { params: Promise<{ page: string }> }

const addressOf = (page: number) => (page === 1 ? '/frameworks' : `/frameworks/browse/${page}`)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('frameworks')
  const page = pageOf((await params).page)
  return {
    title: await pageTitle(t('title'), page),
    description: t('publicMeta'),
    alternates: { canonical: addressOf(page) },
  }
}

/** A page of the list at `/frameworks`; see server/http/twins.mjs. */
export default async function FrameworksPage({ params }: Props) {
  const t = await getTranslations('frameworks')
  const page = pageOf((await params).page)
  const list = await publicCaller().frameworks.listPublished({ page })
  const frameworks = list.items
  if (frameworks.length === 0 && page > 1) notFound()
  return (
    <>
      <PageHeading title={t('title')} lede={t('publicLede')} />
      {frameworks.length === 0 ? (
        <EmptyState title={t('emptyPublic.title')}>{t('emptyPublic.text')}</EmptyState>
      ) : (
        <ul className="rows">
          {frameworks.map((framework) => (
            <li key={framework.id}>
              <h2 className="text-lg">
                <Link href={`/frameworks/${framework.slug}`} prefetch={false} className="link">
                  <Said>{framework.name}</Said>
                </Link>
              </h2>
              {framework.description ? (
                <p dir="auto" className="measure line-clamp-3">
                  {plainText(framework.description)}
                </p>
              ) : null}
              <FrameworkFacts framework={framework} />
            </li>
          ))}
        </ul>
      )}
      <PageLinks {...list} page={page} shown={frameworks.length} hrefOf={addressOf} />
    </>
  )
}
