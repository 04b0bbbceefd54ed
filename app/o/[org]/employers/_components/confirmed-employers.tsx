import { useTranslations } from 'next-intl'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { NoEmployers } from './no-employers'

type Props = {
  org: string
  /** What was looked for; empty when nothing was. */
  search: string
  employers: {
    id: string
    name: string
    domain: string | null
    county: string | null
    industry: string | null
    parent: string | null
    mine: boolean
  }[]
}

export function ConfirmedEmployers({ org, search, employers }: Props) {
  const t = useTranslations('employers')
  return (
    <section className="mt-10">
      <h2 className="mb-2">{t('confirmedTitle')}</h2>
      {employers.length === 0 ? (
        <NoEmployers org={org} list="confirmed" search={search} />
      ) : (
        <Table
          caption={t('confirmedTitle')}
          columns={[
            { label: t('columns.employer') },
            { label: t('columns.county') },
            { label: t('columns.industry') },
            { label: t('columns.by') },
          ]}
          stack
        >
          {employers.map((employer) => (
            <tr key={employer.id}>
              <th scope="row">
                <Said>{employer.name}</Said>
                <span className="sub">
                  {[
                    employer.domain ?? t('freeMail'),
                    employer.parent ? t('parent', { parent: employer.parent }) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </th>
              <td data-label={t('columns.county')}>{employer.county ?? t('unknown')}</td>
              <td data-label={t('columns.industry')}>{employer.industry ?? t('unknown')}</td>
              <td data-label={t('columns.by')} className="whitespace-nowrap">
                {employer.mine ? t('byYou') : t('byOthers')}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}
