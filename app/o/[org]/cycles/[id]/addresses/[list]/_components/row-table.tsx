'use client'

import { useRouter } from 'next/navigation'
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Table } from '@/app/_components/ui/table'
import { wordsOf } from '@/app/_components/ui/use-action'
import { fill } from '@/app/_i18n/fill'
import { client } from '@/app/_trpc/browser-client'
import type { AddressPage, AddressRow } from '@/server/domain/people/address-lists'
import type { RowCell } from '@/server/domain/people/address-rows'
import { problemsOfRow } from './row-problems'
import { RowView } from './row-view'
import type { RowWords } from './row-words'

type Props = {
  org: string
  list: { cycleId: string; id: string }
  table: AddressPage
  words: RowWords
}

type Cells = Record<RowCell, string>

/**
 * The rows of a list inside the form around them, which the browser can send by itself. With script a row is kept as it is
 * left; what was typed in the meantime stays, and so does what could not be kept.
 */
export function RowTable({ org, list, table, words }: Props) {
  const router = useRouter()
  const around = useRef<HTMLDivElement>(null)
  const [rows, setRows] = useState(table.rows)
  const [said, setSaid] = useState('')
  const shown = useRef(new Map(table.rows.map((row) => [row.key, cellsOf(row)])))
  const calls = useRef({ last: 0, shown: 0 })

  const inputOf = (at: number, cell: RowCell | 'out') =>
    around.current?.querySelector<HTMLInputElement>(`[name="${cell}.${at}"]`) ?? null

  function typedIn(at: number): Partial<Cells> {
    const typed: Partial<Cells> = {}
    for (const cell of cellNames) {
      const input = inputOf(at, cell)
      if (input) typed[cell] = input.value
    }
    return typed
  }

  async function keep(at: number): Promise<void> {
    const row = rows[at]
    const out = inputOf(at, 'out')?.checked ?? false
    const typed = typedIn(at)
    const before = row && shown.current.get(row.key)
    if (!row || !before) return
    const isSame = cellNames.every(
      (cell) => typed[cell] === undefined || typed[cell] === before[cell],
    )
    if (isSame && out === row.out) return
    calls.current.last += 1
    const call = calls.current.last
    setSaid(words.keeping)
    try {
      const { page } = table
      const change = { ...list, page, rows: [{ key: row.key, out, ...typed }] }
      const kept = await client.cycles.saveAddressRows.mutate({ org, list: change })
      // An answer to an earlier change knows less.
      if (call > calls.current.shown) {
        calls.current.shown = call
        show(kept.rows, row.key, typed)
      }
      setSaid(outcome(kept.rows.find(({ key }) => key === row.key) ?? row, words))
      router.refresh()
    } catch (thrown) {
      setSaid(wordsOf(thrown, words).message)
    }
  }

  /** Puts what is kept into the cells, but for those where something else was typed since. */
  function show(next: AddressRow[], sentKey: string, sent: Partial<Cells>): void {
    for (const [at, row] of next.entries()) {
      const [before, after] = [shown.current.get(row.key), cellsOf(row)]
      for (const cell of cellNames) {
        const input = inputOf(at, cell)
        const isSent = row.key === sentKey && input?.value === sent[cell]
        if (input && (isSent || input.value === before?.[cell])) input.value = after[cell]
      }
      shown.current.set(row.key, after)
    }
    setRows(next)
  }

  // Before this page listened, or when the browser came back to it, rows may have been changed.
  const first = useRef(keep)
  useEffect(() => {
    const changed = table.rows.findIndex((row, at) =>
      cellNames.some((cell) => {
        const input = around.current?.querySelector<HTMLInputElement>(`[name="${cell}.${at}"]`)
        return input && input !== document.activeElement && input.value !== cellsOf(row)[cell]
      }),
    )
    if (changed >= 0) void first.current(changed)
  }, [table.rows])

  function left(event: FocusEvent<HTMLTableRowElement>, at: number): void {
    if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))
      return
    void keep(at)
  }

  /** Enter goes on to the same cell of the next row, as in a sheet; the row is kept as it is left. */
  function pressed(event: KeyboardEvent<HTMLTableRowElement>, at: number): void {
    const { target } = event
    if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return
    event.preventDefault()
    const cell = cellNames.find((each) => target.name === `${each}.${at}`)
    const next = cell && inputOf(at + 1, cell)
    if (next) next.focus()
    else void keep(at)
  }

  return (
    <div ref={around} className="min-w-0">
      <Table
        caption={words.caption}
        className="row-table"
        columns={[
          { label: words.line, numeric: true },
          ...cellNames.map((cell) => ({ label: words.cells[cell] })),
          { label: words.confirmed },
          { label: words.remark },
          { label: words.out },
        ]}
      >
        {rows.map((row, at) => (
          <RowView
            key={row.key}
            row={row}
            at={at}
            words={words}
            onBlur={(event) => left(event, at)}
            onKeyDown={(event) => pressed(event, at)}
            onOut={() => void keep(at)}
          />
        ))}
      </Table>
      <p role="status" className="mt-2 min-h-6 font-semibold">
        {said}
      </p>
    </div>
  )
}

const cellNames = ['email', 'name', 'employer', 'county', 'industry'] as const satisfies RowCell[]

function cellsOf({ email, name, employer, county, industry }: AddressRow): Cells {
  return { email, name, employer, county: county.text, industry: industry.text }
}

function outcome(row: AddressRow, words: RowWords): string {
  const [wrong] = Object.values(problemsOfRow(row, words))
  const { line } = row
  if (row.out || !wrong) return fill(words.kept, { line })
  return fill(words.keptWrong, { line, problem: wrong })
}
