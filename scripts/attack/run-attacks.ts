import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import type { Finding } from './finding'
import { groupAttack } from './groups'
import { type History, type HistoryShape, randomHistory } from './history'
import { levelAttack } from './levels'
import { linearAttack, stableAttack } from './linear'
import { oneArrivalAttack } from './one-arrival'
import { loopAttack, oneMoreAttack } from './one-more'
import { randomFrom } from './random'
import { suppressionAttack } from './suppression'
import { weightAttack } from './weights'

/** Ordinary years, restless employers, many leavers, and importance, whose scale has four levels. */
const SHAPES: readonly [HistoryShape, ...HistoryShape[]] = [
  { scale: 'fit', employers: 24, releases: 12, rerate: 0.15, withdraw: 0.02 },
  { scale: 'fit', employers: 24, releases: 12, rerate: 0.8, withdraw: 0.05 },
  { scale: 'fit', employers: 40, releases: 20, rerate: 0.3, withdraw: 0.1 },
  { scale: 'fit', employers: 40, releases: 16, rerate: 0.3, withdraw: 0.1 },
  { scale: 'importance', employers: 16, releases: 12, rerate: 0.4, withdraw: 0.03 },
]

/** The attacks of METHOD §8.7 that need no database, each with the control that must succeed. */
export function runAttacks(input: { seed: number; histories: number }): Finding[] {
  const random = randomFrom(input.seed)
  const histories: History[] = Array.from({ length: input.histories }, (_, index) =>
    randomHistory(random, SHAPES[index % SHAPES.length] ?? SHAPES[0]),
  )
  // Past a cohort's lifetime its members may join another, which an attacker who thinks that nobody changed an answer
  // in more than four years can make something of: METHOD §8.4 leaves that one out of the claim.
  const lifetime = histories.filter(({ shape }) => shape.releases <= COHORT_DEFAULTS.lifetime)
  return [
    linearAttack(histories),
    stableAttack(lifetime),
    levelAttack(histories),
    oneMoreAttack(histories, random),
    oneArrivalAttack(random),
    loopAttack(lifetime),
    groupAttack(histories),
    weightAttack(lifetime, random),
    suppressionAttack(histories, random),
  ]
}
