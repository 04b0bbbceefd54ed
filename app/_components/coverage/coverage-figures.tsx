import { getFormatter, getTranslations } from 'next-intl/server'
import type { CoverageView } from '@/server/domain/reading/coverage-view'

const NAMED = 5

/** Two shares, the headline and the faint one; must-haves; and what is missing, in words. */
export async function CoverageFigures({ coverage }: { coverage: CoverageView }) {
  const t = await getTranslations('coverage')
  if (!coverage.described) return <p className="text-muted">{t('notDescribed')}</p>
  if (coverage.confirmed === null || coverage.possible === null) {
    return <p className="text-muted">{t('notComputable')}</p>
  }
  const confirmed = Math.round(coverage.confirmed)
  const possible = Math.round(coverage.possible)
  return (
    <>
      <p>
        {t.rich('confirmed', { share: confirmed, b: (chunks) => <b>{chunks}</b> })}
        {possible > confirmed ? (
          <span className="text-muted"> · {t('possible', { share: possible })}</span>
        ) : null}
        {' · '}
        {coverage.mustHaveTotal > 0
          ? t('mustHaves', { covered: coverage.mustHaveCovered, total: coverage.mustHaveTotal })
          : t('noMustHaves')}
      </p>
      <div className="coverage-bar my-2" role="img" aria-label={t('bar', { confirmed, possible })}>
        <span className="coverage-possible" style={{ width: `${possible}%` }} />
        <span className="coverage-confirmed" style={{ width: `${confirmed}%` }} />
      </div>
      <Uncovered coverage={coverage} />
    </>
  )
}

async function Uncovered({ coverage }: { coverage: CoverageView }) {
  const t = await getTranslations('coverage')
  const format = await getFormatter()
  const open = coverage.lines.filter((line) => line.state !== 'covered' && line.importance > 0)
  if (open.length === 0) return <p>{t('allCovered')}</p>
  const named = open.slice(0, NAMED).map((line) => line.label)
  const list = format.list(named, { type: 'unit', style: 'long' })
  return (
    <p className="measure">
      {open.length > NAMED
        ? t('uncoveredMore', { list, count: open.length - NAMED })
        : t('uncovered', { list })}
    </p>
  )
}
