import { scaleThreshold } from 'd3-scale'
import Link from 'next/link'
import { Said } from '@/app/_components/ui/said'

const step = scaleThreshold<number, number>().domain([10, 20, 35, 50]).range([0, 1, 2, 3, 4])

export type HeatCell = { key: string; value: number; note: string } | { key: string; value: null }

type Props = {
  caption: string
  /** `href`: where a column is told at length. */
  columns: { key: string; label: string; href?: string }[]
  rows: { key: string; label: string; cells: HeatCell[] }[]
  /** Printed where there are too few employers. */
  missing: string
}

/** Rows by columns; darker is larger, and the number with its n is always printed. */
export function HeatTable({ caption, columns, rows, missing }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-frame" aria-label={caption} tabIndex={0}>
      <table className="heat">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.href ? (
                  <Link href={column.href} prefetch={false} className="link">
                    <Said>{column.label}</Said>
                  </Link>
                ) : (
                  <Said>{column.label}</Said>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Said>{row.label}</Said>
              </th>
              {row.cells.map((cell) =>
                cell.value === null ? (
                  <td key={cell.key} className="heat-missing">
                    <span className="text-sm text-muted">{missing}</span>
                  </td>
                ) : (
                  <td key={cell.key} style={{ background: `var(--heat-${step(cell.value)})` }}>
                    <b className="block text-lg leading-tight">{Math.round(cell.value)}</b>
                    <span className="text-sm">{cell.note}</span>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
