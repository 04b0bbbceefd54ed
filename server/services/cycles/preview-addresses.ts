import type { Transaction } from '@/server/db/tenancy'
import type { AddressesRead, AddressPreview } from '@/server/domain/people/address-lists'
import { employerKey } from '@/server/domain/people/employer-matches'
import { invitedTo } from './invited-to'
import { matchAddresses } from './match-addresses'

const shownProblems = 500
const shownColumns = 60

/** What adding a list to a cycle would do, line by line. */
export async function previewAddresses(
  tx: Transaction,
  cycleId: string,
  read: Omit<AddressesRead, 'remarks'>,
): Promise<AddressPreview> {
  const matched = await matchAddresses(tx, read, await invitedTo(tx, cycleId))
  const { addresses, problems, notes, unused } = matched
  return {
    rows: addresses.map(({ line, email, name, match }) => ({
      line,
      email,
      name,
      employer: match.name,
      how: match.kind,
    })),
    problems: problems.slice(0, shownProblems),
    refused: problems.length,
    unused: unused.slice(0, shownColumns),
    employers: new Set(addresses.map(({ match }) => employerKey(match))).size,
    newEmployers: new Set(
      addresses.flatMap(({ match }) => (match.kind === 'new' ? [match.key] : [])),
    ).size,
    ...notes,
  }
}
