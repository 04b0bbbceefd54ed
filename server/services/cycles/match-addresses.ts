import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import type { AddressesRead } from '@/server/domain/people/address-lists'
import {
  type Address,
  type AddressProblem,
  ownDomain,
  plainName,
} from '@/server/domain/people/addresses'
import {
  type EmployerNotes,
  employerNotes,
  type FoundEmployer,
  matchEmployers,
} from '@/server/domain/people/employer-matches'

export type MatchedAddress = Address & { match: FoundEmployer }

export type MatchedAddresses = {
  addresses: MatchedAddress[]
  problems: (Omit<AddressProblem, 'reason'> & { reason: AddressProblem['reason'] | Unmatched })[]
  notes: EmployerNotes
} & Pick<AddressesRead, 'unused' | 'headings' | 'rows'>

type Unmatched = 'no_employer' | 'several_employers' | 'already_invited'

/** Finds the employer of each address of a list; `invited` are addresses in the cycle. */
export async function matchAddresses(
  tx: Transaction,
  read: Omit<AddressesRead, 'remarks'>,
  invited: ReadonlySet<string>,
): Promise<MatchedAddresses> {
  const { addresses, problems, unused, headings, rows } = read
  const known = await candidates(tx, addresses)
  const matched: MatchedAddress[] = []
  const refused: MatchedAddresses['problems'] = [...problems]
  const wanted = addresses.filter(({ email }) => !invited.has(email))
  const matches = matchEmployers(wanted, known)
  const refuse = ({ line, email }: Address, reason: Unmatched) =>
    refused.push({ line, text: email, reason, firstLine: null })
  for (const address of addresses) {
    if (invited.has(address.email)) refuse(address, 'already_invited')
  }
  for (const [at, address] of wanted.entries()) {
    const match = matches[at]
    if (!match || match.kind === 'unknown') refuse(address, 'no_employer')
    else if (match.kind === 'several') refuse(address, 'several_employers')
    else matched.push({ ...address, match })
  }
  return {
    ...{ unused, headings, rows },
    addresses: matched,
    problems: refused.sort((a, b) => a.line - b.line),
    notes: employerNotes(matched, known),
  }
}

const Candidate = z.object({
  id: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  confirmed: z.boolean(),
})

/** Employers that could be meant: at one of the domains, or whose name begins with the same word. */
async function candidates(tx: Transaction, addresses: readonly Address[]) {
  const domains = new Set(addresses.flatMap(({ email }) => suffixes(ownDomain(email))))
  const words = new Set(
    addresses.flatMap(
      ({ employer }) => (employer ? plainName(employer).split(' ')[0] : null) ?? [],
    ),
  )
  return selectRows(
    tx,
    Candidate,
    sql`SELECT id, name, domain, verification = 'V2' AS confirmed FROM organization
        WHERE kind = 'employer' AND merged_into_id IS NULL
          AND (lower(domain) IN (${list(domains)})
               OR split_part(ltrim(regexp_replace(regexp_replace(lower(unaccent(name)), '[.''’]', '', 'g'),
                                                  ${notInWords}, ' ', 'g')), ' ', 1)
                  IN (${list(words, (word) => sql`lower(unaccent(${word}))`)}))
        ORDER BY created_at, id`,
  )
}

/** What {@link plainName} takes for the end of a word. */
const notInWords = '[-–—/\\\\&,;:()"“”«»+_#@!?*|[:space:]]+'

function list(values: ReadonlySet<string>, said = (value: string) => sql`${value}`): SQL {
  const all = values.size > 0 ? [...values] : ['']
  return sql.join(all.map(said), sql`, `)
}

/** `hr.plant.acme.com` may belong to the employer at `plant.acme.com` or `acme.com`. */
function suffixes(domain: string | null): string[] {
  if (!domain) return []
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
}
