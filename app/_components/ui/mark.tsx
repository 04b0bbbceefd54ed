/** The plumb line: a stroke that ends in the diamond which marks fit on every map. */
export function Mark({ className = 'h-7 w-4' }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 28" className={className} aria-hidden="true" focusable="false">
      <line x1="8" y1="0" x2="8" y2="17" stroke="var(--ink)" strokeWidth="2" />
      <rect
        x="3.2"
        y="15.2"
        width="9.6"
        height="9.6"
        transform="rotate(45 8 20)"
        fill="var(--fit)"
      />
    </svg>
  )
}
