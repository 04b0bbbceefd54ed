import { getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import type { MapView } from '@/server/domain/reading/map-view'
import { type Moved, movedIn } from '@/server/domain/reading/report-sections'

/** What the same employers say otherwise than before. */
export async function ChangedSection({ map }: { map: MapView }) {
  const t = await getTranslations('reports.changed')
  const { clear, maybe, unclear } = movedIn(map)
  const some = clear.length + maybe.length > 0
  if (clear.length + maybe.length + unclear === 0) return <p className="text-muted">{t('none')}</p>
  return (
    <>
      {some ? <p className="text-sm text-muted">{t('text')}</p> : null}
      {clear.length > 0 ? <MovedList moved={clear} /> : null}
      {maybe.length > 0 ? (
        <>
          <h3 className="mt-4 font-semibold">{t('maybeTitle')}</h3>
          <p className="text-sm text-muted">{t('maybe')}</p>
          <MovedList moved={maybe} />
        </>
      ) : null}
      {unclear > 0 ? (
        <p className="mt-2 text-sm text-muted">
          {t('unclear', { count: unclear, some: some ? 'yes' : 'no' })}
        </p>
      ) : null}
    </>
  )
}

async function MovedList({ moved }: { moved: readonly Moved[] }) {
  const t = await getTranslations('reports.changed')
  return (
    <ul className="rows mt-2">
      {moved.map(({ row, side, change, from, now }) =>
        change === 'unclear' ? null : (
          <li key={`${side} ${row.key}`} className="min-w-0">
            <p className="font-semibold">
              <Said>{row.competency.label}</Said>
            </p>
            <p>
              <StateWord tone={change === 'higher' ? 'good' : 'open'}>
                {t(`said.${side}.${change}`)}
              </StateWord>
            </p>
            <p className="text-sm text-muted">
              {t(side, {
                from: Math.round(from.score),
                release: from.release,
                score: Math.round(now.score),
                lower: Math.round(now.lower),
                upper: Math.round(now.upper),
                n: now.employers,
              })}
            </p>
          </li>
        ),
      )}
    </ul>
  )
}
