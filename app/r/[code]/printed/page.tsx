import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { QrCode } from '@/app/_components/rating/qr-code'
import { RaterPage } from '@/app/_components/rating/rater-page'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { lastMinuteText } from '@/server/domain/asking/cycles'
import { orFirstPage } from '../_components/link-of-rater'

type Props = { params: Promise<{ code: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ratings.printed')
  return { title: t('title') }
}

/** A code to print or to show: opening this page spends nothing. */
export default async function PrintedPage({ params }: Props) {
  const { code } = await params
  const caller = await raterCaller()
  const printed = await orFirstPage(code, caller.ratings.readPrinted({ code }))
  const t = await getTranslations('ratings.printed')
  const date = lastMinuteText(await getLocale(), printed.closesAt, printed.timeZone)
  return (
    <RaterPage title={t('title')}>
      <p className="rater-note no-print">{t('give')}</p>
      <p className="rater-lede">{t('lead', { asker: printed.asker, job: printed.job, date })}</p>
      <QrCode text={printed.url} label={t('code')} />
      <p className="rater-note">{t('orType')}</p>
      <p className="printed-url">
        <code>{printed.url}</code>
      </p>
      <p>{t('once')}</p>
    </RaterPage>
  )
}
