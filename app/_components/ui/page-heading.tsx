import type { ReactNode } from 'react'

type Props = {
  /** The small line above the title: what kind of page, whose. */
  kick?: ReactNode
  title: ReactNode
  lede?: ReactNode
  /** What people wrote under the title, in place of a line of ours. */
  said?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function PageHeading({ kick, title, lede, said, actions, children }: Props) {
  return (
    <header className="grid gap-x-6 gap-y-4 pt-6 pb-5 md:grid-cols-[minmax(0,1fr)_auto] md:pt-9">
      <div className="min-w-0">
        {kick ? <p className="kick mb-1">{kick}</p> : null}
        <h1>{title}</h1>
        {lede ? <p className="lede mt-3">{lede}</p> : null}
        {said}
        {children}
      </div>
      {actions ? (
        <div className="no-print flex flex-wrap items-start gap-2.5 md:justify-end">{actions}</div>
      ) : null}
    </header>
  )
}
