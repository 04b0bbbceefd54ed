import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import type { MemberRole } from '@/server/domain/permissions'

type Props = {
  org: string
  invitations: { id: string; email: string; role: MemberRole; expiresAt: Date }[]
}

export function WaitingInvitations({ org, invitations }: Props) {
  const t = useTranslations('team')
  const roles = useTranslations('workspace.role')
  const format = useFormatter()
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t('waitingTitle')}</h2>
      {invitations.length === 0 ? (
        <p className="mt-3 text-muted">{t('noneWaiting')}</p>
      ) : (
        <ul className="rows mt-3">
          {invitations.map(({ id, email, role, expiresAt }) => (
            <li key={id}>
              <form
                method="post"
                action={`/o/${org}/team/revoke`}
                className="flex flex-wrap items-center justify-between gap-3"
              >
                <input type="hidden" name="id" value={id} />
                <p className="min-w-0">
                  <b>{email}</b>
                  <span className="block text-sm text-muted">
                    {roles(role)},{' '}
                    {t('waitingUntil', {
                      until: format.dateTime(expiresAt, { dateStyle: 'medium' }),
                    })}
                  </span>
                </p>
                <Button aria-label={t('revokeNamed', { email })}>{t('revoke')}</Button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
