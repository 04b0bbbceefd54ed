import { getTranslations } from 'next-intl/server'
import { IntervalTrack } from '@/app/_components/charts/interval-track'
import type { OccupationView } from '@/server/domain/occupation-view'
import { QUADRANT_CUT } from '@/server/domain/quadrants'

/** What a job needs, most important first. */
export async function Demand({ rows }: { rows: OccupationView['demand'] }) {
  const t = await getTranslations('catalogue.occupation')
  const evidence = await getTranslations('maps.evidence')
  return (
    <>
      <p className="mt-1 mb-3 text-muted">{t('demandText')}</p>
      <ol>
        {rows.map(({ competency, importance }) => (
          <li
            key={competency.id}
            className="keep-together grid items-center gap-x-6 border-t border-line py-2 sm:grid-cols-[minmax(0,1fr)_13rem]"
          >
            <div>
              <p className="font-semibold">{competency.label}</p>
              <p className="text-sm text-muted">
                {t('n', { n: importance.employers, label: evidence(importance.evidence) })}
              </p>
            </div>
            <div className="px-2">
              <IntervalTrack
                kind="importance"
                cut={100 * QUADRANT_CUT}
                interval={{
                  value: importance.score,
                  lower: importance.lower,
                  upper: importance.upper,
                }}
                title={t('point', {
                  label: competency.label,
                  score: Math.round(importance.score),
                  lower: Math.round(importance.lower),
                  upper: Math.round(importance.upper),
                })}
              />
            </div>
          </li>
        ))}
        <li
          className="hidden gap-x-6 border-t border-line pt-1 sm:grid sm:grid-cols-[minmax(0,1fr)_13rem]"
          aria-hidden="true"
        >
          <span />
          <span className="map-axis px-2">
            <span>{t('low')}</span>
            <span>{t('high')}</span>
          </span>
        </li>
      </ol>
    </>
  )
}
