import type { AddressesRead, AddressPreview } from '@/server/domain/people/address-lists'
import { employerKey } from '@/server/domain/people/employer-matches'
import { type MatchedList, type MatchedRow, usableRows } from './match-addresses'

const shownProblems = 500
const shownColumns = 60

/** Where an employer stands is no part of it. */
type Shown = Omit<MatchedRow, 'county' | 'industry'>

/** What adding a list to a cycle would do, line by line. */
export function previewAddresses(
  { rows, notes }: Pick<MatchedList, 'notes'> & { rows: readonly Shown[] },
  { unused }: Pick<AddressesRead, 'unused'>,
): AddressPreview {
  const usable = usableRows(rows)
  const problems = problemsOf(rows)
  return {
    rows: usable.map(({ line, email, name, match }) => ({
      line,
      email,
      name,
      employer: match.name,
      how: match.kind,
    })),
    problems: problems.slice(0, shownProblems),
    refused: problems.length,
    unused: unused.slice(0, shownColumns),
    employers: new Set(usable.map(({ match }) => employerKey(match))).size,
    newEmployers: new Set(usable.flatMap(({ match }) => (match.kind === 'new' ? [match.key] : [])))
      .size,
    ...notes,
  }
}

/** The rows that cannot be used, but for those that are left out anyway. */
export function problemsOf(
  rows: readonly Pick<MatchedRow, 'line' | 'quote' | 'problem' | 'firstLine'>[],
): AddressPreview['problems'] {
  return rows.flatMap(({ line, quote, problem, firstLine }) =>
    problem ? [{ line, text: quote, reason: problem, firstLine }] : [],
  )
}
