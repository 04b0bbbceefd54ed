import { getTranslations } from 'next-intl/server'
import { Notice } from '@/app/_components/ui/notice'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { orNotFound } from '../_components/link-of-rater'
import { PostButton, RaterPage } from '../_components/rater-page'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ wrong?: string }>
}

/** Takes the mailed code that makes another device known. */
export default async function CodePage({ params, searchParams }: Props) {
  const { code } = await params
  const { wrong } = await searchParams
  const caller = await raterCaller()
  await orNotFound(caller.ratings.readInvitation({ code }))
  const t = await getTranslations('ratings.code')
  return (
    <RaterPage title={t('title')}>
      <p className="rater-lede">{t('sent')}</p>
      {wrong ? <Notice kind="error">{t('wrong')}</Notice> : null}
      <form method="post" action={`/r/${code}/code/check`} className="rater-form">
        <label htmlFor="digits" className="font-semibold">
          {t('label')}
        </label>
        <input
          id="digits"
          name="digits"
          className="control digits"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]*"
          maxLength={12}
          required
        />
        <button type="submit" className="btn btn-primary">
          {t('check')}
        </button>
      </form>
      <PostButton action={`/r/${code}/code/mail`} label={t('again')} look="btn-quiet" />
    </RaterPage>
  )
}
