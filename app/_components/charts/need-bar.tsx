import type { Interval } from './interval-track'
import { at, between } from './track-scale'

/** Need from 0 as a hatched bar, the band it probably lies in, and a stroke at the estimate. */
export function NeedBar({ need, title }: { need: Interval; title: string }) {
  return (
    <svg className="chart block h-6 w-full overflow-visible" role="img">
      <title>{title}</title>
      <line x1="0" x2="100%" y1="12" y2="12" stroke="var(--line)" />
      <rect x="0" y="6" width={at(need.value)} height="12" fill="url(#hatch)" />
      <rect
        x={at(need.lower)}
        y="8"
        width={between(need.lower, need.upper)}
        height="8"
        rx="4"
        fill="var(--band)"
        opacity="0.45"
      />
      <line
        x1={at(need.value)}
        x2={at(need.value)}
        y1="2"
        y2="22"
        stroke="var(--ink)"
        strokeWidth="3"
      />
    </svg>
  )
}
