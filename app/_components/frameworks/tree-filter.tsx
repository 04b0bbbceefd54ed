'use client'

import { type ReactNode, useId, useRef, useState } from 'react'
import { type Blank, fill } from '@/app/_i18n/fill'
import { holdsSearch, type Search, searchFor } from '@/server/domain/unspaced'
import { Said } from '../ui/said'
import type { TreeWord } from './tree-words'

type Props = {
  label: string
  counted: Blank<'shown' | 'total'>
  total: number
  /** Where the words of competencies are that stand on other pages, and the title of what is found there. */
  elsewhere?: { url: string; title: string }
  children: ReactNode
}

/** A search above a tree: it leaves what matches and the way to it, opens the folds and counts. */
export function TreeFilter({ label, counted, total, elsewhere, children }: Props) {
  const id = useId()
  const tree = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<number | null>(null)
  const [others, setOthers] = useState<TreeWord[]>([])
  const far = useRef<Promise<TreeWord[]> | null>(null)
  const latest = useRef('')

  function filter(text: string) {
    const search = text.trim() === '' ? null : searchFor(text)
    const near = filterNear(search)
    latest.current = text
    setShown(search ? near : null)
    setOthers([])
    if (elsewhere && search) void filterFar(text, search, near)
  }

  async function filterFar(text: string, search: Search, near: number) {
    far.current ??= readWords(elsewhere?.url ?? '')
    const here = new Set(rowsOf(tree.current).map((row) => row.dataset.competency))
    const found = (await far.current).filter(
      (each) => !here.has(each.id) && holdsSearch(`${each.name} ${each.words}`, search),
    )
    if (latest.current !== text) return
    setOthers(found.slice(0, MOST_SHOWN))
    setShown(near + found.length)
  }

  function filterNear(search: Search | null): number {
    const items = rowsOf(tree.current)
    const open = new Set<Element>()
    let hits = 0
    for (const item of items.reverse()) {
      const hit = !search || holdsSearch(wordsOf(item), search)
      if (hit) hits += 1
      const keep = hit || open.has(item)
      item.hidden = !keep
      const fold = item.querySelector<HTMLDetailsElement>(':scope > details')
      if (fold && search) fold.open = open.has(item)
      const parent = item.parentElement?.closest('li[data-competency]')
      if (keep && parent) open.add(parent)
    }
    return hits
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
      {elsewhere && others.length > 0 ? (
        <section className="no-print mt-6">
          <h3 className="mb-2">{elsewhere.title}</h3>
          <ul className="rows">
            {others.map((each) => (
              <li key={each.id}>
                {each.href ? (
                  <a href={each.href} className="link">
                    <Said>{each.name}</Said>
                  </a>
                ) : (
                  <Said>{each.name}</Said>
                )}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

/** Who sees more than these types another word. */
const MOST_SHOWN = 100

function rowsOf(tree: HTMLElement | null): HTMLElement[] {
  return [...(tree?.querySelectorAll<HTMLElement>('li[data-competency]') ?? [])]
}

/** What a row says of its own competency: not its branch, nor our words beside it. */
function wordsOf(row: HTMLElement): string {
  const own = row.querySelector(':scope > details') ?? row
  return [...own.children]
    .filter((part) => !part.matches('[data-branch], [data-aside]'))
    .map((part) => {
      const copy = part.cloneNode(true)
      if (copy instanceof Element)
        for (const aside of copy.querySelectorAll('[data-aside]')) aside.remove()
      return copy.textContent
    })
    .join(' ')
}

/** Without an answer the search finds what is on the page, as it does for who has no connection. */
async function readWords(url: string): Promise<TreeWord[]> {
  try {
    const answer = await fetch(url)
    return answer.ok ? await answer.json() : []
  } catch {
    return []
  }
}
