import { CANNOT_JUDGE, NOT_SURE } from '@/server/domain/scales'
import type { DemoCredential } from './content/credentials'
import type { DemoCycle } from './content/cycles'
import { DEMO_EMPLOYERS, type DemoEmployer, type DemoRater } from './content/employers'
import { shuffled } from './random'

export type DemoAnswer = {
  employer: DemoEmployer
  rater: DemoRater
  /** Days from the seed's `now`. */
  sentInDays: number
  /** One character per profile of the cycle. */
  importance: string
  credentials: {
    key: DemoCredential['key']
    exposure: 'several' | 'few' | 'none'
    fit: string
    /** 1 to 4; null for "we don't consider it". */
    value: number | null
  }[]
}

/** Everything sent in a cycle, the same on every run: levels as its profiles count them, dealt by lot. */
export function demoAnswers(cycle: DemoCycle): DemoAnswer[] {
  const voters = cycle.invited.flatMap(({ group, answering }) => groupOf(group).slice(...answering))
  const importance = cycle.profiles.map((profile) =>
    dealt(
      profile.importance,
      { first: 1, size: everyoneAsked(cycle), rest: NOT_SURE },
      `${seedOf(cycle)}:${profile.code}`,
    ),
  )
  const fit = new Map(cycle.credentials.map((key) => [key, fitOf(cycle, key)]))
  return voters.flatMap((employer, at) =>
    employer.raters.map((rater, no) => ({
      employer,
      rater,
      sentInDays: sentInDays(cycle, at, voters.length, no),
      importance: importance.map((levels) => varied(levels[at] ?? NOT_SURE, no)).join(''),
      credentials: cycle.credentials.flatMap((key) => {
        const seen = fit.get(key)?.[at]
        if (!seen) return []
        return [{ key, ...seen, fit: [...seen.fit].map((level) => varied(level, no)).join('') }]
      }),
    })),
  )
}

/** Employers invited to a cycle, in the order they are asked. */
export function demoInvited(cycle: DemoCycle): DemoEmployer[] {
  return cycle.invited.flatMap(({ group, first }) => groupOf(group).slice(0, first))
}

function groupOf(group: DemoEmployer['group']): DemoEmployer[] {
  return DEMO_EMPLOYERS.filter((employer) => employer.group === group)
}

/** As many as the profiles speak of: of these, a cycle that is still open has heard only some. */
function everyoneAsked(cycle: DemoCycle): number {
  return Math.max(...cycle.profiles.map((profile) => sum(profile.importance)))
}

/** A round that repeats another is dealt as that one was: who has seen what stays the same. */
function seedOf({ key, repeats }: DemoCycle): string {
  return repeats ?? key
}

type Seen = { exposure: 'several' | 'few'; fit: string; value: number | null }

/** Per employer what it says of one credential; nothing for one that has seen no holder. */
function fitOf(cycle: DemoCycle, key: DemoCredential['key']): (Seen | null)[] {
  const asked = everyoneAsked(cycle)
  const counts = cycle.profiles.map((profile) => profile.fit[key] ?? [])
  const exposed = Math.max(...counts.map(sum))
  const seed = `${seedOf(cycle)}:${key}`
  const order = shuffled(
    Array.from({ length: asked }, (_, at) => at),
    `${seed}:seen`,
  ).slice(0, exposed)
  const levels = counts.map((count, at) =>
    dealt(
      count,
      { first: 0, size: exposed, rest: CANNOT_JUDGE },
      `${seed}:${cycle.profiles[at]?.code}`,
    ),
  )
  const values = dealt(
    cycle.value[key] ?? [],
    { first: 1, size: exposed, rest: '' },
    `${seed}:value`,
  )
  return Array.from({ length: asked }, (_, employer) => {
    const turn = order.indexOf(employer)
    if (turn === -1) return null
    const value = values[turn]
    return {
      exposure: turn % 3 === 0 ? 'several' : 'few',
      fit: levels.map((dealtLevels) => dealtLevels[turn] ?? CANNOT_JUDGE).join(''),
      value: value ? Number(value) : null,
    }
  })
}

/** Counts per level as single answers, filled up with `rest` to `size`, in an order of the seed. */
function dealt(
  counts: readonly number[],
  { first, size, rest }: { first: number; size: number; rest: string },
  seed: string,
): string[] {
  const answers = counts.flatMap((count, level) => Array<string>(count).fill(String(level + first)))
  const missing = Array<string>(Math.max(0, size - answers.length)).fill(rest)
  return shuffled([...answers, ...missing], seed)
}

/** A second rater of the same employer sees things one level lower. */
function varied(level: string, no: number): string {
  return no > 0 && /[2-4]/.test(level) ? String(Number(level) - 1) : level
}

/** Spread over the cycle's first two thirds, second raters last. */
function sentInDays(cycle: DemoCycle, at: number, of: number, no: number): number {
  const end = Math.min(cycle.closesInDays, -1)
  const days = (end - cycle.opensInDays) * (2 / 3)
  return cycle.opensInDays + 0.5 + (days * at) / of + no * 0.25
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
