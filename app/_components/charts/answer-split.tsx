import { getTranslations } from 'next-intl/server'

export type SplitLevel = {
  key: string
  label: string
  count: number
  /** Left of the line, right of it, or (the middle of five) set apart at the side. */
  side: 'left' | 'right' | 'middle'
  /** 0 is the lowest level's colour, 4 the highest's. */
  tone: 0 | 1 | 2 | 3 | 4
}

type Props = {
  title: string
  /** From the lowest level to the highest. */
  levels: SplitLevel[]
}

/**
 * How many employers gave each answer: a bar that leans left or right, the middle answer apart. Below it the sentence
 * that stands with every split, whether or not anything was moved (METHOD §2).
 */
export async function AnswerSplit({ title, levels }: Props) {
  const t = await getTranslations('maps')
  const total = levels.reduce((sum, level) => sum + level.count, 0)
  const middle = levels.filter((level) => level.side === 'middle')
  return (
    <figure className="keep-together min-w-0">
      <figcaption className="text-sm font-semibold">{title}</figcaption>
      <div className="mt-2 flex gap-4" aria-hidden="true">
        <LeaningBar levels={levels} total={total} />
        {middle.map((level) => (
          <div key={level.key} className="w-1/4">
            <Bar levels={[level]} total={total} from={0} span={100 / Math.max(total, 1)} />
          </div>
        ))}
      </div>
      <dl className="mt-2 grid gap-x-6 gap-y-0.5 text-sm">
        {[...levels].reverse().map((level) => (
          <div key={level.key} className="flex items-baseline gap-2">
            <dt className="flex min-w-0 flex-1 items-baseline gap-2">
              <span
                aria-hidden="true"
                className="inline-block h-2.5 w-2.5 flex-none border border-edge"
                style={{ background: `var(--split-${level.tone})` }}
              />
              {level.label}
            </dt>
            <dd className="font-semibold">{level.count}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-sm text-muted">{t('moved')}</p>
    </figure>
  )
}

function LeaningBar({ levels, total }: { levels: SplitLevel[]; total: number }) {
  const left = levels.filter((level) => level.side === 'left')
  const right = levels.filter((level) => level.side === 'right')
  const reach = Math.max(count(left), count(right), Math.ceil(total / 2), 1)
  const span = 50 / reach
  return (
    <div className="relative flex-1">
      <Bar
        levels={[...left, ...right]}
        total={total}
        from={50 - count(left) * span}
        span={span}
        line
      />
    </div>
  )
}

function Bar({
  levels,
  total,
  from,
  span,
  line,
}: {
  levels: SplitLevel[]
  total: number
  from: number
  span: number
  line?: boolean
}) {
  let x = from
  return (
    <svg className="chart block h-6 w-full overflow-visible" role="presentation">
      <line x1="0" x2="100%" y1="12" y2="12" stroke="var(--line)" />
      {levels.map((level) => {
        const width = total > 0 ? level.count * span : 0
        const start = x
        x += width
        return width > 0 ? (
          <rect
            key={level.key}
            x={`${start}%`}
            y="3"
            width={`${width}%`}
            height="18"
            fill={`var(--split-${level.tone})`}
            stroke="var(--paper)"
            strokeWidth="1.5"
          />
        ) : null
      })}
      {line ? (
        <line x1="50%" x2="50%" y1="0" y2="24" stroke="var(--ink)" strokeWidth="1.5" />
      ) : null}
    </svg>
  )
}

function count(levels: SplitLevel[]): number {
  return levels.reduce((sum, level) => sum + level.count, 0)
}
