'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** How something went; it comes into view and has the focus once its state has changed on the page. */
export function BringIntoView({ state, children }: { state: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const seen = useRef(state)
  useEffect(() => {
    if (seen.current === state) return
    seen.current = state
    if (box.current?.childElementCount === 0) return
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'center' })
  }, [state])
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  )
}
