import { z } from 'zod'
import { carriesAddress, isDisguised } from '@/server/domain/plain-names'

/** Longest that raters may be told a job is called. */
export const longestJob = 60

/** Why a word for a job cannot stand in a mail; null when it can. */
export type JobProblem = 'long' | 'signs' | 'address' | 'disguised' | 'shouts'

export function jobProblem(job: string): JobProblem | null {
  if (job === '') return null
  if (isDisguised(job)) return 'disguised'
  if (carriesAddress(job)) return 'address'
  if ([...job].length > longestJob) return 'long'
  if (!/\p{L}/u.test(job) || /[^\p{L}\p{M}\p{N} &'’.,()/+#–-]/u.test(job)) return 'signs'
  return shouts(job) ? 'shouts' : null
}

/** A long word of capitals alone, or mostly capitals: abbreviations of a trade are short. */
function shouts(job: string): boolean {
  if (/(?<!\p{L})\p{Lu}{7,}(?!\p{L})/u.test(job)) return true
  const letters = job.match(/\p{L}/gu)?.length ?? 0
  const capitals = job.match(/\p{Lu}/gu)?.length ?? 0
  return letters > 12 && capitals * 2 > letters
}

/**
 * As it stands in a sentence: one line, and without "a", "an", "the" or "new" before it, which the sentence says itself.
 *
 * @example plainJob('  a new  HVAC\ntechnician ') // 'HVAC technician'
 */
export function plainJob(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:(?:an?|the|new) )+/i, '')
    .replace(/[.,\s]+$/, '')
}

/** What raters call a job; empty for the standard word. */
export const JobName = z
  .string()
  .max(400)
  .transform(plainJob)
  .refine((job) => jobProblem(job) === null)
