import { z } from 'zod'

/** More maps than a table can be read across. */
export const mostAcross = 60

const NeedCell = z.object({
  /** 0–100 points. */
  need: z.number(),
  /** The smaller n of the two that a need is made of. */
  employers: z.number().int(),
})

/** Every need of a provider's credentials beside one another. */
export const AcrossView = z.object({
  columns: z.array(
    z.object({
      credential: z.object({ slug: z.string(), name: z.string() }),
      occupation: z.object({ code: z.string(), title: z.string() }),
    }),
  ),
  /** In order of the largest need in them; a cell for each column, null where nothing is published. */
  rows: z.array(
    z.object({ competencyId: z.string(), label: z.string(), cells: z.array(NeedCell.nullable()) }),
  ),
  /** Maps that are not in it: those that fewest employers have answered. */
  leftOut: z.number().int(),
})
export type AcrossView = z.infer<typeof AcrossView>

/** What is told of each of them. */
type OneMap = {
  credential: { slug: string; name: string }
  occupation: { code: string; title: string }
  rows: readonly {
    key: string
    competency: { label: string }
    need: { value: number } | null
    employers: number | null
  }[]
}

/**
 * Maps beside one another, a competency a row and a map a column. Needs of different jobs are told apart by nothing but
 * their numbers: the order of the rows says where to begin to read.
 * @param maps in the order of the columns
 */
export function acrossOf(maps: readonly OneMap[]): Pick<AcrossView, 'columns' | 'rows'> {
  const told = maps.filter(({ rows }) => rows.some(({ need }) => need !== null))
  const labels = new Map<string, string>()
  for (const { rows } of told) {
    for (const { key, competency, need } of rows) if (need) labels.set(key, competency.label)
  }
  const rows = [...labels].map(([competencyId, label]) => ({
    competencyId,
    label,
    cells: told.map((map) => cellOf(map, competencyId)),
  }))
  return {
    columns: told.map(({ credential, occupation }) => ({
      credential: { slug: credential.slug, name: credential.name },
      occupation,
    })),
    rows: rows.sort(
      (a, b) => largest(b.cells) - largest(a.cells) || (a.competencyId < b.competencyId ? -1 : 1),
    ),
  }
}

type Cell = z.infer<typeof NeedCell> | null

function cellOf({ rows }: OneMap, competencyId: string): Cell {
  const row = rows.find(({ key }) => key === competencyId)
  return row?.need && row.employers !== null
    ? { need: row.need.value, employers: row.employers }
    : null
}

function largest(cells: readonly Cell[]): number {
  return Math.max(...cells.map((cell) => cell?.need ?? 0))
}
