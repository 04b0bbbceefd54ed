import type { ReactNode } from 'react'

/**
 * What people wrote, in the direction its own letters run: a name, a label, a line of theirs within
 * ours. It keeps to itself, so a bracket beside it stays where it was typed.
 */
export function Said({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="auto" className={className ? `said ${className}` : 'said'}>
      {children}
    </bdi>
  )
}
