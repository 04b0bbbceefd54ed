import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SiteFooter } from '@/app/_components/site-footer'
import { Button } from '@/app/_components/ui/button'
import { Mark } from '@/app/_components/ui/mark'

export const metadata: Metadata = { robots: { index: false } }

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('workspace')
  const site = await getTranslations('site')
  return (
    <>
      <header className="no-print border-b border-line">
        <div className="wrap flex min-h-16 items-center justify-between gap-6 py-2">
          <Link href="/" prefetch={false} className="workspace-mark">
            <Mark />
            {site('name')}
          </Link>
          <form method="post" action="/api/sign-out">
            <Button>{t('signOut')}</Button>
          </form>
        </div>
      </header>
      <main id="main" className="wrap pb-8">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
