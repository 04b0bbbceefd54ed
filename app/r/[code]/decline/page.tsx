import { getTranslations } from 'next-intl/server'
import { PostButton, RaterPage, StartButton } from '@/app/_components/rating/rater-page'
import { Notice } from '@/app/_components/ui/notice'
import { pageData } from '@/app/_trpc/page-data'
import { raterCaller } from '@/app/_trpc/rater-caller'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ done?: string }>
}

/** Asks once before the invitation is declined; a press decides. */
export default async function DeclinePage({ params, searchParams }: Props) {
  const { code } = await params
  const { done } = await searchParams
  const caller = await raterCaller()
  const link = await pageData(caller.ratings.readInvitation({ code }))
  const t = await getTranslations('ratings')
  return (
    <RaterPage title={t('decline.title')}>
      {done && link.declined ? (
        <>
          <Notice kind="good" announce>
            {t('decline.done')}
          </Notice>
          <StartButton code={code} label={t('decline.undo')} />
        </>
      ) : (
        <>
          <p className="rater-lede">
            {t(link.passedOn ? 'decline.passedText' : 'decline.text', { asker: link.asker })}
          </p>
          <div className="rater-row">
            <PostButton action={`/r/${code}/leave`} label={t('decline.yes')} />
            <a className="btn" href={`/r/${code}`}>
              {t('decline.back')}
            </a>
          </div>
        </>
      )}
      {link.printed ? null : (
        <p className="rater-out">
          <a href={`/r/${code}/no-more-mail`}>{t('decline.never')}</a>
        </p>
      )}
    </RaterPage>
  )
}
