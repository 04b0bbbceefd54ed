import { COHORT_DEFAULTS, type CohortConfig, emptyItem } from '@/server/domain/method/cohort-state'
import { type ItemEvent, releaseItem } from '@/server/domain/method/cohorts'
import { LATE } from '@/server/domain/method/ledger'
import type { Finding } from './finding'
import type { Random } from './random'

const ROUNDS = 200
const ITEMS = 12
const CONFIG: CohortConfig = { ...COHORT_DEFAULTS, scale: 'fit' }

/** How the one employer comes to those who wait: its cycle had closed, or it is a cycle of its own. */
type Arrival = 'confirmed alone' | 'a cycle of one'

/**
 * Four employers are left of a cycle, and one more comes alone: confirmed after the cycle had closed, or as the only
 * one of a second cycle. Whoever brought that about looks at the next morning's map: a row that is new is a competency
 * it could judge, with its level among five. Control: the former rule, by which whatever made five was published at
 * once.
 */
export function oneArrivalAttack(random: Random): Finding {
  const arrivals = ['confirmed alone', 'a cycle of one'] as const
  let told = 0
  let controlTold = 0
  let judged = 0
  for (let round = 0; round < ROUNDS; round++) {
    const arrival = random.pick(arrivals)
    const could = Array.from({ length: ITEMS }, () => random.chance(0.5))
    judged += could.filter(Boolean).length
    told += could.filter((can) => can && nextMorning(random, arrival)).length
    controlTold += could.filter((can) => can && nextMorning(random, 'at once')).length
  }
  return {
    test: 'R5 one employer comes alone',
    tried: `${judged} answers of one employer beside four that wait, in ${ROUNDS} rounds of ${ITEMS} competencies`,
    recovered: `${told} told by the next morning's map`,
    control: `published as soon as there are five: ${controlTold} of ${judged}`,
    passed: told === 0 && controlTold === judged,
  }
}

/** Whether the item is published the night after the one employer came. */
function nextMorning(random: Random, arrival: Arrival | 'at once'): boolean {
  const place = { region: 'A', sector: 'x' }
  const level = () => random.below(5)
  const waits = arrival === 'at once' ? 0 : 1
  const four = Array.from({ length: 4 }, (_, index): ItemEvent => {
    return {
      type: 'rate',
      employer: `e${index}`,
      ...place,
      level: level(),
      turn: 'first',
      since: waits,
    }
  })
  const closed = releaseItem(emptyItem(), [...four, close('first')], 0, CONFIG)
  const turn = arrival === 'confirmed alone' ? LATE : 'second'
  const one: ItemEvent = {
    type: 'rate',
    employer: 'one',
    ...place,
    level: level(),
    turn,
    since: waits,
  }
  return releaseItem(closed.state, [one, close(turn)], 0, CONFIG).published.length > 0
}

function close(turn: string): ItemEvent {
  return { type: 'close', turn, byIndustry: false }
}
