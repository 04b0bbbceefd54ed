import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Mark } from '@/app/_components/ui/mark'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { AccountMenu } from './_components/account-menu'
import { destinationHref, destinations } from './_components/destinations'
import { RailLinks } from './_components/rail-links'

export const metadata: Metadata = { robots: { index: false } }

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export default async function WorkspaceLayout({ params, children }: Props) {
  const { org } = await params
  const frame = await pageData((await caller()).organizations.frame({ org }))
  const t = await getTranslations('workspace')
  const site = await getTranslations('site')
  const { organization } = frame
  const items = destinations[organization.kind].map((destination) => ({
    href: destinationHref(org, destination),
    label: t(destination),
  }))
  return (
    <div className="workspace">
      <header className="workspace-head">
        <Link href="/" prefetch={false} className="workspace-mark">
          <Mark />
          <span className="max-md:sr-only">{site('name')}</span>
        </Link>
        <AccountMenu
          organization={organization}
          others={frame.others}
          email={frame.email}
          operator={frame.operator}
        />
        <RailLinks
          label={t('navigation', { organization: organization.name })}
          more={t('more')}
          home={`/o/${org}`}
          items={items}
        />
      </header>
      <main id="main" className="workspace-main">
        {children}
      </main>
    </div>
  )
}
