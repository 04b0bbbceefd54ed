import { z } from 'zod'

/** The kinds of tables whose columns an organization can have remembered. */
export const tableKinds = ['framework', 'addresses', 'employment', 'claims', 'employers'] as const
export type TableKind = (typeof tableKinds)[number]

/** What columns hold by their headings, written plain, as somebody said it once and gave it a name. */
export const RememberedColumns = z.object({
  id: z.string(),
  name: z.string(),
  columns: z.array(z.object({ heading: z.string(), field: z.string() })),
})
export type RememberedColumns = z.infer<typeof RememberedColumns>

/** How long a name for remembered columns may be, and how many of a kind an organization can have. */
export const longestColumnsName = 80
export const mostRemembered = 50

/**
 * What the columns of a table hold as it was remembered of one with the same headings, of several the one that says most
 * columns. Further columns hold nothing. Null where no remembered table had all of its headings from this one.
 */
export function recallColumns(
  headings: readonly string[],
  remembered: readonly RememberedColumns[],
): { from: RememberedColumns; fields: string[] } | null {
  const able = remembered.filter(({ columns }) => recalled(headings, columns) !== null)
  const [from] = able.sort((one, other) => other.columns.length - one.columns.length)
  const fields = from && recalled(headings, from.columns)
  return from && fields ? { from, fields } : null
}

function recalled(
  headings: readonly string[],
  columns: RememberedColumns['columns'],
): string[] | null {
  const free = [...headings]
  const fields = headings.map(() => '')
  for (const { heading, field } of columns) {
    const at = free.indexOf(heading)
    if (at < 0 || heading === '') return null
    free[at] = ''
    fields[at] = field
  }
  return fields
}
