import { useTranslations } from 'next-intl'
import { ReasonForm } from '@/app/_components/reason-form'
import { Button } from '@/app/_components/ui/button'
import type { Verification } from '@/server/domain/people/organizations'
import type { OrganizationKind } from '@/server/domain/permissions'

type Props = {
  organizations: {
    id: string
    name: string
    kind: OrganizationKind
    domain: string | null
    verification: Verification
  }[]
}

/** What a search found, with the way to take a confirmation back. */
export function FoundOrganizations({ organizations }: Props) {
  const t = useTranslations('operator.confirmations')
  const levels = useTranslations('settings.level')
  const kinds = useTranslations('workspace.kind')
  const employers = useTranslations('employers')
  return (
    <>
      <p className="mt-3">{t('found', { count: organizations.length })}</p>
      {organizations.length > 0 ? (
        <ul className="rows mt-3">
          {organizations.map(({ id, name, kind, domain, verification }) => (
            <li key={id} className="flex flex-wrap items-start justify-between gap-3">
              <p>
                <b>{name}</b>
                <span className="block text-muted">
                  {[kinds(kind), domain, levels(verification)].filter(Boolean).join(' · ')}
                </span>
              </p>
              {verification === 'V2' ? (
                <details className="fold">
                  <summary>{t('takeBack')}</summary>
                  <ReasonForm
                    id={`back-${id}`}
                    action="/operator/refuse"
                    fields={{ organizationId: id }}
                    label={employers('reason')}
                  >
                    <Button variant="danger">{t('takeBack')}</Button>
                  </ReasonForm>
                </details>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
