import { z } from 'zod'

/** What one script measured, as it prints it: the rows of a table of its own. */
export const Section = z.object({
  title: z.string(),
  /** What was done, on what, how often. */
  lede: z.string(),
  rows: z.array(
    z.object({
      work: z.string(),
      /** What it is compared with in the same run. */
      baseline: z.string(),
      hold: z.string(),
      /** The figure, the baseline's, and the ratio of the two. */
      measured: z.string(),
      /** Null where nothing is to hold. */
      held: z.boolean().nullable(),
    }),
  ),
})
export type Section = z.infer<typeof Section>

/** A section as it stands in the documents. */
export function sectionText({ title, lede, rows }: Section): string {
  const lines = rows.map(
    ({ work, baseline, hold, measured, held }) =>
      `| ${[baseline ? `${work}, against ${baseline}` : work, hold, measured, heldText(held)].join(' | ')} |`,
  )
  return `## ${title}\n${lede}\n\n| work | to hold | measured | held |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`
}

function heldText(held: boolean | null): string {
  if (held === null) return ''
  return held ? 'yes' : '**no**'
}
