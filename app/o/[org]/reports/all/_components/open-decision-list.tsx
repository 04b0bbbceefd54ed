import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { occupationInSentence } from '@/app/_components/maps/map-words'
import type { DecisionDesk } from '@/app/_components/reports/decision-desk'
import { LineDecision } from '@/app/_components/reports/line-decision'
import type { ReadByProps } from '@/app/_components/reports/read-by'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Said } from '@/app/_components/ui/said'
import type { OpenDecision } from '@/server/domain/reading/decisions'
import type { MapLine } from '@/server/domain/reading/map-list'

type Props = {
  desk: DecisionDesk
  /** By due date, open dates last. */
  open: readonly OpenDecision[]
  /** The organization's own maps, to say who reads what is changed. */
  maps: readonly MapLine[]
}

/** Every decision of the organization that is not done, and what can be done about each. */
export function OpenDecisionList({ desk, open, maps }: Props) {
  const t = useTranslations('reports.across.open')
  return (
    <section aria-labelledby="open-title" className="mt-10 min-w-0">
      <h2 id="open-title">{t('title')}</h2>
      {open.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>{t('empty')}</EmptyState>
      ) : (
        <ul className="rows mt-3">
          {open.map((decision) => (
            <li key={decision.id} className="min-w-0">
              <OpenLine desk={desk} decision={decision} readBy={readByOf(decision, maps)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type LineProps = { desk: DecisionDesk; decision: OpenDecision; readBy: ReadByProps }

function OpenLine({ desk, decision, readBy }: LineProps) {
  const t = useTranslations('reports.across.open')
  const locale = useLocale()
  const { credential, occupation, competencyId, label } = decision
  const report = `/o/${desk.org}/reports/${credential.slug}/${occupation.code}`
  return (
    <>
      <h3 className="text-base font-semibold">
        <Link href={`${report}#line-${competencyId}`} prefetch={false} className="link">
          <Said>{label}</Said>
        </Link>
      </h3>
      <p className="text-sm text-muted">
        <Said>
          {t('of', {
            credential: credential.name,
            occupation: occupationInSentence(occupation.title, locale),
          })}
        </Said>
      </p>
      <LineDecision
        desk={desk}
        line={{
          ...{ credential: credential.slug, occupation: occupation.code },
          ...{ key: competencyId, label, at: lineOf(decision) },
        }}
        decisions={[decision]}
        row={null}
        readBy={readBy}
      />
    </>
  )
}

/** Where a line stands among those of all maps. */
export function lineOf({ credential, occupation, competencyId }: OpenDecision): string {
  return [credential.slug, occupation.code, competencyId].join('-')
}

function readByOf({ credential, occupation }: OpenDecision, maps: readonly MapLine[]): ReadByProps {
  const map = maps.find(
    (each) => each.credential.slug === credential.slug && each.occupation.code === occupation.code,
  )
  return {
    public: map?.credential.state === 'published' && map.credential.provider.confirmed,
    publicFrom: map?.publicFrom ?? null,
  }
}
