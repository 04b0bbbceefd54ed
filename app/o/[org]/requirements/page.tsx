import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('requirements')
  return { title: t('title') }
}

type Props = { params: Promise<{ org: string }> }

export default async function RequirementsPage({ params }: Props) {
  const { org } = await params
  const rows = await pageData((await caller()).requirements.list({ org }))
  const t = await getTranslations('requirements')
  const format = await getFormatter()
  const start = (await readerMayDo(org, 'requirement.edit')) ? (
    <LinkButton href={`/o/${org}/requirements/new`} variant="primary">
      {t('new')}
    </LinkButton>
  ) : null
  if (rows.length === 0) {
    return (
      <>
        <PageHeading title={t('title')} lede={t('lede')} />
        <EmptyState title={t('empty.title')} action={start}>
          {t('empty.text')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} actions={start} />
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id}>
            <h2 className="text-lg">
              <Link href={`/o/${org}/requirements/${row.id}`} prefetch={false} className="link">
                <Said>{row.title}</Said>
              </Link>
            </h2>
            <p className="text-muted">
              {row.occupation} ·{' '}
              {t('list.updated', { date: format.dateTime(row.updatedAt, { dateStyle: 'medium' }) })}
            </p>
            <p>{t('list.sent', { mine: String(row.mine), others: row.others })}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
