import type { ReactNode } from 'react'
import { SiteFooter } from './site-footer'
import { TopBar } from './top-bar'

/** A page with one thing to do: signing in, an invitation, a first organization. */
export function QuietPage({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar search={false} />
      <main id="main" className="wrap pb-8">
        <div className="max-w-[40rem]">{children}</div>
      </main>
      <SiteFooter />
    </>
  )
}
