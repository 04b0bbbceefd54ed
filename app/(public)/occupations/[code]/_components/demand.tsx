import { getFormatter, getTranslations } from 'next-intl/server'
import { IntervalTrack } from '@/app/_components/charts/interval-track'
import { Said } from '@/app/_components/ui/said'
import { QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { OccupationView } from '@/server/domain/reading/occupation-view'

type Row = OccupationView['demand'][number]

/** What a job needs in tiers; a line says where it is clearly less. */
export async function Demand({ occupation }: { occupation: OccupationView }) {
  const t = await getTranslations('catalogue.occupation')
  const format = await getFormatter()
  const { demand: rows, release, method } = occupation
  const firstOf = (tier: number) => rows.find((row) => row.tier === tier)
  return (
    <>
      <p className="mt-1 mb-3 text-muted">{t('demandText')}</p>
      <ul>
        {rows.map((row) => {
          const begins = row.tier > 0 && firstOf(row.tier) === row
          return (
            <li key={row.competency.id} className="keep-together border-t border-line py-2">
              {begins ? <p className="pt-3 pb-2 text-sm text-muted">{t('lessNeeded')}</p> : null}
              <DemandRow row={row} />
            </li>
          )
        })}
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
      </ul>
      {release ? (
        <p className="mt-3 text-sm text-muted">
          {t('source', {
            no: release.no,
            date: format.dateTime(release.at, { dateStyle: 'long' }),
            version: method,
          })}
        </p>
      ) : null}
    </>
  )
}

async function DemandRow({ row: { competency, importance } }: { row: Row }) {
  const t = await getTranslations('catalogue.occupation')
  const evidence = await getTranslations('maps.evidence')
  return (
    <div className="grid items-center gap-x-6 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <div>
        <p className="font-semibold">
          <Said>{competency.label}</Said>
        </p>
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
    </div>
  )
}
