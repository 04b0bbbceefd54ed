import { getTranslations } from 'next-intl/server'
import { PostButton, RaterPage } from '@/app/_components/rating/rater-page'
import { Notice } from '@/app/_components/ui/notice'
import { pageData } from '@/app/_trpc/page-data'
import { raterCaller } from '@/app/_trpc/rater-caller'
import { typedCodePattern } from '@/server/domain/people/mailed-codes'

type Props = {
  params: Promise<{ code: string }>
  searchParams: Promise<{ wrong?: string; elsewhere?: string }>
}

/** Takes the mailed code that makes another device known. */
export default async function CodePage({ params, searchParams }: Props) {
  const { code } = await params
  const { wrong, elsewhere } = await searchParams
  const caller = await raterCaller()
  await pageData(caller.ratings.readInvitation({ code }))
  const t = await getTranslations('ratings.code')
  return (
    <RaterPage title={t('title')}>
      <p className="rater-lede">{t('sent')}</p>
      {wrong ? <Notice kind="error">{t('wrong')}</Notice> : null}
      {elsewhere ? <Notice kind="error">{t('elsewhere')}</Notice> : null}
      <form method="post" action={`/r/${code}/code/check`} className="rater-form">
        <label htmlFor="typed" className="font-semibold">
          {t('label')}
        </label>
        <input
          id="typed"
          name="typed"
          className="control mailed-code"
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          pattern={typedCodePattern}
          maxLength={20}
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
