import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { TextField } from '@/app/_components/ui/field'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operator.groups'))('tab') }
}

type Props = {
  params: Promise<{ no: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReleaseGroupsPage({ params, searchParams }: Props) {
  const { no } = await params
  const { q } = await searchParams
  if (!/^[1-9]\d{0,8}$/.test(no)) notFound()
  const query = typeof q === 'string' ? q.slice(0, 100) : ''
  const api = await caller()
  const { total, groups } = await pageData(api.releases.groups({ releaseNo: Number(no), query }))
  const t = await getTranslations('operator.groups')
  return (
    <>
      <Breadcrumb
        label={t('where')}
        items={[{ href: '/operator/releases', label: t('releases') }]}
      />
      <PageHeading title={t('title', { no })} lede={t('lede')} />
      <form method="get" className="mb-4 flex flex-wrap items-end gap-3">
        <TextField name="q" label={t('search')} defaultValue={query} maxLength={100} />
        <Button>{t('find')}</Button>
      </form>
      {groups.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : (
        <>
          <p className="mb-3 text-muted">{t('count', { shown: groups.length, total })}</p>
          <ul className="rows">
            {groups.map((group) => (
              <li key={group.cohortId} className="flex flex-wrap items-start justify-between gap-3">
                <p>
                  <b>
                    {[group.competency, group.credential, group.occupation]
                      .filter(Boolean)
                      .join(' · ')}
                  </b>
                  <span className="block text-muted">
                    {t('scope', {
                      scale: t(`scales.${group.scale}`),
                      region: group.region ?? t('anyRegion'),
                      sector: group.sector ? t('sector', { code: group.sector }) : t('anySector'),
                      count: group.employers,
                    })}
                  </span>
                </p>
                <details className="fold">
                  <summary>{t('hide')}</summary>
                  <form
                    method="post"
                    action="/operator/releases/hide"
                    className="mt-2 grid max-w-prose gap-3"
                  >
                    <p>{t('warning')}</p>
                    <input type="hidden" name="subjectId" value={group.subjectId} />
                    <input type="hidden" name="cohortId" value={group.cohortId} />
                    <TextField
                      id={`hide-${group.cohortId}`}
                      name="reason"
                      label={t('reason')}
                      hint={t('reasonHint')}
                      minLength={10}
                      maxLength={500}
                      required
                    />
                    <Button variant="danger">{t('hideForGood')}</Button>
                  </form>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
