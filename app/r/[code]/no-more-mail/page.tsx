import { getTranslations } from 'next-intl/server'
import { PostButton, RaterPage } from '@/app/_components/rating/rater-page'
import { Notice } from '@/app/_components/ui/notice'
import { pageData } from '@/app/_trpc/page-data'
import { raterCaller } from '@/app/_trpc/rater-caller'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ done?: string }>
}

/** Ends all mail about ratings to this address; a press decides. */
export default async function NoMoreMailPage({ params, searchParams }: Props) {
  const { code } = await params
  const { done } = await searchParams
  const caller = await raterCaller()
  await pageData(caller.ratings.readInvitation({ code }))
  const t = await getTranslations('ratings.unsubscribe')
  return (
    <RaterPage title={t('title')}>
      {done ? (
        <Notice kind="good" announce>
          {t('done')}
        </Notice>
      ) : (
        <>
          <p className="rater-lede">{t('text')}</p>
          <PostButton action={`/r/${code}/unsubscribe`} label={t('yes')} />
        </>
      )}
    </RaterPage>
  )
}
