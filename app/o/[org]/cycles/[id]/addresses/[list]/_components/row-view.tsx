import clsx from 'clsx'
import type { FocusEventHandler, KeyboardEventHandler } from 'react'
import { Said } from '@/app/_components/ui/said'
import { fill } from '@/app/_i18n/fill'
import type { AddressRow } from '@/server/domain/people/address-lists'
import { type RowCell, rowCells } from '@/server/domain/people/address-rows'
import { problemsOfRow, remarkOfRow } from './row-problems'
import type { RowWords } from './row-words'

type Props = {
  row: AddressRow
  /** Its place on the page, by which the form names its cells. */
  at: number
  words: RowWords
  onBlur: FocusEventHandler<HTMLTableRowElement>
  onKeyDown: KeyboardEventHandler<HTMLTableRowElement>
  onOut: () => void
}

/** One row: what can be changed in it, and what is wrong at its own cell. */
export function RowView({ row, at, words, onBlur, onKeyDown, onOut }: Props) {
  const wrong = problemsOfRow(row, words)
  const { key, line, out, county, industry } = row
  const cell = (name: RowCell, text: string) => (
    <Cell
      name={`${name}.${at}`}
      label={words.cells[name]}
      most={rowCells[name]}
      problem={out ? undefined : wrong[name]}
      {...{ words, line, text }}
    />
  )
  const place = (name: 'county' | 'industry', { from, text }: AddressRow['county']) =>
    from === 'record' ? (
      <td data-label={words.cells[name]}>
        <Said>{text}</Said>
        <span className="sub">{words.ofRecord}</span>
      </td>
    ) : (
      cell(name, text)
    )
  const isWrong = !out && Object.keys(wrong).length > 0
  return (
    <tr
      id={`row-${line}`}
      className={clsx(out && 'row-out', isWrong && 'row-wrong')}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
    >
      <td className="num" data-label={words.line}>
        {line}
        <input type="hidden" name={`key.${at}`} value={key} />
      </td>
      {cell('email', row.email)}
      {cell('name', row.name)}
      {cell('employer', row.employer)}
      {place('county', county)}
      {place('industry', industry)}
      <td data-label={words.confirmed}>{row.confirmed ? words.yes : row.how ? words.no : ''}</td>
      <td data-label={words.remark}>{remarkOfRow(row, words)}</td>
      <td data-label={words.out}>
        <input
          type="checkbox"
          name={`out.${at}`}
          value="1"
          defaultChecked={out}
          onChange={onOut}
          className="row-check"
          aria-label={fill(words.label, { cell: words.out, line })}
        />
      </td>
    </tr>
  )
}

type CellProps = {
  name: string
  label: string
  text: string
  line: number
  words: RowWords
  most: number
  problem: string | undefined
}

function Cell({ name, label, text, line, words, most, problem }: CellProps) {
  return (
    <td data-label={label}>
      <input
        type="text"
        dir="auto"
        name={name}
        defaultValue={text}
        maxLength={most}
        spellCheck={false}
        autoComplete="off"
        className="control"
        aria-label={fill(words.label, { cell: label, line })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${name}-wrong` : undefined}
      />
      {problem ? (
        <p id={`${name}-wrong`} className="mt-1 text-sm font-semibold text-danger">
          <span aria-hidden="true">▲ </span>
          {problem}
        </p>
      ) : null}
    </td>
  )
}
