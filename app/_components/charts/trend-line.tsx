import type { Interval } from './interval-track'
import { at } from './track-scale'

export type TrendMark = Interval & { label: string }

type Props = {
  kind: 'importance' | 'fit'
  /** Whether a line joins the marks: only where they are of the same employers. */
  joined: boolean
  /** Oldest first, 0–100. */
  marks: TrendMark[]
  /** What the picture says, for those who do not see it. */
  title: string
  /** Where the fixed cut stands, 0–100. */
  cut: number
}

const TOP = 18
const TALL = 120

/** One figure from release to release: a band for each 90 % interval, its mark, and a thin line between marks of the same employers. */
export function TrendLine({ kind, joined, marks, title, cut }: Props) {
  const placed = marks.map((mark, index) => {
    const x = across(index, marks.length)
    return { ...mark, x, figure: { x, ...beside(mark, index, marks.length) } }
  })
  return (
    <svg className="chart block h-42 w-full overflow-visible" role="img">
      <title>{title}</title>
      <line x1="0" x2="100%" y1={up(100)} y2={up(100)} stroke="var(--line)" />
      <line x1="0" x2="100%" y1={up(0)} y2={up(0)} stroke="var(--line)" />
      <line x1="0" x2="100%" y1={up(cut)} y2={up(cut)} stroke="var(--strong)" />
      <g fill="var(--muted)" fontSize="13">
        <text x="0" y={up(100) - 4}>
          100
        </text>
        <text x="0" y={up(0) - 4}>
          0
        </text>
      </g>
      {placed.map((mark) => (
        <rect
          key={mark.label}
          x={mark.x}
          y={up(mark.upper)}
          width="10"
          height={up(mark.lower) - up(mark.upper)}
          rx="5"
          transform="translate(-5 0)"
          fill={kind === 'fit' ? 'var(--fit-band)' : 'var(--importance-band)'}
        />
      ))}
      {(joined ? placed.slice(1) : []).map((mark, index) => (
        <line
          key={mark.label}
          x1={placed[index]?.x}
          x2={mark.x}
          y1={up(placed[index]?.value ?? mark.value)}
          y2={up(mark.value)}
          stroke="var(--edge)"
        />
      ))}
      {placed.map((mark) => (
        <g key={mark.label}>
          {kind === 'fit' ? (
            <rect
              className="diamond"
              x={mark.x}
              y={up(mark.value) - 6}
              width="12"
              height="12"
              fill="var(--fit)"
            />
          ) : (
            <circle
              cx={mark.x}
              cy={up(mark.value)}
              r="6"
              fill="var(--paper)"
              stroke="var(--importance)"
              strokeWidth="3"
            />
          )}
          <text {...mark.figure} fill="var(--ink)" fontSize="13">
            {Math.round(mark.value)}
          </text>
          <text x={mark.x} y={up(0) + 20} textAnchor="middle" fill="var(--muted)" fontSize="13">
            {mark.label}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Evenly spread between a left margin for the scale and a right one for the last figure. */
function across(index: number, marks: number): string {
  return at(marks > 1 ? 18 + (66 * index) / (marks - 1) : 50)
}

/** Outside the line between marks: left of the first, right of the last, above the others. */
function beside(mark: TrendMark, index: number, marks: number) {
  const y = up(mark.value) + 4
  if (index === 0) return { y, dx: -12, textAnchor: 'end' as const }
  if (index === marks - 1) return { y, dx: 12 }
  return { y: up(mark.upper) - 5, textAnchor: 'middle' as const }
}

function up(value: number): number {
  return TOP + (TALL * (100 - value)) / 100
}
