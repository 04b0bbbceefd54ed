import type { ReactNode } from 'react'

/** A line of facts under a heading: how many, where, when, by which method. */
export function Facts({ items, className = 'mt-4' }: { items: ReactNode[]; className?: string }) {
  const shown = items.filter((item) => item !== null && item !== undefined && item !== false)
  return (
    <ul className={`facts ${className}`}>
      {shown.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the line is fixed and never reordered.
        <li key={index}>{item}</li>
      ))}
    </ul>
  )
}
