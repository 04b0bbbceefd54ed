import type { useFormatter } from 'next-intl'
import type { Confirmation } from './cycle'

type Groups = Confirmation['groups']
type Format = Pick<ReturnType<typeof useFormatter>, 'list'>

/** Names as a sentence lists them, and how many they are. */
type Named = { names: string; who: number }

/** Who may confirm a group of employers, any of them; or all of them, where all were asked. */
export function confirmersOf(
  { by, askedAt }: Pick<Groups[number], 'by' | 'askedAt'>,
  operator: string,
  format: Format,
): Named {
  const names = by.length > 0 ? by.map(({ name }) => name) : [operator]
  const type = askedAt ? 'conjunction' : 'disjunction'
  return { names: format.list(names, { type }), who: names.length }
}

/** How many employers others can still be asked about, and all who would be. */
export function confirmersSaid(
  groups: Groups,
  operator: string,
  format: Format,
): { fresh: number } & Named {
  const toAsk = groups.filter(({ askedAt, own }) => askedAt === null && !own)
  const names = new Set(
    toAsk.flatMap(({ by }) => (by.length > 0 ? by.map(({ name }) => name) : [operator])),
  )
  return {
    fresh: toAsk.reduce((sum, { employers }) => sum + employers.length, 0),
    ...{ names: format.list(names), who: names.size },
  }
}

/** How many records nobody has confirmed: the same that are asked about and turned down, each for itself. */
export function unconfirmedSaid({
  groups,
  refused,
}: Pick<Confirmation, 'groups' | 'refused'>): number {
  return groups.reduce((sum, { employers }) => sum + employers.length, refused.length)
}
