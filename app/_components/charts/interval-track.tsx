import { at, between } from './track-scale'

export type Interval = { value: number; lower: number; upper: number }

type Props = {
  kind: 'importance' | 'fit'
  /** 0–100, or null where there are not enough employers. */
  interval: Interval | null
  /** What the picture says, for those who do not see it. */
  title: string
  /** Where the fixed cut stands, 0–100. */
  cut: number
}

/**
 * One row of one panel: a band for the 90 % interval, an open circle (importance) or a filled
 * diamond (fit), and for fit the hatched shortfall up to 100. Marks keep their size at any width.
 */
export function IntervalTrack({ kind, interval, title, cut }: Props) {
  return (
    <svg className="chart block h-11 w-full overflow-visible" role="img">
      <title>{title}</title>
      {interval ? <Marks kind={kind} interval={interval} cut={cut} /> : <Missing />}
    </svg>
  )
}

function Marks({ kind, interval, cut }: { kind: Props['kind']; interval: Interval; cut: number }) {
  return (
    <>
      {kind === 'fit' ? (
        <rect
          x={at(interval.value)}
          y="19"
          width={between(interval.value, 100)}
          height="14"
          fill="url(#hatch)"
        />
      ) : null}
      <line x1="0" x2="100%" y1="26" y2="26" stroke="var(--line)" />
      <line x1={at(cut)} x2={at(cut)} y1="17" y2="35" stroke="var(--strong)" />
      <rect
        x={at(interval.lower)}
        y="21"
        width={between(interval.lower, interval.upper)}
        height="10"
        rx="5"
        fill={kind === 'fit' ? 'var(--fit-band)' : 'var(--importance-band)'}
      />
      {kind === 'fit' ? (
        <rect
          className="diamond"
          x={at(interval.value)}
          y="20"
          width="12"
          height="12"
          fill="var(--fit)"
        />
      ) : (
        <circle
          cx={at(interval.value)}
          cy="26"
          r="6.5"
          fill="var(--paper)"
          stroke="var(--importance)"
          strokeWidth="3"
        />
      )}
      <text x={at(interval.value)} y="12" textAnchor="middle" fill="var(--ink)" fontSize="13">
        {Math.round(interval.value)}
      </text>
    </>
  )
}

function Missing() {
  return <line x1="0" x2="100%" y1="26" y2="26" stroke="var(--edge)" strokeDasharray="2 6" />
}
