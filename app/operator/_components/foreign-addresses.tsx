import { useTranslations } from 'next-intl'
import { ReasonForm } from '@/app/_components/reason-form'
import { Button } from '@/app/_components/ui/button'

type Props = {
  addresses: {
    invitationId: string
    employer: string
    domain: string | null
    email: string
    asker: string
  }[]
}

/** Addresses invited for an employer from outside its web domain, each with the way to accept it. */
export function ForeignAddresses({ addresses }: Props) {
  const t = useTranslations('operator.confirmations')
  const employers = useTranslations('employers')
  return (
    <section aria-labelledby="addresses" className="mt-12">
      <h2 id="addresses">{t('addressesTitle')}</h2>
      <p className="mt-1 mb-3 text-muted">{t('addressesText')}</p>
      <ul className="rows">
        {addresses.map(({ invitationId, employer, domain, email, asker }) => (
          <li key={invitationId} className="flex flex-wrap items-start justify-between gap-3">
            <p>
              <b>{email}</b>
              <span className="block text-muted">
                {domain
                  ? t('addressAt', { employer, domain, asker })
                  : t('addressWithout', { employer, asker })}
              </span>
            </p>
            <details className="fold">
              <summary>{t('accept')}</summary>
              <ReasonForm
                id={`accept-${invitationId}`}
                action="/operator/accept"
                fields={{ invitationId }}
                label={employers('reason')}
              >
                <Button>{t('accept')}</Button>
              </ReasonForm>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
