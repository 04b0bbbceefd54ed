import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { type MemberRole, memberRoles } from '@/server/domain/permissions'

type Props = {
  org: string
  organization: string
  member: { userId: string; email: string; role: MemberRole }
  owner: boolean
  self: boolean
}

/** What may be done about one member: another role, going, being removed. */
export function MemberActions({ org, organization, member, owner, self }: Props) {
  const t = useTranslations('team')
  const roles = useTranslations('workspace.role')
  const { userId, email, role } = member
  return (
    <div className="flex flex-wrap items-start gap-3 md:justify-end">
      {owner ? (
        <form method="post" action={`/o/${org}/team/change`} className="flex gap-2">
          <input type="hidden" name="userId" value={userId} />
          <select
            name="role"
            defaultValue={role}
            className="control w-auto"
            aria-label={t('roleOf', { email })}
          >
            {memberRoles.map((each) => (
              <option key={each} value={each}>
                {roles(each)}
              </option>
            ))}
          </select>
          <Button aria-label={t('changeNamed', { email })}>{t('change')}</Button>
        </form>
      ) : null}
      {self ? (
        <details className="fold">
          <summary>{t('leave')}</summary>
          <form method="post" action={`/o/${org}/team/leave`} className="mt-2 max-w-72">
            <p className="mb-2">{t('leaveAsk')}</p>
            <Button variant="danger">{t('leaveButton', { organization })}</Button>
          </form>
        </details>
      ) : owner ? (
        <details className="fold">
          <summary>{t('remove')}</summary>
          <form method="post" action={`/o/${org}/team/change`} className="mt-2 max-w-72">
            <input type="hidden" name="userId" value={userId} />
            <p className="mb-2">{t('removeAsk', { email })}</p>
            <Button variant="danger">{t('removeNamed', { email })}</Button>
          </form>
        </details>
      ) : null}
    </div>
  )
}
