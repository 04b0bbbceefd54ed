import { getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/reading/map-view'
import { tierWords } from './map-words'

type Row = MapView['rows'][number]

/** A line above the first row of a tier of need. */
export async function MapTier({ rows, row }: { rows: Row[]; row: Row }) {
  const words = tierWords(await getTranslations('maps'), rows, row)
  return words ? <p className="map-tier">{words}</p> : null
}
