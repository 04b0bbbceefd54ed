'use client'

/** Prints the page it stands on; shown where scripts run, as every browser has a menu for it. */
export function PrintButton({ label }: { label: string }) {
  return (
    <button type="button" className="btn needs-script" onClick={() => window.print()}>
      {label}
    </button>
  )
}
