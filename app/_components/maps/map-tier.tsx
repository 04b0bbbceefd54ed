import { getLocale, getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/map-view'
import { labelInSentence } from './map-words'

type Row = MapView['rows'][number]

/** What is said where a tier of need begins: clearly smaller than before, or no clear difference at all. */
export async function MapTier({ rows, row }: { rows: Row[]; row: Row }) {
  const t = await getTranslations('maps.tier')
  const locale = await getLocale()
  const { tier } = row
  const first = (no: number) => rows.find((each) => each.tier === no)
  if (tier === null || first(tier) !== row) return null
  const alone = rows.filter((each) => each.tier === tier).length === 1
  const above = first(tier - 1)
  if (above) {
    const label = labelInSentence(above.competency.label, locale)
    return <p className="map-tier">{t('smaller', { label })}</p>
  }
  if (alone) return null
  return <p className="map-tier">{first(1) ? t('largest') : t('only')}</p>
}
