import type { FormLine, FormOwnWords } from './form-line'

type Role = 'hires' | 'supervises' | 'does'
type Mark = '4' | '3' | '2' | '1' | '?'
type Level = '4' | '3' | '2' | '1'

/** What was marked; a line without a mark is left out, one's own words may stay unmarked. */
export function readForm(data: FormData, lines: readonly FormLine[], own: readonly FormOwnWords[]) {
  const text = (name: string) => String(data.get(name) ?? '')
  return {
    title: text('title').trim(),
    role: pick<Role>(['hires', 'supervises', 'does'], text('role')),
    lines: lines.flatMap(({ competencyId }) => {
      const importance = pick<Mark>(['4', '3', '2', '1', '?'], text(`i ${competencyId}`))
      if (!importance) return []
      const level = pick<Level>(['4', '3', '2', '1'], text(`p ${competencyId}`))
      return [{ competencyId, importance, proficiency: level ?? ('-' as const) }]
    }),
    ownWords: own.map((line) => ({
      text: line.text,
      importance: pick<Level>(['4', '3', '2', '1'], text(`i ${line.key}`)),
      offered: data.has(`o ${line.key}`),
    })),
  }
}

function pick<T extends string>(allowed: readonly T[], value: string): T | null {
  return allowed.find((each) => each === value) ?? null
}
