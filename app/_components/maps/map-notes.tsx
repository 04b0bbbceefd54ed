import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import type { MapView } from '@/server/domain/reading/map-view'

export async function MapNotes({ map }: { map: MapView }) {
  const maps = await getTranslations('maps')
  const t = await getTranslations('maps.notes')
  const format = await getFormatter()
  return (
    <div className="grid gap-x-10 gap-y-3 pt-3 text-sm text-muted md:grid-cols-2">
      <p>
        <b>{t('readTitle')}</b> {t('read')}
      </p>
      <p>
        <b>{t('protectTitle')}</b> {t('protect')} {maps('moved')}{' '}
        <Link href="/method" prefetch={false} className="link">
          {t('method')}
        </Link>
      </p>
      {map.release ? (
        <p className="md:col-span-2">
          {t('source', {
            no: map.release.no,
            date: format.dateTime(map.release.at, { dateStyle: 'long' }),
            version: map.method,
          })}
          {map.release.methodVersion === map.method
            ? null
            : ` ${t('releasedBy', { version: map.release.methodVersion })}`}
        </p>
      ) : null}
    </div>
  )
}
