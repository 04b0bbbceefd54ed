import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Said } from '@/app/_components/ui/said'
import { lastMinuteText } from '@/server/domain/asking/cycles'
import { PrivacyNotice } from './privacy-notice'
import { storedBy } from './who-stores'

type Props = {
  asked: {
    asker: string
    job: string
    operator: string
    message: string
    closesAt: Date
    timeZone: string
    credential: string
    competencies: number
    minutes: number
  }
  /** What can be pressed, below who asks and why. */
  act: ReactNode
  /** Whether answers can still be sent for the first time. */
  unsent: boolean
  /** Where declining leads; nowhere where the page is only shown. */
  declineHref: string | undefined
}

/** What a rater reads before the first question: who asks, what, how long, who stores it. */
export async function RaterIntro({ asked, act, unsent, declineHref }: Props) {
  const t = await getTranslations('ratings')
  const date = lastMinuteText(await getLocale(), asked.closesAt, asked.timeZone)
  return (
    <>
      <p className="rater-lede">
        {t('intro.text', {
          asker: asked.asker,
          job: asked.job,
          count: asked.competencies,
          credential: asked.credential,
          minutes: asked.minutes,
          operator: storedBy(asked.operator).operator,
        })}
      </p>
      {asked.message ? (
        <figure className="rater-message">
          <figcaption>{t('intro.message', { asker: asked.asker })}</figcaption>
          <blockquote>
            <Said>{asked.message}</Said>
          </blockquote>
        </figure>
      ) : null}
      <div className="rater-act">
        {act}
        {unsent ? <p className="rater-note">{t('intro.noAccount', { date })}</p> : null}
      </div>
      <PrivacyNotice asker={asked.asker} operator={asked.operator} />
      <p className="rater-out">
        <a href={declineHref}>{t('intro.decline')}</a>
      </p>
    </>
  )
}
