import { getTranslations } from 'next-intl/server'

/** What a link to a page is shown with elsewhere: the page's own words beside the site's picture and name. */
export async function socialCard(page: { title?: string; description?: string } = {}) {
  const t = await getTranslations('site')
  return {
    ...page,
    siteName: t('name'),
    type: 'website',
    images: { url: '/opengraph-image', width: 1200, height: 630, alt: t('name') },
  } as const
}
