import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { QuietPage } from '@/app/_components/quiet-page'
import { Button } from '@/app/_components/ui/button'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('workspace')
  return { title: t('chooseTitle'), robots: { index: false } }
}

/** Where a person lands who has signed in: the one organization, a choice, or a first one. */
export default async function OrganizationsPage() {
  const { memberships, operator, email } = await pageData((await caller()).organizations.mine())
  const [only] = memberships
  if (only && memberships.length === 1 && !operator) redirect(`/o/${only.slug}`)
  if (!only) redirect(operator ? '/operator' : '/welcome')
  const t = await getTranslations('workspace')
  return (
    <QuietPage>
      <PageHeading title={t('chooseTitle')} lede={t('signedInAs', { email })} />
      <ul className="rows">
        {memberships.map((each) => (
          <li key={each.slug}>
            <Link href={`/o/${each.slug}`} className="quiet-link block min-h-11 font-semibold">
              <Said>{each.name}</Said>
              <span className="block font-normal text-muted">
                {t('kindAndRole', { kind: t(`kind.${each.kind}`), role: t(`role.${each.role}`) })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap gap-3">
        <LinkButton href="/welcome">{t('newOrganization')}</LinkButton>
        {operator ? <LinkButton href="/operator">{t('operator')}</LinkButton> : null}
        <form method="post" action="/api/sign-out">
          <Button>{t('signOut')}</Button>
        </form>
      </div>
    </QuietPage>
  )
}
