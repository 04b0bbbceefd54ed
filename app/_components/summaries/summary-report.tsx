import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import type { SummaryView } from '@/server/domain/reading/summary-view'
import { ChartDefs } from '../charts/chart-defs'
import { MapFilterForm } from '../maps/map-filter-form'
import { KeyFigures } from '../ui/key-figures'
import { LinkSet } from '../ui/link-set'
import { Notice } from '../ui/notice'
import { PageHeading } from '../ui/page-heading'
import { LargestNeeds } from './largest-needs'
import { SectorHeat } from './sector-heat'
import { SummaryCredentials } from './summary-credentials'
import { SummaryTable } from './summary-table'
import { SummaryLede, summaryTitle } from './summary-words'
import { WeightedFigures } from './weighted-figures'
import { WhoTookPart } from './who-took-part'

type Props = {
  summary: SummaryView
  filterAction: string
  /** The address of the same page under another scope. */
  hrefOf: (region: string, sector: string) => string
  actions?: ReactNode
  children?: ReactNode
}

/** A region's or an industry's summary; the public page and the workspace show the same. */
export async function SummaryReport({ summary, filterAction, hrefOf, actions, children }: Props) {
  const t = await getTranslations('summaries')
  return (
    <article>
      <ChartDefs />
      <PageHeading
        kick={await kickOf(summary)}
        title={await summaryTitle(summary.filter)}
        lede={<SummaryLede summary={summary} />}
        actions={actions}
      >
        <div className="no-print mt-5">
          <LinkSet label={t('scopes.label')} items={await scopesOf(summary, hrefOf)} />
        </div>
      </PageHeading>
      {children}
      <KeyFigures items={await figuresOf(summary)} />
      <MapFilterForm
        action={filterAction}
        region={{
          value: summary.filter.region?.slug ?? 'all',
          options: withCurrent(summary.options.regions, summary.filter.region),
        }}
        sector={{
          value: summary.filter.sector ?? 'all',
          options: summary.filter.sector
            ? [...new Set([summary.filter.sector, ...summary.options.sectors])]
            : summary.options.sectors,
        }}
      />
      {summary.leavesOutWider ? (
        <div className="mt-4">
          <Notice>{t('wider')}</Notice>
        </div>
      ) : null}
      {summary.fitOf === 'all' ? null : (
        <div className="mt-4">
          <Notice>{t(`fitOf.${summary.fitOf}`)}</Notice>
        </div>
      )}
      {summary.rows.length > 0 ? (
        <>
          <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-[1.25fr_minmax(0,1fr)]">
            <LargestNeeds summary={summary} />
            <SectorHeat summary={summary} />
          </div>
          <SummaryTable rows={summary.rows} />
          {summary.weighting ? <WeightedFigures weighting={summary.weighting} /> : null}
          <WhoTookPart participation={summary.participation} />
          <SummaryCredentials summary={summary} />
          <p className="measure mt-8 border-t-2 border-ink pt-3 text-sm text-muted">
            {t('note')}{' '}
            <Link href="/method" prefetch={false} className="link">
              {t('method')}
            </Link>
          </p>
        </>
      ) : null}
    </article>
  )
}

async function kickOf(summary: SummaryView): Promise<string> {
  const t = await getTranslations('summaries.kick')
  return [
    summary.filter.region ? t('region') : summary.filter.sector ? t('industry') : t('everywhere'),
    summary.counties ? t('counties', { count: summary.counties }) : null,
    summary.preparedBy ? t('preparedBy', { name: summary.preparedBy }) : null,
    summary.sample ? t('sample') : null,
  ]
    .filter(Boolean)
    .join(' · ')
}

async function figuresOf(summary: SummaryView) {
  const t = await getTranslations('summaries.figures')
  const format = await getFormatter()
  const { release } = summary
  return [
    { label: t('employers'), value: summary.employers },
    { label: t('credentials'), value: summary.ratedCredentials },
    { label: t('competencies'), value: summary.rows.length },
    {
      label: t('release', { no: release?.no ?? t('none'), version: METHOD_VERSION }),
      value: release ? format.dateTime(release.at, { dateStyle: 'medium' }) : t('none'),
    },
  ]
}

/** Within an industry, across industries, within the region, everywhere. */
async function scopesOf(summary: SummaryView, hrefOf: Props['hrefOf']) {
  const t = await getTranslations('summaries.scopes')
  const sectors = await getTranslations('sectors')
  const region = summary.filter.region?.slug ?? 'all'
  const { sector } = summary.filter
  return [
    { href: hrefOf(region, 'all'), label: t('across'), current: sector === null },
    ...summary.options.sectors.map((code) => ({
      href: hrefOf(region, code),
      label: sectors(code),
      current: sector === code,
    })),
    ...(summary.filter.region
      ? [{ href: hrefOf('all', sector ?? 'all'), label: t('nation'), current: false }]
      : []),
  ]
}

function withCurrent<T extends { slug: string }>(options: T[], current: T | null): T[] {
  return current && !options.some((option) => option.slug === current.slug)
    ? [current, ...options]
    : options
}
