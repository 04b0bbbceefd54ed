import { getRequestConfig } from 'next-intl/server'
import { env } from '@/server/env'
import { readWords } from '@/server/words/read-words'

/** One installation speaks one language, so public pages stay cacheable and no cookie is read. */
// biome-ignore lint/style/noDefaultExport: next-intl loads the default export of this file.
export default getRequestConfig(async () => {
  const locale = env().LOCALE
  return { locale, messages: readWords(locale), timeZone: 'UTC' }
})
