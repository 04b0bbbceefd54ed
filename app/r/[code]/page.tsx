import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { RaterIntro } from '@/app/_components/rating/rater-intro'
import { RaterPage, StartButton } from '@/app/_components/rating/rater-page'
import { Notice } from '@/app/_components/ui/notice'
import { pageData } from '@/app/_trpc/page-data'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { lastMinuteText } from '@/server/domain/asking/cycles'
import { AnotherDevice } from './_components/another-device'
import { EndedPage } from './_components/ended-page'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ wait?: string; failed?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ratings.intro')
  return { title: t('tab') }
}

/** Who asks, what, how long, who stores it. Opening it spends nothing; Start is a press. */
export default async function InvitationPage({ params, searchParams }: Props) {
  const { code } = await params
  const { wait, failed } = await searchParams
  const caller = await raterCaller()
  const link = await pageData(caller.ratings.readInvitation({ code }))
  const here = `/r/${code}`
  if (link.state !== 'open') {
    return <EndedPage {...link} code={code} state={link.state} />
  }
  const t = await getTranslations('ratings')
  const date = lastMinuteText(await getLocale(), link.closesAt, link.timeZone)
  const elsewhere = link.started && !link.hasSession
  return (
    <RaterPage title={t('intro.title', { job: link.job })}>
      {wait ? (
        <Notice kind="warn" announce title={t('ended.tooManyTitle')}>
          <p>{t('ended.tooManyText')}</p>
        </Notice>
      ) : null}
      {failed ? <Notice kind="error">{t('ended.failed')}</Notice> : null}
      <RaterIntro
        asked={link}
        unsent={!link.sent}
        declineHref={`${here}/decline`}
        act={
          elsewhere ? (
            <AnotherDevice code={code} {...link} />
          ) : link.sent ? (
            <>
              <p>{t('intro.sent', { date })}</p>
              <a className="btn btn-primary" href={`${here}/receipt`}>
                {t('intro.openReceipt')}
              </a>
            </>
          ) : (
            <StartButton
              code={code}
              label={link.started ? t('intro.resume') : t('intro.start')}
              look="btn-primary btn-start"
            />
          )
        }
      />
    </RaterPage>
  )
}
