import { getTranslations } from 'next-intl/server'
import { RaterPage } from './_components/rater-page'

export default async function UnknownLink() {
  const t = await getTranslations('ratings.ended')
  return (
    <RaterPage title={t('unknownTitle')}>
      <p className="rater-lede">{t('unknownText')}</p>
    </RaterPage>
  )
}
