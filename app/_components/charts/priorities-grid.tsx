import { at } from './track-scale'

type Interval = { value: number; lower: number; upper: number }

export type GridPoint = {
  key: string
  letter: string
  /** Too close to a line to be called: drawn hatched. */
  open: boolean
  importance: Interval
  fit: Interval
}

type Props = {
  title: string
  points: GridPoint[]
  /** Where the cross-hairs stand on both axes, 0–100. */
  cut: number
  /** What the four corners are called. */
  corners: { act: string; keep: string; review: string; low: string }
}

/** Need levels drawn as curves: importance times shortfall is the same along each. */
const NEEDS = [15, 30, 50]

/** Importance upwards, fit to the right, fixed cross-hairs; dots carry the letter of their row. */
export function PrioritiesGrid({ title, points, cut, corners }: Props) {
  return (
    <svg className="chart block h-96 w-full overflow-visible" role="img">
      <title>{title}</title>
      <rect width="100%" height="100%" fill="none" stroke="var(--line)" />
      {NEEDS.flatMap((need) => curve(need))}
      <line x1={at(cut)} x2={at(cut)} y1="0" y2="100%" stroke="var(--edge)" />
      <line x1="0" x2="100%" y1={up(cut)} y2={up(cut)} stroke="var(--edge)" />
      <g
        fill="var(--muted)"
        fontSize="14"
        stroke="var(--paper)"
        strokeWidth="5"
        paintOrder="stroke"
      >
        <text x="8" y="20">
          {corners.act}
        </text>
        <text x="100%" y="20" dx="-8" textAnchor="end">
          {corners.keep}
        </text>
        <text x="100%" y="100%" dx="-8" dy="-9" textAnchor="end">
          {corners.review}
        </text>
        <text x="8" y="100%" dy="-9">
          {corners.low}
        </text>
      </g>
      {points.map((point) => (
        <g key={point.key}>
          <line
            x1={at(point.fit.lower)}
            x2={at(point.fit.upper)}
            y1={up(point.importance.value)}
            y2={up(point.importance.value)}
            stroke="var(--fit)"
            opacity="0.45"
          />
          <line
            x1={at(point.fit.value)}
            x2={at(point.fit.value)}
            y1={up(point.importance.lower)}
            y2={up(point.importance.upper)}
            stroke="var(--importance)"
            opacity="0.45"
          />
        </g>
      ))}
      {[...points].reverse().map((point) => (
        <g key={point.key}>
          <circle
            cx={at(point.fit.value)}
            cy={up(point.importance.value)}
            r="11"
            fill={point.open ? 'url(#hatch)' : 'var(--paper)'}
            stroke="var(--ink)"
            strokeWidth="1.5"
          />
          <text
            x={at(point.fit.value)}
            y={up(point.importance.value)}
            dy="4.5"
            textAnchor="middle"
            fontSize="13"
            fontWeight="600"
            fill="var(--ink)"
            stroke="var(--paper)"
            strokeWidth={point.open ? 3 : 0}
            paintOrder="stroke"
          >
            {point.letter}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** A height from the bottom as a percentage from the top. */
function up(value: number): string {
  return at(100 - value)
}

/** A curve of equal need in short straight pieces, so that it stretches with the grid. */
function curve(need: number) {
  const steps = Array.from({ length: 25 }, (_, i) => ((100 - need) * i) / 24)
  const height = (fit: number) => Math.min(100, (100 * need) / (100 - fit))
  return steps
    .slice(1)
    .map((fit, i) => (
      <line
        key={`${need} ${fit}`}
        x1={at(steps[i] ?? 0)}
        y1={up(height(steps[i] ?? 0))}
        x2={at(fit)}
        y2={up(height(fit))}
        stroke="var(--line)"
        strokeWidth="1.5"
      />
    ))
}
