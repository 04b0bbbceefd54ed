import { getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/reading/map-view'

/** Of an apprenticeship, when and of whom fit was asked (METHOD §1). */
export async function AskedAtTheEnd({ kind }: { kind: MapView['credential']['kind'] }) {
  if (kind !== 'apprenticeship') return null
  const t = await getTranslations('maps')
  return <p className="mt-2 measure text-muted">{t('askedAtTheEnd')}</p>
}
