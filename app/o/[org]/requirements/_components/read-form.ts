import { FOUR_LEVELS, NOT_ASKED, NOT_SURE, RATER_ROLES } from '@/server/domain/scales'
import type { FormLine, FormOwnWords } from './form-line'

/** What was marked; a line without a mark is left out, one's own words may stay unmarked. */
export function readForm(data: FormData, lines: readonly FormLine[], own: readonly FormOwnWords[]) {
  const text = (name: string) => String(data.get(name) ?? '')
  return {
    title: text('title').trim(),
    role: pick(RATER_ROLES, text('role')),
    lines: lines.flatMap(({ competencyId }) => {
      const importance = pick([...FOUR_LEVELS, NOT_SURE], text(`i ${competencyId}`))
      if (!importance) return []
      const level = pick(FOUR_LEVELS, text(`p ${competencyId}`))
      return [{ competencyId, importance, proficiency: level ?? NOT_ASKED }]
    }),
    ownWords: own.map((line) => ({
      text: line.text,
      importance: pick(FOUR_LEVELS, text(`i ${line.key}`)),
      offered: data.has(`o ${line.key}`),
    })),
  }
}

function pick<T extends string>(allowed: readonly T[], value: string): T | null {
  return allowed.find((each) => each === value) ?? null
}
