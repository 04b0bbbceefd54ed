import type { useFormatter } from 'next-intl'
import type { Confirmation } from './cycle'

type Groups = Confirmation['groups']
type Format = Pick<ReturnType<typeof useFormatter>, 'list'>

/** Who may confirm a group of employers, by name. */
export function confirmersOf(
  { by }: Pick<Groups[number], 'by'>,
  operator: string,
  format: Format,
): string {
  const names = by.map(({ name }) => name)
  return names.length > 0 ? format.list(names, { type: 'disjunction' }) : operator
}

/** How many employers others can still be asked about, and all who would be. */
export function confirmersSaid(
  groups: Groups,
  operator: string,
  format: Format,
): { fresh: number; names: string } {
  const toAsk = groups.filter(({ askedAt, own }) => askedAt === null && !own)
  return {
    fresh: toAsk.reduce((sum, { employers }) => sum + employers.length, 0),
    names: format.list(new Set(toAsk.map((group) => confirmersOf(group, operator, format)))),
  }
}
