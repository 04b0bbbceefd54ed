import type { ReactNode } from 'react'

type Props = {
  kind?: 'info' | 'good' | 'warn' | 'error'
  title?: ReactNode
  /** Errors and results of an action are announced; standing notes are not. */
  announce?: boolean
  children?: ReactNode
}

export function Notice({ kind = 'info', title, announce = kind === 'error', children }: Props) {
  return (
    <div
      className={kind === 'info' ? 'notice' : `notice notice-${kind}`}
      role={announce ? (kind === 'error' ? 'alert' : 'status') : undefined}
    >
      {title ? <p className="font-semibold">{title}</p> : null}
      {children}
    </div>
  )
}
