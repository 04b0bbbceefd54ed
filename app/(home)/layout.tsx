import type { ReactNode } from 'react'
import { SiteFooter } from '@/app/_components/site-footer'
import { TopBar } from '@/app/_components/top-bar'

export default function HomeLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar search={false} />
      <main id="main" tabIndex={-1} className="wrap outline-none">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
