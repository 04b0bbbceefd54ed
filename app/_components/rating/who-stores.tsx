import { getTranslations } from 'next-intl/server'
import { env } from '@/server/env'

/** Who stores the answers, by name, and where they live. */
export async function WhoStores({ operator }: { operator: string }) {
  const t = await getTranslations('ratings')
  return <p className="rater-note">{t('stores', storedBy(operator))}</p>
}

/** What the sentence names: the operator as a sentence begins with it, and the site. */
export function storedBy(operator: string): { operator: string; site: string } {
  return {
    operator: operator.slice(0, 1).toUpperCase() + operator.slice(1),
    site: new URL(env().appUrl).host,
  }
}
