import { getTranslations } from 'next-intl/server'

/** A list's title, with the number of its page after the first. */
export async function pageTitle(title: string, page: number): Promise<string> {
  if (page === 1) return title
  const t = await getTranslations('catalogue.pages')
  return t('title', { title, page: String(page) })
}
