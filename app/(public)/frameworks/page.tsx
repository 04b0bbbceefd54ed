import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { publicCaller } from '@/app/_trpc/public-caller'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('frameworks')
  return {
    title: t('title'),
    description: t('publicMeta'),
    alternates: { canonical: '/frameworks' },
  }
}

export default async function FrameworksPage() {
  const t = await getTranslations('frameworks')
  const format = await getFormatter()
  const frameworks = await publicCaller().frameworks.listPublished({})
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
                  {framework.name}
                </Link>
              </h2>
              {framework.description ? (
                <p className="measure line-clamp-3">{framework.description}</p>
              ) : null}
              <p className="text-muted">
                {[
                  t('competencyCount', { count: framework.competencies }),
                  framework.publisher || framework.owner.name,
                  t('updated', {
                    date: format.dateTime(framework.updatedAt, { dateStyle: 'medium' }),
                  }),
                  framework.sample ? t('sample') : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
