import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { providerWords } from '@/app/_components/credentials/provider-words'
import { AskedAtTheEnd } from '@/app/_components/maps/asked-at-the-end'
import { mapFacts, occupationInSentence } from '@/app/_components/maps/map-words'
import { ReadAloud } from '@/app/_components/reports/read-aloud'
import { Facts } from '@/app/_components/ui/facts'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { PrintButton } from '@/app/_components/ui/print-button'
import type { MapFilter } from '@/server/domain/reading/map-filter'
import type { ReportView } from '@/server/domain/reading/report-view'

type Props = { report: ReportView; org: string; filter: MapFilter }

/** What the report is of, in one paragraph and a line of facts, and who reads it. */
export async function ReportHead({ report, org, filter }: Props) {
  const t = await getTranslations('reports')
  const maps = await getTranslations('maps')
  const locale = await getLocale()
  const named = await providerWords()
  const { map, reader } = report
  const { credential, occupation } = map
  const kick = t('kick', {
    kind: maps(`kinds.${credential.kind}`),
    provider: named(credential.provider),
  })
  return (
    <PageHeading
      kick={[
        kick,
        ...(credential.sample ? [maps('sample')] : []),
        ...(credential.state === 'draft' ? [maps('draft')] : []),
      ].join(' · ')}
      title={maps.rich('title', {
        credential: credential.name,
        occupation: occupationInSentence(occupation.title, locale),
        c: (chunks) => (
          <>
            {chunks}
            <br />
          </>
        ),
      })}
      lede={<ReadAloud map={map} />}
      actions={
        <>
          <LinkButton href={reader === 'provider' ? ownMap(org, filter) : publicMap(filter)}>
            {t('map')}
          </LinkButton>
          <PrintButton label={t('print')} />
        </>
      }
    >
      <Facts items={await mapFacts(map)} />
      <AskedAtTheEnd kind={credential.kind} />
      <p className="mt-3 text-muted">{await whoReads(report)}</p>
    </PageHeading>
  )
}

function ownMap(org: string, { credential, occupation, region, sector }: MapFilter): string {
  return `/o/${org}/maps/${credential}/${occupation}?${new URLSearchParams({ region, sector })}`
}

function publicMap({ credential, occupation, region, sector }: MapFilter): string {
  return `/maps/${credential}/${occupation}/${region}/${sector}`
}

/** Who reads this, where that needs saying. */
async function whoReads({ map, reader }: ReportView): Promise<string | null> {
  const t = await getTranslations('reports.readBy')
  const format = await getFormatter()
  if (reader === 'partnership') {
    return t('shared', { provider: (await providerWords())(map.credential.provider) })
  }
  if (map.credential.state === 'draft') return t('draft')
  if (map.credential.state === 'archived') return t('unpublished')
  return map.publicFrom
    ? t('later', { date: format.dateTime(map.publicFrom, { dateStyle: 'long' }) })
    : null
}
