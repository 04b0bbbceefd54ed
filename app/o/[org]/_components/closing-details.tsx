'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

type Props = { className: string; summary: ReactNode; summaryClass?: string; children: ReactNode }

/** A native fold that closes when the page changes; the frame around the pages stays mounted. */
export function ClosingDetails({ className, summary, summaryClass, children }: Props) {
  return (
    <details key={usePathname()} className={className}>
      <summary className={summaryClass}>{summary}</summary>
      {children}
    </details>
  )
}
