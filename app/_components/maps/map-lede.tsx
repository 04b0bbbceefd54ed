import { getLocale, getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/reading/map-view'
import { namedLabels } from './map-words'

/** The finding in words: what holders are ready for, what falls or looks short, how much of it is not claimed. */
export async function MapLede({ map }: { map: Pick<MapView, 'rows' | 'finding'> }) {
  const t = await getTranslations('maps')
  const locale = await getLocale()
  const labels = (keys: string[]) =>
    namedLabels(
      t,
      map.rows.flatMap((row) => (keys.includes(row.key) ? row.competency.label : [])),
      locale,
    )
  const bold = { b: (chunks: React.ReactNode) => <b>{chunks}</b> }
  const { key, kept, short, looksShort, unclaimed, more, few } = map.finding
  if (key === 'none' || key === 'early') return t(`lede.${key}`)
  return (
    <>
      {kept.length > 0 ? `${t('lede.ready', { kept: labels(kept) })} ` : null}
      {short.length > 0
        ? t.rich('lede.short', { count: short.length, unclaimed, list: labels(short), ...bold })
        : null}
      {more > 0 ? ` ${t('lede.more', { count: more })}` : null}
      {short.length > 0 && looksShort.length > 0 ? ' ' : null}
      {looksShort.length > 0
        ? t('lede.looksShort', { count: looksShort.length, list: labels(looksShort) })
        : null}
      {key === 'met' ? t('lede.met') : null}
      {key === 'met' && few ? ` ${t('lede.few')}` : null}
    </>
  )
}
