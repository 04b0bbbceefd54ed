import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { SiteFooter } from '@/app/_components/site-footer'
import { TopBar } from '@/app/_components/top-bar'

export const metadata: Metadata = { robots: { index: false } }

export default function OperatorLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar search={false} />
      <main id="main" className="wrap pb-8">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
