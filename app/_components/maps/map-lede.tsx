import { getLocale, getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/map-view'
import { labelInSentence } from './map-words'

/** The finding in words: what holders are ready for, what falls short, how much of it is not claimed. */
export async function MapLede({ map }: { map: MapView }) {
  const t = await getTranslations('maps')
  const locale = await getLocale()
  const labels = (keys: string[]) =>
    map.rows
      .filter((row) => keys.includes(row.key))
      .sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))
      .map((row) => labelInSentence(row.competency.label, locale))
      .join('; ')
  const { key, kept, short, unclaimed, more } = map.finding
  if (key === 'none' || key === 'early') return t(`lede.${key}`)
  if (key === 'met') {
    return kept.length > 0 ? t('lede.met', { kept: labels(kept) }) : t('lede.metAlone')
  }
  return (
    <>
      {kept.length > 0 ? `${t('lede.ready', { kept: labels(kept) })} ` : null}
      {t.rich('lede.short', {
        count: short.length,
        unclaimed,
        list: labels(short),
        b: (chunks) => <b>{chunks}</b>,
      })}
      {more > 0 ? ` ${t('lede.more', { count: more })}` : null}
    </>
  )
}
