'use client'

import { type ReactNode, useId, useRef, useState } from 'react'
import { type Blank, fill } from '@/app/_i18n/fill'

type Props = {
  label: string
  counted: Blank<'shown' | 'total'>
  total: number
  children: ReactNode
}

/** A search above a tree: it leaves what matches and the way to it, opens the folds and counts. */
export function TreeFilter({ label, counted, total, children }: Props) {
  const id = useId()
  const tree = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<number | null>(null)

  function filter(text: string) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    const items = [...(tree.current?.querySelectorAll<HTMLElement>('li[data-words]') ?? [])]
    const open = new Set<Element>()
    let hits = 0
    for (const item of items.reverse()) {
      const hit = words.every((word) => item.dataset.words?.includes(word))
      if (hit) hits += 1
      const keep = hit || open.has(item)
      item.hidden = !keep
      const fold = item.querySelector<HTMLDetailsElement>(':scope > details')
      if (fold && words.length > 0) fold.open = open.has(item)
      const parent = item.parentElement?.closest('li[data-words]')
      if (keep && parent) open.add(parent)
    }
    setShown(words.length > 0 ? hits : null)
  }

  return (
    <>
      <div className="no-print mb-4 flex flex-wrap items-end gap-x-4 gap-y-1">
        <div className="w-full max-w-96">
          <label htmlFor={id} className="mb-1 block font-semibold">
            {label}
          </label>
          <input
            id={id}
            type="search"
            dir="auto"
            className="control"
            autoComplete="off"
            onChange={(event) => filter(event.target.value)}
          />
        </div>
        <p role="status" className="min-h-11 content-center text-muted">
          {shown === null ? '' : fill(counted, { shown, total })}
        </p>
      </div>
      <div ref={tree}>{children}</div>
    </>
  )
}
