import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { SelectField, TextField } from '@/app/_components/ui/field'
import { memberRoles } from '@/server/domain/permissions'

export function InviteForm({ org, error }: { org: string; error: string | undefined }) {
  const t = useTranslations('team')
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t('inviteTitle')}</h2>
      <form method="post" action={`/o/${org}/team/invite`} className="mt-3 grid gap-4">
        <TextField
          name="email"
          type="email"
          label={t('inviteEmail')}
          error={error}
          maxLength={254}
          autoComplete="off"
          required
        />
        <SelectField
          name="role"
          label={t('inviteRole')}
          defaultValue="editor"
          options={memberRoles.map((role) => ({
            value: role,
            label: t(`roles.${role}`),
          }))}
        />
        <div>
          <Button variant="primary">{t('invite')}</Button>
        </div>
      </form>
    </section>
  )
}
