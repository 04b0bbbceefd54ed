export type Row = {
  work: string
  baseline: string
  figure: string
  against: string
  ratio: number
  hold: string
  held: boolean
}

/** The one table, as the page that is kept with the documents. */
export function report(
  rows: Row[],
  { scores, machine, software }: { scores: number; machine: string; software: string },
): string {
  const lines = rows.map(
    ({ work, figure, baseline, against, ratio, hold, held }) =>
      `| ${work} | ${figure} | ${baseline}: ${against} | ${ratio.toFixed(2)} × | ${hold} | ${held ? 'yes' : '**no**'} |`,
  )
  return `# Benchmarks

Measured by \`npm run bench\` on ${machine}, ${software} with fsync, ${scores.toLocaleString('en')} fit scores and as
many of importance in the ledger. The release is one run, every other figure the median of three, beside a baseline
from the same run: the ratio travels between machines, the figures do not.

| work | measured | baseline | ratio | to hold | held |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`
}
