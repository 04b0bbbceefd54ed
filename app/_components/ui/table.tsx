import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Column = { label: string; numeric?: boolean; width?: string; hidden?: boolean }

type Props = {
  caption: string
  captionShown?: boolean
  columns: Column[]
  /** On a phone each row becomes a block; give its cells `data-label`. */
  stack?: boolean
  className?: string
  /** Rows: `<tr><th scope="row">…</th><td>…</td></tr>`. */
  children: ReactNode
}

export function Table({ caption, captionShown, columns, stack, className, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-frame" aria-label={caption} tabIndex={0}>
      <table className={clsx('table', stack && 'table-stack', className)}>
        <caption className={captionShown ? undefined : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={column.numeric ? 'num' : undefined}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.hidden ? <span className="sr-only">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
