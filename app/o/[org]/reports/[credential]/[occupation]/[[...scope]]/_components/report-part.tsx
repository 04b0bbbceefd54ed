import type { ReactNode } from 'react'

type Props = { id: string; title: string; open?: boolean; children: ReactNode }

/** A part of the report that a phone folds and a wide page shows; without a script, too. */
export function ReportPart({ id, title, open = false, children }: Props) {
  return (
    <details className="report-part" id={id} open={open}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div className="report-part-body">{children}</div>
    </details>
  )
}
