import { defaultLanguage } from '@/server/domain/default-language'
import { failuresOf, type Round } from './round'

/** docs/faults.md: what was done, where, and what was seen. */
export function report(
  rounds: readonly Round[],
  {
    date,
    machine,
    software,
    skipped,
  }: { date: string; machine: string; software: string; skipped: string[] },
): string {
  const held = rounds.filter((round) => failuresOf(round).length === 0).length
  const sum = (of: (round: Round) => number) => rounds.reduce((total, one) => total + of(one), 0)
  return `# Faults

Written by \`npm run faults\`: sixteen raters' devices at once press Send on the production build over PostgreSQL, every
rater with a key of its own, 5 % twice at once and 10 % again later, while something breaks. Measured on ${date}, ${machine}, ${software}.

**${held} of ${rounds.length} rounds held**: of ${number(sum((one) => one.acknowledged))} acknowledged ratings ${sum((one) => one.lost)} lost and ${sum((one) => one.doubled)} doubled; ${sum((one) => one.refusedKept)}
refused ones kept; ${sum((one) => one.differences)} differences between what is published and a recount.
${skipped.map((name) => `Left out here: ${name}.\n`).join('')}
${table(rounds)}

*replies*: what devices saw, repeated presses included. *ready again*: seconds from the end of the fault until
\`/readyz\` says so. *groups*: published after the round, then counted again from the ledger.
`
}

export function table(rounds: readonly Round[]): string {
  const rows = rounds.map((round) => {
    const ready = round.ready === null ? 'never' : round.ready.toFixed(1)
    const cells = [
      round.kind,
      number(round.sent),
      number(round.acknowledged),
      round.lost,
      round.doubled,
      replies(round),
      ready,
      round.published,
      failuresOf(round).join(', ') || 'held',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| fault | raters | acknowledged | lost | doubled | replies | ready again | groups | |',
    '| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | --- |',
    ...rows,
  ].join('\n')
}

function replies({ replies: seen }: Round): string {
  return [...seen]
    .sort(([, a], [, b]) => b - a)
    .map(([label, times]) => `${label} ${number(times)}`)
    .join(', ')
}

const number = (value: number) => value.toLocaleString(defaultLanguage)
