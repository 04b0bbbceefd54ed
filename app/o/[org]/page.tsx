import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import type { Verification } from '@/server/domain/people/organizations'
import type { OrganizationKind } from '@/server/domain/permissions'
import { EmployerHome } from './_components/employer-home'
import { MailHold } from './_components/mail-hold'
import { PartnershipHome } from './_components/partnership-home'
import { ProviderHome } from './_components/provider-home'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspace'))('home') }
}

type Props = { params: Promise<{ org: string }> }

export default async function HomePage({ params }: Props) {
  const { org } = await params
  const api = await caller()
  const [{ organization }, { mailHold }] = await pageData(
    Promise.all([api.organizations.frame({ org }), api.organizations.read({ org })]),
  )
  return (
    <>
      <MailHold hold={mailHold} />
      {homeOf(org, organization)}
    </>
  )
}

function homeOf(
  org: string,
  { kind, verification }: { kind: OrganizationKind; verification: Verification },
) {
  switch (kind) {
    case 'employer':
      return <EmployerHome org={org} verification={verification} />
    case 'provider':
      return <ProviderHome org={org} verification={verification} />
    case 'partnership':
      return <PartnershipHome org={org} verification={verification} />
  }
}
