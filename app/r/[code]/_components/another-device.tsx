import { getTranslations } from 'next-intl/server'
import { PostButton } from '@/app/_components/rating/rater-page'

type Props = { code: string; signedIn: boolean; printed: boolean }

/** How a device gets on that did not start: signed in at the address of the link, or by a code mailed there. */
export async function AnotherDevice({ code, signedIn, printed }: Props) {
  const t = await getTranslations('ratings.code')
  if (printed) return <p>{t('printed')}</p>
  if (signedIn) {
    return (
      <>
        <p>{t('signedIn')}</p>
        <PostButton action={`/r/${code}/code/signed-in`} label={t('goOn')} />
      </>
    )
  }
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <PostButton action={`/r/${code}/code/mail`} label={t('send')} />
    </>
  )
}
