import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { HoldList } from '@/app/_components/integrity/hold-list'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { HOLD_VERDICTS, REVIEW_STATES } from '@/server/domain/method/integrity'
import { OperatorHeading } from '../_components/operator-heading'
import { LinkList } from './_components/link-list'
import { WhyAnswersWait } from './_components/why-answers-wait'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('integrity'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const doneWords = [...HOLD_VERDICTS, 'separate', 'one', 'merged'] as const

export default async function HeldAnswersPage({ searchParams }: Props) {
  const query = await searchParams
  const state = REVIEW_STATES.find((each) => each === query.state) ?? 'held'
  const api = await caller()
  const [view, links, waiting] = await pageData(
    Promise.all([api.integrity.holds({ state }), api.integrity.links(), api.integrity.waiting()]),
  )
  const t = await getTranslations('integrity')
  const done = doneWords.find((word) => word === query.done)
  return (
    <>
      <OperatorHeading
        current="integrity"
        title={t('title')}
        lede={t('lede')}
        query={query}
        done={done && t(`done.${done}`)}
      />
      <HoldList base="/operator/integrity" state={state} {...view} />
      <LinkList links={links} />
      <WhyAnswersWait {...waiting} />
    </>
  )
}
