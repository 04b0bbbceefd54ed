import { getLocale, getTranslations } from 'next-intl/server'
import { PostButton, RaterPage } from '@/app/_components/rating/rater-page'
import type { RaterLinkState } from '@/server/domain/asking/cycles'
import { lastMinuteText } from '@/server/domain/asking/cycles'
import { AnotherDevice } from './another-device'

type Props = {
  code: string
  state: Exclude<RaterLinkState, 'open'>
  asker: string
  closesAt: Date
  timeZone: string
  hasSession: boolean
  signedIn: boolean
  printed: boolean
  started: boolean
  sent: boolean
}

const words = {
  expired: ['expiredTitle', 'expiredText'],
  revoked: ['revokedTitle', 'revokedText'],
  not_open: ['notYetTitle', 'notYetText'],
  closed: ['closedTitle', 'closedText'],
  passed_on: ['passedOnTitle', 'passedOnText'],
  cancelled: ['cancelledTitle', 'cancelledText'],
} as const

/** A link that takes no answers, told to the person who holds it, with what is still theirs. */
export async function EndedPage(props: Props) {
  const { code, state, asker, closesAt, timeZone } = props
  const t = await getTranslations('ratings')
  const [title, text] = words[state]
  const date = lastMinuteText(await getLocale(), closesAt, timeZone)
  const closed = state === 'closed'
  return (
    <RaterPage title={t(`ended.${title}`)}>
      <p className="rater-lede">{t(`ended.${text}`, { asker, date })}</p>
      {closed && props.sent ? (
        <a className="btn btn-primary" href={`/r/${code}/receipt`}>
          {t('ended.closedOwn')}
        </a>
      ) : null}
      {closed && props.started && !props.hasSession ? (
        <div className="rater-act">
          <AnotherDevice code={code} signedIn={props.signedIn} printed={props.printed} />
        </div>
      ) : null}
      {!closed && props.sent ? (
        <div className="rater-act">
          <p>{t('receipt.withdrawText')}</p>
          <PostButton
            action={`/r/${code}/withdraw`}
            label={t('receipt.withdraw')}
            look="btn-danger"
          />
        </div>
      ) : null}
    </RaterPage>
  )
}
