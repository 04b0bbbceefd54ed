import { type ItemEvent, releaseItem } from '@/server/domain/method/cohorts'
import type { Finding } from './finding'
import { type History, liveFigures, replay } from './history'
import type { Random } from './random'

/**
 * T4: one more rating. Whatever row appears or differs because of it must hold at least five votes that no earlier
 * row held. Control: a live view, where it changes figures by itself.
 */
export function oneMoreAttack(histories: readonly History[], random: Random): Finding {
  let tried = 0
  let changed = 0
  let liveChanged = 0
  for (const history of histories) {
    const release = random.below(history.events.length)
    const before = history.states[release - 1]
    const batch = history.events[release] ?? []
    if (!before) continue
    for (let index = 0; index < history.shape.employers; index++) {
      const employer = `e${String(index).padStart(2, '0')}`
      if (batch.some((event) => event.type !== 'close' && event.employer === employer)) continue
      const extra: ItemEvent = { type: 'rate', employer, region: 'A', sector: 'x', level: 3 }
      tried += 1
      const without = releaseItem(before, batch, release, history.config)
      const withIt = releaseItem(before, [...batch, extra], release, history.config)
      const known = new Set(without.published.map((version) => JSON.stringify(version)))
      const different = withIt.published.filter((version) => !known.has(JSON.stringify(version)))
      const rated = new Set(
        [...batch, extra].flatMap((e) => (e.type === 'rate' ? [e.employer] : [])),
      )
      for (const version of different) {
        const fresh = version.employers.filter((name) => isFresh(before, name, rated))
        if (fresh.length < 5) changed += 1
      }
      if (liveDiffers(history, release, extra)) liveChanged += 1
    }
  }
  return {
    test: 'T4 one more rating',
    tried: `${tried} ratings added, each published row compared`,
    recovered: `${changed} rows changed with fewer than five fresh votes`,
    control: `live view: ${liveChanged} of ${tried} changed figures alone`,
    passed: changed === 0 && liveChanged > tried / 2,
  }
}

/** Whether this employer's vote stands in no earlier row: it never did, or has been given anew since. */
function isFresh(
  state: NonNullable<History['states'][number]>,
  employer: string,
  rated: ReadonlySet<string>,
): boolean {
  const members = state.cohorts.flatMap((cohort) => cohort.members)
  const member = members.find((each) => each.employer === employer)
  return member === undefined || member.renewal !== null || rated.has(employer)
}

function liveDiffers(history: History, release: number, extra: ItemEvent): boolean {
  const events = history.events.slice(0, release + 1)
  const figures = (batches: ItemEvent[][]) =>
    liveFigures(replay(history.shape, batches)).map((figure) =>
      figure
        .map((vote) => `${vote.employer}:${vote.level}`)
        .sort()
        .join(),
    )
  const plain = figures(events)
  const more = figures([...events, [extra]])
  return more.slice(plain.length).some((figure) => !plain.includes(figure))
}

/**
 * T5: an employer that re-rates, withdraws and joins again at every release. Nothing may be published because of it
 * alone, and no second cohort may ever hold it. Control: recomputing its cohort without it, which is its vote.
 */
export function loopAttack(histories: readonly History[]): Finding {
  let rounds = 0
  let moved = 0
  let second = 0
  let control = 0
  for (const history of histories) {
    const target = history.rows[0]
    const attacker = target?.version.employers[0]
    if (!target || !attacker) continue
    const others = history.events.map((batch) =>
      batch.filter((event) => event.type === 'close' || event.employer !== attacker),
    )
    const quiet = history.events.map((batch, release) =>
      release <= target.release ? batch : (others[release] ?? []),
    )
    const loud = quiet.map((batch, release): ItemEvent[] => {
      if (release <= target.release) return batch
      rounds += 1
      const rate = (level: number): ItemEvent => ({
        type: 'rate',
        employer: attacker,
        region: 'B',
        sector: 'y',
        level,
        turn: `cycle-${release}`,
      })
      return [rate(release % 4), { type: 'withdraw', employer: attacker }, rate(3), ...batch]
    })
    const shape = { ...history.shape, scale: 'fit' as const }
    const calm = replay(shape, quiet)
    const stormy = replay(shape, loud)
    const home = new Set(
      stormy.rows
        .filter((row) => row.version.employers.includes(attacker))
        .map((row) => row.version.cohort),
    )
    if (home.size > 1) second += 1
    const own = stormy.rows.filter((row) => row.version.cohort === target.version.cohort)
    const calmOwn = calm.rows.filter((row) => row.version.cohort === target.version.cohort)
    if (own.length > calmOwn.length) moved += 1
    // Published without the one that left, the difference of two rows is its vote.
    if (
      target.votes.filter((vote) => vote.employer !== attacker).length + 1 ===
      target.votes.length
    ) {
      control += 1
    }
  }
  return {
    test: 'T5 rate, withdraw, join again',
    tried: `${rounds} rounds in ${histories.length} histories`,
    recovered: `${moved} rows moved, ${second} second cohorts`,
    control: `recomputing without the one that left: its vote in ${control} of ${histories.length}`,
    passed: moved === 0 && second === 0 && control > histories.length / 2,
  }
}
