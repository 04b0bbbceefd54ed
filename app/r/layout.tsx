import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import '@/app/_styles/rater.css'
import '@/app/_styles/rate-card.css'
import '@/app/_styles/rate.css'
import '@/app/_styles/passing.css'

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

/** A rater's pages carry no site navigation: one thing to do on each. */
export default function RaterLayout({ children }: { children: ReactNode }) {
  return <div className="rater">{children}</div>
}
