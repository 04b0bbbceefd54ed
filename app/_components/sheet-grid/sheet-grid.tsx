import clsx from 'clsx'
import type { CSSProperties } from 'react'
import type { Option } from '../ui/field'
import { Said } from '../ui/said'

export type GridRow = { line: number; cells: readonly string[] }

type Words = {
  caption: string
  /** Of the numbers beside the rows. */
  row: (line: number) => string
  /** Of the choice above a column, which its heading or its number names. */
  choose: (column: { number: number; heading: string }) => string
}

type Props = {
  headings: readonly string[]
  /** The first rows as they stand in the file, titles above the headings among them. */
  rows: readonly GridRow[]
  /** 0 where there are none. */
  headingLine: number
  /** What each column holds so far. */
  fields: readonly string[]
  options: Option[]
  /** The column, counted from 0, that is refused. */
  wrong: number | null
  words: Words
}

/** Rows that a phone shows of a column: as many as tell what it is. */
const onPhone = 3

/** The first rows that say something in this column, each something else. */
function firstToTell(rows: readonly GridRow[], at: number): ReadonlySet<GridRow> {
  const said = new Map<string, GridRow>()
  for (const row of rows) {
    const cell = (row.cells[at] ?? '').trim()
    if (cell !== '' && !said.has(cell)) said.set(cell, row)
  }
  return new Set([...said.values()].slice(0, onPhone))
}

/**
 * A person's own table, each column under the choice of what it holds. Its fields are `column.0` and on; a form sends
 * them, with or without script. Columns stand beside each other, and on a phone below each other.
 */
export function SheetGrid(props: Props) {
  const { headings, rows, headingLine, fields, options, wrong, words } = props
  const above = rows.filter(({ line }) => line < headingLine)
  const below = rows.filter(({ line }) => line > headingLine)
  const style: CSSProperties & { '--lines': number } = {
    '--lines': above.length + below.length + 2,
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="sheet-grid" aria-label={words.caption} tabIndex={0}>
      <ol style={style}>
        <li className="sheet-lines" aria-hidden>
          <span />
          {above.map(({ line }) => (
            <span key={line}>{words.row(line)}</span>
          ))}
          <span>{headingLine > 0 ? words.row(headingLine) : ''}</span>
          {below.map(({ line }) => (
            <span key={line}>{words.row(line)}</span>
          ))}
        </li>
        {headings.map((heading, at) => {
          const few = firstToTell(below, at)
          const name = `column.${at}`
          return (
            <li key={name} className={clsx(wrong === at && 'sheet-wrong')}>
              <span className="sheet-choice">
                <select
                  name={name}
                  defaultValue={fields[at] ?? ''}
                  aria-label={words.choose({ number: at + 1, heading })}
                  aria-invalid={wrong === at ? true : undefined}
                  className="control"
                >
                  {options.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </span>
              {above.map(({ line, cells }) => (
                <span key={line} className="sheet-title">
                  <Said>{cells[at]}</Said>
                </span>
              ))}
              <span className="sheet-heading">
                <Said>{heading || at + 1}</Said>
              </span>
              {below.map((row) => (
                <span key={row.line} className={few.has(row) ? 'sheet-cell' : 'sheet-cell more'}>
                  <Said>{row.cells[at]}</Said>
                </span>
              ))}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
