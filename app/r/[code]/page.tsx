import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import { pageData } from '@/app/_trpc/page-data'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { lastDayText } from '@/server/domain/asking/cycles'
import { EndedPage } from './_components/ended-page'
import { PrivacyNotice } from './_components/privacy-notice'
import { PostButton, RaterPage, StartButton } from './_components/rater-page'

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
  const { job } = link
  const date = lastDayText(await getLocale(), link.closesAt, link.timeZone)
  const elsewhere = link.started && !link.hasSession
  return (
    <RaterPage title={t('intro.title', { job })}>
      {wait ? (
        <Notice kind="warn" announce title={t('ended.tooManyTitle')}>
          <p>{t('ended.tooManyText')}</p>
        </Notice>
      ) : null}
      {failed ? <Notice kind="error">{t('ended.failed')}</Notice> : null}
      <p className="rater-lede">
        {t('intro.text', {
          asker: link.asker,
          job,
          count: link.competencies,
          credential: link.credential,
          minutes: link.minutes,
          operator: link.operator.replace(/^t(?=he )/, 'T'),
        })}
      </p>
      {link.message ? (
        <figure className="rater-message">
          <figcaption>{t('intro.message', { asker: link.asker })}</figcaption>
          <blockquote>
            <Said>{link.message}</Said>
          </blockquote>
        </figure>
      ) : null}
      <div className="rater-act">
        {elsewhere ? (
          <>
            <h2>{t('code.title')}</h2>
            <p>{t('code.text')}</p>
            <PostButton action={`${here}/code/mail`} label={t('code.send')} />
          </>
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
        )}
        {link.sent ? null : <p className="rater-note">{t('intro.noAccount', { date })}</p>}
      </div>
      <PrivacyNotice asker={link.asker} operator={link.operator} />
      <p className="rater-out">
        <a href={`${here}/decline`}>{t('intro.decline')}</a>
      </p>
    </RaterPage>
  )
}
