import { getTranslations } from 'next-intl/server'
import { RaterPage } from '@/app/_components/rating/rater-page'

export default async function UnknownLink() {
  const t = await getTranslations('ratings.ended')
  return (
    <RaterPage title={t('unknownTitle')}>
      <p className="rater-lede">{t('unknownText')}</p>
    </RaterPage>
  )
}
