import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { Said } from '@/app/_components/ui/said'
import type { MemberRole, OrganizationKind } from '@/server/domain/permissions'
import { ClosingDetails } from './closing-details'

type Membership = { slug: string; name: string; kind: OrganizationKind; role: MemberRole }

type Props = {
  organization: Membership
  others: Membership[]
  email: string
  operator: boolean
}

/** Whose workspace this is, and the ways to another one and out. */
export function AccountMenu({ organization, others, email, operator }: Props) {
  const t = useTranslations('workspace')
  const describe = (each: Membership) =>
    t('kindAndRole', { kind: t(`kind.${each.kind}`), role: t(`role.${each.role}`) })
  return (
    <ClosingDetails
      className="account-menu no-print"
      summary={
        <span className="min-w-0">
          <span className="block truncate font-semibold md:overflow-visible md:whitespace-normal">
            <Said>{organization.name}</Said>
          </span>
          <span className="block text-sm text-muted">{describe(organization)}</span>
          <span className="sr-only">{t('account')}</span>
        </span>
      }
    >
      <div className="account-panel">
        {others.length > 0 ? (
          <>
            <p className="kick">{t('otherOrganizations')}</p>
            <ul>
              {others.map((each) => (
                <li key={each.slug}>
                  <Link href={`/o/${each.slug}`} prefetch={false}>
                    <Said>{each.name}</Said>
                    <span className="block text-sm text-muted">{describe(each)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <ul>
          <li>
            <Link href={`/o/${organization.slug}/settings`} prefetch={false}>
              {t('settings')}
            </Link>
          </li>
          <li>
            <Link href="/welcome" prefetch={false}>
              {t('newOrganization')}
            </Link>
          </li>
          {operator ? (
            <li>
              <Link href="/operator" prefetch={false}>
                {t('operator')}
              </Link>
            </li>
          ) : null}
        </ul>
        <form method="post" action="/api/sign-out">
          <p className="kick">{t('signedInAs', { email })}</p>
          <Button className="mt-2 w-full">{t('signOut')}</Button>
        </form>
      </div>
    </ClosingDetails>
  )
}
