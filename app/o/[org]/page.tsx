import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { EmployerHome } from './_components/employer-home'
import { PartnershipHome } from './_components/partnership-home'
import { ProviderHome } from './_components/provider-home'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspace'))('home') }
}

type Props = { params: Promise<{ org: string }> }

export default async function HomePage({ params }: Props) {
  const { org } = await params
  const { organization } = await pageData((await caller()).organizations.frame({ org }))
  switch (organization.kind) {
    case 'employer':
      return <EmployerHome org={org} verification={organization.verification} />
    case 'provider':
      return <ProviderHome org={org} />
    case 'partnership':
      return <PartnershipHome org={org} />
  }
}
