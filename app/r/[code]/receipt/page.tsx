import { getLocale, getTranslations } from 'next-intl/server'
import { PostButton, RaterPage } from '@/app/_components/rating/rater-page'
import { WhoStores } from '@/app/_components/rating/who-stores'
import { Notice } from '@/app/_components/ui/notice'
import { PrintButton } from '@/app/_components/ui/print-button'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { lastMinuteText, momentText } from '@/server/domain/asking/cycles'
import { orFirstPage } from '../_components/link-of-rater'
import { OwnAnswers } from '../_components/own-answers'
import { OwnLine } from '../_components/own-line'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ packet?: string; withdrawn?: string; note?: string }>
}

/** The rater's own copy, what happens next, and once it is published the group's answer. */
export default async function ReceiptPage({ params, searchParams }: Props) {
  const { code } = await params
  const { packet, withdrawn, note } = await searchParams
  const caller = await raterCaller()
  const receipt = await orFirstPage(
    code,
    caller.ratings.readReceipt({ code, packetId: packet ?? null }),
  )
  const t = await getTranslations('ratings.receipt')
  const here = `/r/${code}`
  const open = receipt.state === 'open'
  if (!receipt.sent) {
    return (
      <RaterPage title={withdrawn ? t('withdrawnTitle') : t('nothingTitle')}>
        {withdrawn ? (
          <Notice kind="good" announce>
            {t('withdrawn')}
          </Notice>
        ) : null}
        {open ? (
          <a className="btn" href={`${here}/rate?packet=${receipt.packetId}`}>
            {t('rateAgain')}
          </a>
        ) : null}
      </RaterPage>
    )
  }
  const locale = await getLocale()
  const date = lastMinuteText(locale, receipt.closesAt, receipt.timeZone)
  const sentAt = momentText(locale, receipt.sent.at, receipt.timeZone)
  const others = receipt.packets.filter((each) => !each.current)
  const next = open ? others.filter((each) => !each.sent) : []
  return (
    <RaterPage title={open ? t('title') : t('groupTitle')} wide={!open}>
      <p className="rater-note">
        {t('sentAt', { date: sentAt })} {t('copy')}
      </p>
      <WhoStores operator={receipt.operator} />
      {open ? (
        <div className="rater-row">
          <a className="btn" href={`${here}/rate?packet=${receipt.packetId}`}>
            {t('change')}
          </a>
        </div>
      ) : null}
      {next.length > 0 ? (
        <section className="rater-next">
          <h2>{t('other')}</h2>
          <p>{t('otherText')}</p>
          <div className="rater-row">
            {next.map((each) => (
              <a key={each.id} className="btn" href={`${here}/rate?packet=${each.id}`}>
                {t('otherStart', { credential: each.credential })}
              </a>
            ))}
          </div>
        </section>
      ) : null}
      {receipt.state === 'cancelled' ? null : (
        <section className="prose">
          <h2>{open ? t('nextTitle') : t('groupHeading')}</h2>
          {open ? (
            <p>{t('next', { date, asker: receipt.asker })}</p>
          ) : (
            <p>
              {t('groupText')} {t('moved')}
            </p>
          )}
          <p>{t('tooFew', { asker: receipt.asker })}</p>
        </section>
      )}
      <OwnAnswers receipt={{ ...receipt, sent: receipt.sent }} />
      <OwnLine {...receipt.sent} asker={receipt.asker} />
      {others.some((each) => each.sent) ? (
        <p>
          {others.map((each) =>
            each.sent ? (
              <a key={each.id} className="link" href={`${here}/receipt?packet=${each.id}`}>
                {t('otherDone', { credential: each.credential })}
              </a>
            ) : null,
          )}
        </p>
      ) : null}
      <section className="rater-next">
        <h2>{t('keepTitle')}</h2>
        <p>{t('keep')}</p>
        <div className="rater-row">
          <PrintButton label={t('print')} />
          <a
            className="btn"
            href={`${here}/receipt/my-answers.txt?packet=${receipt.packetId}`}
            download
          >
            {t('save')}
          </a>
        </div>
        <p className="rater-note">{t('mailed')}</p>
        {note ? (
          <Notice kind="good" announce>
            {t(note === 'sent' ? 'noteSent' : 'noteBefore')}
          </Notice>
        ) : receipt.printed ? null : (
          <PostButton action={`${here}/note`} label={t('note')} look="">
            <input type="hidden" name="packet" value={receipt.packetId} />
          </PostButton>
        )}
      </section>
      <details className="rater-fold">
        <summary>{t('withdraw')}</summary>
        <div className="prose">
          <p>{t('withdrawText')}</p>
          <PostButton action={`${here}/withdraw`} label={t('withdrawYes')} look="btn-danger" />
        </div>
      </details>
    </RaterPage>
  )
}
