import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { StateWord } from '@/app/_components/ui/state-word'
import { Table } from '@/app/_components/ui/table'
import type { Scale } from '@/server/domain/scales'

type HiddenGroup = {
  subjectId: string
  cohortId: string
  scale: Scale
  occupation: string
  credential: string | null
  competency: string | null
  region: string | null
  sector: string | null
  hiddenAt: Date
  refreshed: number
  servers: number
  goneSince: Date | null
}

/** What was hidden and when, and since when nothing shows it any more. */
export function HiddenGroups({ groups }: { groups: HiddenGroup[] }) {
  const t = useTranslations('operator.releases')
  const words = useTranslations('operator.groups')
  const format = useFormatter()
  const when = (date: Date) => format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section aria-labelledby="hidden" className="mt-12">
      <h2 id="hidden">{t('hiddenTitle')}</h2>
      <p className="measure mt-1 mb-4 text-muted">{t('hiddenText')}</p>
      <Table
        caption={t('hiddenCaption')}
        columns={[{ label: t('group') }, { label: t('hiddenOn') }, { label: t('hiddenState') }]}
        stack
      >
        {groups.map((group) => (
          <tr key={`${group.subjectId} ${group.cohortId}`}>
            <th scope="row">
              {[group.credential, group.occupation, group.competency].filter(Boolean).join(' · ')}
              <span className="sub">
                {t('scope', {
                  scale: words(`scales.${group.scale}`),
                  region: group.region ?? words('anyRegion'),
                  sector: group.sector
                    ? words('sector', { code: group.sector })
                    : words('anySector'),
                })}
              </span>
            </th>
            <td data-label={t('hiddenOn')} className="whitespace-nowrap">
              {when(group.hiddenAt)}
            </td>
            <td data-label={t('hiddenState')}>
              {group.goneSince ? (
                <StateWord tone="good">{t('gone', { date: when(group.goneSince) })}</StateWord>
              ) : (
                <>
                  <StateWord tone="open">{t('hiding')}</StateWord>
                  <span className="sub">
                    {t('hidingServers', { refreshed: group.refreshed, servers: group.servers })}{' '}
                    <Link href="/operator/releases" prefetch={false} className="link">
                      {t('lookAgain')}
                    </Link>
                  </span>
                </>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
