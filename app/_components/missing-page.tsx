import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { buttonClass } from './ui/button-class'
import { PageHeading } from './ui/page-heading'

/**
 * What an address that names nothing shows, inside the frame it was asked in. Its links are plain: what is loaded for it comes
 * with every page, the rater's too.
 */
export async function MissingPage({ home = '/' }: { home?: string }) {
  const t = await getTranslations('site')
  return (
    <>
      <PageHeading title={t('notFoundTitle')} lede={t('notFoundText')} />
      <a href={home} className={buttonClass('plain')}>
        {t('toHome')}
      </a>
    </>
  )
}

/** The title of such a page. */
export async function missingPageMetadata(): Promise<Metadata> {
  const t = await getTranslations('site')
  return { title: t('notFoundTitle') }
}
