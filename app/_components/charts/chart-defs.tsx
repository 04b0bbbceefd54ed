/** The one hatch every chart on a page refers to; place it once, before the charts. */
export function ChartDefs() {
  return (
    <svg className="chart absolute" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id="hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" fill="var(--hatch-ground)" />
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--hatch-line)" strokeWidth="2.4" />
        </pattern>
      </defs>
    </svg>
  )
}
