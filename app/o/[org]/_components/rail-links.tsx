'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { ClosingDetails } from './closing-details'

export type RailItem = { href: string; label: string }

/** How many destinations a phone's bottom bar holds before the rest goes behind "More". */
const barPlaces = 5

type Props = { label: string; more: string; home: string; items: RailItem[] }

/** The workspace's destinations: a rail at the left, a bar at the bottom of a phone. */
export function RailLinks({ label, more, home, items }: Props) {
  const pathname = usePathname()
  // From here a public page opens without being loaded anew, so nothing else would mark it (`SignedInMark`).
  useEffect(() => {
    document.documentElement.dataset.here = ''
  }, [])
  const isCurrent = (item: RailItem) =>
    item.href === home
      ? pathname === home
      : pathname === item.href || pathname.startsWith(`${item.href}/`)
  const inBar = items.length <= barPlaces ? items.length : barPlaces - 1
  const rest = items.slice(inBar)
  return (
    <nav aria-label={label} className="rail-nav no-print">
      <ul>
        {items.map((item, index) => (
          <li key={item.href} className={index >= inBar ? 'max-md:hidden' : undefined}>
            <RailLink item={item} current={isCurrent(item)} />
          </li>
        ))}
        {rest.length > 0 ? (
          <li className="md:hidden">
            <ClosingDetails
              className="rail-more"
              summary={more}
              summaryClass={clsx(rest.some(isCurrent) && 'font-semibold')}
            >
              <ul>
                {rest.map((item) => (
                  <li key={item.href}>
                    <RailLink item={item} current={isCurrent(item)} />
                  </li>
                ))}
              </ul>
            </ClosingDetails>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

function RailLink({ item, current }: { item: RailItem; current: boolean }) {
  return (
    <Link href={item.href} prefetch={false} aria-current={current ? 'page' : undefined}>
      {item.label}
    </Link>
  )
}
