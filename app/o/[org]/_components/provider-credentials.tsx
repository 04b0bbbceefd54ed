import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { Table } from '@/app/_components/ui/table'
import { lastDayText } from '@/server/domain/asking/cycles'
import type { PublicationState } from '@/server/domain/catalogue/publication'
import type { VerdictWord } from '@/server/domain/method/quadrants'

type Props = {
  org: string
  credentials: {
    id: string
    slug: string
    name: string
    state: PublicationState
    competencies: number
    occupations: string[]
  }[]
  maps: {
    credential: { slug: string }
    occupation: { code: string; title: string }
    employers: number
    words: Record<VerdictWord | 'none', number>
    release: { no: number; at: Date } | null
  }[]
  cycles: {
    state: string
    closesAt: Date
    timeZone: string
    credentials: string[]
    occupation: string
  }[]
}

type Line = {
  credential: Props['credentials'][number]
  map: Props['maps'][number] | null
  occupation: string | null
}

/** How each credential stands, one line per occupation it is for. */
export function ProviderCredentials({ org, credentials, maps, cycles }: Props) {
  const t = useTranslations('home.provider')
  const format = useFormatter()
  const locale = useLocale()
  const day = (at: Date) => format.dateTime(at, { dateStyle: 'medium' })
  const lines = credentials
    .filter((credential) => credential.state !== 'archived')
    .flatMap((credential): Line[] => {
      const own = maps.filter((map) => map.credential.slug === credential.slug)
      if (own.length === 0) return [{ credential, map: null, occupation: null }]
      return own.map((map) => ({ credential, map, occupation: map.occupation.title }))
    })
    .sort((a, b) => (b.map?.employers ?? 0) - (a.map?.employers ?? 0))
  return (
    <section>
      <h2 className="mb-2">{t('table')}</h2>
      <Table
        caption={t('table')}
        columns={[
          { label: t('columns.credential') },
          { label: t('columns.employers') },
          { label: t('columns.reading') },
          { label: t('columns.state') },
        ]}
        stack
      >
        {lines.map(({ credential, map, occupation }) => {
          const cycle = cycles.find(
            (each) =>
              each.state === 'open' &&
              each.credentials.includes(credential.name) &&
              (occupation === null || each.occupation === occupation),
          )
          const rated = map !== null && map.employers > 0
          return (
            <tr key={`${credential.id} ${occupation}`}>
              <th scope="row">
                <Link
                  href={
                    rated
                      ? `/o/${org}/maps/${credential.slug}/${map.occupation.code}`
                      : `/o/${org}/credentials/${credential.slug}`
                  }
                  prefetch={false}
                  className="quiet-link"
                >
                  <Said>{credential.name}</Said>
                </Link>
                <span className="sub">
                  {occupation ? t('for', { occupation }) : t('noOccupation')}
                </span>
              </th>
              <td data-label={t('columns.employers')} className="text-xl font-[650]">
                {rated ? map.employers : '–'}
              </td>
              <td>
                <Reading credential={credential} words={rated ? map.words : null} />
              </td>
              <td className="text-muted">
                {cycle
                  ? t('cycleState', {
                      date: lastDayText(locale, cycle.closesAt, cycle.timeZone, 'medium'),
                    })
                  : rated && map.release
                    ? t('release', { no: map.release.no, date: day(map.release.at) })
                    : t(`states.${credential.state}`)}
              </td>
            </tr>
          )
        })}
      </Table>
    </section>
  )
}

const order = ['act', 'looks_short', 'review', 'early', 'borderline', 'keep', 'low'] as const

function Reading({
  credential,
  words,
}: {
  credential: Props['credentials'][number]
  words: Record<VerdictWord, number> | null
}) {
  const t = useTranslations('home.provider')
  if (words) {
    const word = order.find((each) => words[each] > 0)
    if (!word) return <StateWord tone="none">{t('notEnough')}</StateWord>
    return (
      <StateWord tone={word === 'act' ? 'act' : 'open'}>
        {t(`readings.${word}`, { count: words[word] })}
      </StateWord>
    )
  }
  const missing = credential.competencies === 0 ? 'notDescribed' : 'notEnough'
  return <StateWord tone="none">{t(missing)}</StateWord>
}
