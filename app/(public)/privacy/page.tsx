import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { TRACE_DAYS } from '@/server/domain/method/integrity'
import { colleagueDays } from '@/server/domain/people/colleagues'
import { env } from '@/server/env'

/** The operator's name is read when the page is asked for: one build serves every site. */
export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacy')
  return { title: t('title'), description: t('description'), alternates: { canonical: '/privacy' } }
}

export default async function PrivacyPage() {
  const t = await getTranslations('privacy')
  const name = env().OPERATOR_NAME
  const operator = name.charAt(0).toUpperCase() + name.slice(1)
  const k = COHORT_DEFAULTS.k
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} />
      <article className="prose">
        <h2>{t('answersTitle')}</h2>
        <p>{t('answers1', { operator })}</p>
        <p>{t('asker')}</p>
        <p>{t('answers2', { k })}</p>
        <p>{t('answers3')}</p>
        <p>{t('reach')}</p>
        <p>{t('answers4', { days: TRACE_DAYS })}</p>
        <p>{t('offered', { k })}</p>
        <h2>{t('withdrawTitle')}</h2>
        <p>{t('withdraw1')}</p>
        <p>{t('withdraw2', { years: MAX_AGE_QUARTERS / 4 })}</p>
        <h2>{t('addressTitle')}</h2>
        <p>{t('address1')}</p>
        <p>{t('colleague', { days: colleagueDays })}</p>
        <p>{t('printed')}</p>
        <p>{t('link')}</p>
        <h2>{t('accountTitle')}</h2>
        <p>{t('account1')}</p>
        <h2>{t('visitTitle')}</h2>
        <p>{t('visit1')}</p>
      </article>
    </>
  )
}
