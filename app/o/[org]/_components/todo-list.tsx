import type { ReactNode } from 'react'

export type Todo = { key: string; when: string; text: ReactNode; action: ReactNode }

/** What waits for this person, most pressing first, each with the one thing to do about it. */
export function TodoList({ label, items }: { label: string; items: Todo[] }) {
  return (
    <ul className="rows mb-9" aria-label={label}>
      {items.map((item) => (
        <li
          key={item.key}
          className="grid gap-x-4 gap-y-1 md:grid-cols-[7rem_minmax(0,1fr)_auto] md:items-center"
        >
          <span className="text-sm text-muted">{item.when}</span>
          <p>{item.text}</p>
          <div className="justify-self-start md:justify-self-end">{item.action}</div>
        </li>
      ))}
    </ul>
  )
}
