import { getFormatter, getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/map-view'

/** The finding in words: what holders are ready for, what falls short, how much of it is not claimed. */
export async function MapLede({ map }: { map: MapView }) {
  const t = await getTranslations('maps')
  const format = await getFormatter()
  const labels = (keys: string[]) =>
    format.list(
      keys.flatMap(
        (key) => map.rows.find((row) => row.competency.id === key)?.competency.label ?? [],
      ),
    )
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
