import { getTranslations } from 'next-intl/server'
import { lastDayText } from '@/server/domain/cycles'
import { RaterPage } from './rater-page'

type Props = {
  state: 'expired' | 'revoked' | 'not_open' | 'closed' | 'cancelled'
  asker: string
  closesAt: Date
  timeZone: string
  receipt: string | null
}

const words = {
  expired: ['expiredTitle', 'expiredText'],
  revoked: ['revokedTitle', 'revokedText'],
  not_open: ['notYetTitle', 'notYetText'],
  closed: ['closedTitle', 'closedText'],
  cancelled: ['cancelledTitle', 'cancelledText'],
} as const

/** A link that takes no answers, told to the person who holds it. */
export async function EndedPage({ state, asker, closesAt, timeZone, receipt }: Props) {
  const t = await getTranslations('ratings.ended')
  const [title, text] = words[state]
  return (
    <RaterPage title={t(title)}>
      <p className="rater-lede">
        {t(text, { asker, date: lastDayText('en', closesAt, timeZone) })}
      </p>
      {receipt ? (
        <a className="btn btn-primary" href={receipt}>
          {t('closedOwn')}
        </a>
      ) : null}
    </RaterPage>
  )
}
