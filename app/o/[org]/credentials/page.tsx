import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'

type Props = { params: Promise<{ org: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('own-credentials')
  return { title: t('title') }
}

const tones = { draft: 'open', published: 'good', archived: 'none' } as const

export default async function CredentialsPage({ params }: Props) {
  const { org } = await params
  const rows = await pageData((await caller()).credentials.list({ org }))
  const t = await getTranslations('own-credentials')
  const format = await getFormatter()
  const add = (await readerMayDo(org, 'credential.edit')) ? (
    <LinkButton href={`/o/${org}/credentials/new`} variant="primary">
      {t('new')}
    </LinkButton>
  ) : null
  if (rows.length === 0) {
    return (
      <>
        <PageHeading title={t('title')} lede={t('lede')} />
        <EmptyState title={t('empty.title')} action={add}>
          {t('empty.text')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} actions={add} />
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id}>
            <h2 className="text-lg">
              <Link href={`/o/${org}/credentials/${row.slug}`} prefetch={false} className="link">
                <Said>{row.name}</Said>
              </Link>
            </h2>
            <p>
              {t(`kind.${row.kind}`)}
              {', '}
              {row.competencies === 0
                ? t('notDescribed')
                : t('described', { count: row.competencies })}
              {' · '}
              {row.occupations.length === 0 ? t('noOccupation') : row.occupations.join(', ')}
            </p>
            <p className="text-muted">
              <StateWord tone={tones[row.state]}>{t(`state.${row.state}`)}</StateWord>
              {' · '}
              {t('updated', { date: format.dateTime(row.updatedAt, { dateStyle: 'medium' }) })}
              {row.sample ? ` · ${t('sample')}` : ''}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
