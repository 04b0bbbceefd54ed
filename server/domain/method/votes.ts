import type { RaterRole, Scale } from '@/server/domain/scales'

/**
 * One employer's one vote on an item: the lower median of its raters' levels (METHOD §2).
 * @param levels levels of the raters who speak; null is "can't judge" and is left out
 * @returns an actual level given by one of them, or null when nobody judged
 */
export function employerVote(levels: readonly (number | null)[]): number | null {
  const judged = levels.filter((level) => level !== null).sort((a, b) => a - b)
  return judged[Math.ceil(judged.length / 2) - 1] ?? null
}

/** One rater's counting answer on an item. `sent` orders answers of one employer, later is larger. */
export type RaterAnswer = { role: RaterRole; level: number; sent: number; id: string }

/**
 * Who speaks for an employer (METHOD §2, "Vote"): on fit, those who supervise or do the job if there are any,
 * else those who hire, and of an even number the last to send is left out, because the lower median of two
 * would be their minimum. On importance and value every rater speaks.
 */
export function speakers<Answer extends RaterAnswer>(
  scale: Scale,
  answers: readonly Answer[],
): Answer[] {
  if (scale !== 'fit') return [...answers]
  const close = answers.filter((answer) => answer.role !== 'hires')
  const speaking = (close.length > 0 ? close : [...answers]).sort(bySending)
  return speaking.length % 2 === 0 ? speaking.slice(0, -1) : speaking
}

function bySending(a: RaterAnswer, b: RaterAnswer): number {
  if (a.sent !== b.sent) return a.sent - b.sent
  return a.id < b.id ? -1 : 1
}
