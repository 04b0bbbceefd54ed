import { useTranslations } from 'next-intl'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Table } from '@/app/_components/ui/table'

type Props = {
  org: string
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

export function ConfirmedEmployers({ org, employers }: Props) {
  const t = useTranslations('employers')
  return (
    <section className="mt-10">
      <h2 className="mb-2">{t('confirmedTitle')}</h2>
      {employers.length === 0 ? (
        <EmptyState
          title={t('confirmedEmpty')}
          action={<LinkButton href={`/o/${org}/cycles/new`}>{t('inviteAction')}</LinkButton>}
        >
          <p>{t('confirmedEmptyText')}</p>
        </EmptyState>
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
                {employer.name}
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
