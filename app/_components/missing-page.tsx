import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from './ui/link-button'
import { PageHeading } from './ui/page-heading'

/** What an address that names nothing shows, inside the frame it was asked in. */
export async function MissingPage({ home = '/' }: { home?: string }) {
  const t = await getTranslations('site')
  return (
    <>
      <PageHeading title={t('notFoundTitle')} lede={t('notFoundText')} />
      <LinkButton href={home}>{t('toHome')}</LinkButton>
    </>
  )
}

/** The title of such a page. */
export async function missingPageMetadata(): Promise<Metadata> {
  const t = await getTranslations('site')
  return { title: t('notFoundTitle') }
}
