import type { ReactNode } from 'react'
import { SignedInMark } from '@/app/_components/signed-in-mark'
import { SiteFooter } from '@/app/_components/site-footer'
import { TopBar } from '@/app/_components/top-bar'

export default function HomeLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SignedInMark />
      <TopBar search={false} />
      <main id="main" tabIndex={-1} className="wrap outline-none">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
