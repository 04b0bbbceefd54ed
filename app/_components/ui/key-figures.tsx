import type { ReactNode } from 'react'

export type KeyFigure = { label: string; value: ReactNode }

export function KeyFigures({ items }: { items: KeyFigure[] }) {
  return (
    <dl className="figures">
      {items.map((item) => (
        <div key={item.label} className="flex flex-col-reverse justify-end">
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
