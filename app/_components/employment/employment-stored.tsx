import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import type { RegionEmployment } from '@/server/domain/catalogue/employment'
import { holdsSearch, searchFor } from '@/server/domain/unspaced'
import { DictionaryLink } from '../exports/dictionary-link'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { Said } from '../ui/said'
import { SearchForm } from '../ui/search-form'
import { Table } from '../ui/table'
import { SectorJobs } from './sector-jobs'

type Stored = RegionEmployment & { loadedAt: Date }

type Props = {
  stored: Stored[]
  /** The page itself: its address, below which its forms and file are. */
  base: string
  /** The region whose sectors are shown; without one, the only one there is. */
  region: string | null
  /** Part of a name, where there are many regions. */
  search?: string
  writes: boolean
}

/** More are found by their name. */
const shownRegions = 100

/** What is stored: every region with its year and source, and the sectors of one. */
export function EmploymentStored({ stored, base, region, search = '', writes }: Props) {
  const t = useTranslations('employment.stored')
  const columns = useTranslations('employment.columns')
  const none = useTranslations('employment')('none')
  const format = useFormatter()
  const only = stored.length === 1 ? stored[0] : undefined
  const chosen = stored.find((each) => each.region.slug === region) ?? only
  const words = searchFor(search)
  const found = stored.filter((each) => holdsSearch(each.region.name, words))
  if (stored.length === 0) {
    return (
      <section aria-labelledby="stored" className="mt-10">
        <h2 id="stored" className="mb-2">
          {t('title')}
        </h2>
        <EmptyState title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      </section>
    )
  }
  return (
    <section aria-labelledby="stored" className="mt-10">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="stored">{t('title')}</h2>
        <span className="flex flex-wrap items-center gap-x-4">
          <DictionaryLink of="employment" />
          <LinkButton href={`${base}/employment.csv`} download>
            {t('download')}
          </LinkButton>
        </span>
      </div>
      {stored.length > shownRegions ? (
        <SearchForm
          action={base}
          query={search}
          words={{ label: t('search'), submit: t('searchAction') }}
          className="mb-3"
        />
      ) : null}
      <Table
        caption={t('caption')}
        stack
        columns={[
          { label: columns('region') },
          { label: columns('year') },
          { label: columns('source') },
          { label: columns('known'), numeric: true },
          { label: columns('sectors'), numeric: true },
          { label: columns('action'), hidden: true },
        ]}
      >
        {found.slice(0, shownRegions).map((each) => (
          <tr key={each.region.id}>
            <th scope="row">
              {stored.length > 1 ? (
                <Link
                  href={`${base}?region=${each.region.slug}#sectors`}
                  prefetch={false}
                  className="link"
                >
                  <Said>{each.region.name}</Said>
                </Link>
              ) : (
                <Said>{each.region.name}</Said>
              )}
              <span className="sub">
                {t('loaded', { date: format.dateTime(each.loadedAt, { dateStyle: 'medium' }) })}
              </span>
            </th>
            <td data-label={columns('year')}>{each.year ?? none}</td>
            <td data-label={columns('source')}>
              {each.source ? <Said>{each.source}</Said> : none}
            </td>
            <td data-label={columns('known')} className="num">
              {format.number(each.known)}
            </td>
            <td data-label={columns('sectors')} className="num">
              {each.sectors.length}
            </td>
            <td className="text-right">
              {writes ? (
                <form method="post" action={`${base}/remove`}>
                  <input type="hidden" name="regionId" value={each.region.id} />
                  <Button aria-label={t('removeNamed', { region: each.region.name })}>
                    {t('remove')}
                  </Button>
                </form>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
      {found.length > shownRegions || found.length === 0 ? (
        <p className="mt-2 text-muted">
          {t('more', { count: Math.max(0, found.length - shownRegions) })}
        </p>
      ) : null}
      {chosen ? (
        <div id="sectors" className="mt-6">
          <div className="flex flex-wrap items-baseline justify-between gap-3">
            <h3>{t('show', { region: chosen.region.name })}</h3>
            <Link
              href={`/summaries/${chosen.region.slug}/all`}
              prefetch={false}
              className="link inline-block py-0.5"
            >
              {t('summary')}
            </Link>
          </div>
          <SectorJobs employment={chosen} />
        </div>
      ) : null}
    </section>
  )
}
