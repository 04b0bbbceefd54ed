import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { SentAnswers } from './_components/sent-answers'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('own-answers')
  return { title: t('title') }
}

type Props = { params: Promise<{ org: string }> }

export default async function OwnRatingsPage({ params }: Props) {
  const { org } = await params
  const answers = await pageData((await caller()).ratings.own({ org }))
  const t = await getTranslations('own-answers')
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} />
      {answers.length === 0 ? (
        <EmptyState
          title={t('empty.title')}
          action={
            <LinkButton href={`/o/${org}/requirements`} variant="primary">
              {t('describe')}
            </LinkButton>
          }
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <ul className="rows">
          {answers.map((answer) => (
            <li key={`${answer.cycleId} ${answer.credential}`}>
              <SentAnswers org={org} answer={answer} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
