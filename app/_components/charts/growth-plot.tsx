import { scaleLog } from 'd3-scale'

export type GrowthSeries = {
  name: string
  mark: 'circle' | 'diamond' | 'square'
  /** Both positive. */
  points: { x: number; y: number }[]
}

type Props = {
  /** What the picture says, for those who do not see it. */
  title: string
  xName: string
  yName: string
  series: GrowthSeries[]
  sayX: (x: number) => string
  sayY: (y: number) => string
}

const WIDE = 720
const TALL = 340
const LEFT = 84
const RIGHT = 250
const TOP = 34
const BOTTOM = 52
const LINE = 18

/**
 * How several figures grow together, both axes logarithmic: a straight line is a power, its steepness the exponent. Each
 * line has its own mark and its name at its end, so that it reads without colour.
 */
export function GrowthPlot({ title, xName, yName, series, sayX, sayY }: Props) {
  const all = series.flatMap(({ points }) => points)
  const x = scaleLog()
    .domain(spanOf(all.map((point) => point.x)))
    .range([LEFT, WIDE - RIGHT])
  const y = scaleLog()
    .domain(
      spanOf(
        all.map((point) => point.y),
        10,
      ),
    )
    .range([TALL - BOTTOM, TOP])
  const ends = apart(series.map(({ name, points }) => [name, y(points.at(-1)?.y ?? 1)]))
  const columns = [...new Set(all.map((point) => point.x))].sort((a, b) => a - b)
  return (
    <svg className="chart" viewBox={`0 0 ${WIDE} ${TALL}`} width={WIDE} height={TALL} role="img">
      <title>{title}</title>
      <g fill="var(--muted)" fontSize="13">
        {decades(y.domain()).map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDE - RIGHT} y1={y(value)} y2={y(value)} stroke="var(--line)" />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {sayY(value)}
            </text>
          </g>
        ))}
        {columns.map((value) => (
          <text key={value} x={x(value)} y={TALL - BOTTOM + 22} textAnchor="middle">
            {sayX(value)}
          </text>
        ))}
        <text x={LEFT} y={TOP - 14}>
          {yName}
        </text>
        <text x={WIDE - RIGHT} y={TALL - 8} textAnchor="end">
          {xName}
        </text>
      </g>
      {series.map(({ name, mark, points }) => (
        <g key={name}>
          <polyline
            points={points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')}
            fill="none"
            stroke="var(--edge)"
          />
          {points.map((point) => (
            <Mark key={point.x} kind={mark} x={x(point.x)} y={y(point.y)} />
          ))}
          <text x={WIDE - RIGHT + 16} y={(ends.get(name) ?? 0) + 4} fill="var(--ink)" fontSize="13">
            {name}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Where each name stands: beside the end of its line, or as near as the names above leave room. */
function apart(ends: readonly (readonly [string, number])[]): Map<string, number> {
  const placed = new Map<string, number>()
  let next = 0
  for (const [name, y] of [...ends].sort((a, b) => a[1] - b[1])) {
    placed.set(name, Math.max(y, next))
    next = Math.max(y, next) + LINE
  }
  return placed
}

function Mark({ kind, x, y }: { kind: GrowthSeries['mark']; x: number; y: number }) {
  if (kind === 'circle') {
    return (
      <circle cx={x} cy={y} r="6" fill="var(--paper)" stroke="var(--importance)" strokeWidth="3" />
    )
  }
  const turned = kind === 'diamond' ? `rotate(45 ${x} ${y})` : undefined
  return (
    <rect
      x={x - 5.5}
      y={y - 5.5}
      width="11"
      height="11"
      transform={turned}
      fill={kind === 'diamond' ? 'var(--fit)' : 'var(--ink)'}
    />
  )
}

/** The whole powers of ten around values, or the values' own ends. */
function spanOf(values: readonly number[], base?: number): [number, number] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (base === undefined) return [low, high]
  return [
    base ** Math.floor(Math.log(low) / Math.log(base)),
    base ** Math.ceil(Math.log(high) / Math.log(base)),
  ]
}

function decades([low = 1, high = 1]: readonly number[]): number[] {
  const first = Math.round(Math.log10(low))
  return Array.from(
    { length: Math.round(Math.log10(high)) - first + 1 },
    (_, at) => 10 ** (first + at),
  )
}
