import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SiteFooter } from './_components/site-footer'
import { TopBar } from './_components/top-bar'
import { LinkButton } from './_components/ui/link-button'
import { PageHeading } from './_components/ui/page-heading'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site')
  return { title: t('notFoundTitle') }
}

export default async function NotFound() {
  const t = await getTranslations('site')
  return (
    <>
      <TopBar />
      <main id="main" tabIndex={-1} className="wrap outline-none">
        <PageHeading title={t('notFoundTitle')} lede={t('notFoundText')} />
        <LinkButton href="/">{t('toHome')}</LinkButton>
      </main>
      <SiteFooter />
    </>
  )
}
