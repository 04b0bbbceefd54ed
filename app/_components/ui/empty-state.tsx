import type { ReactNode } from 'react'

/** What this list is, why it is empty, and the one next action. */
export function EmptyState({
  title,
  action,
  children,
}: {
  title: ReactNode
  action?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="empty">
      <p className="text-lg font-semibold">{title}</p>
      {children ? <div className="measure mt-1 text-muted">{children}</div> : null}
      {action ? <div className="mt-4">{action}</div> : null}
    </div>
  )
}
