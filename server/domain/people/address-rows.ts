import { z } from 'zod'
import type { AddressesRead } from './address-lists'
import { type Address, type AddressProblem, normaliseEmail, spokenName } from './addresses'

/** The cells of a row that a person may change, and how long each may be. */
export const rowCells = {
  email: 254,
  name: 160,
  employer: 160,
  county: 120,
  industry: 160,
} as const
export type RowCell = keyof typeof rowCells

/** How many rows a page has. */
export const rowsOfPage = 50

/** Longer than the longest key: an address, or a line that is none with its number. */
export const longestRowKey = 300

/** What was changed in a row: the cells as they were typed, and whether it is left out. */
export const RowEdit = z.strictObject({
  email: z.string().max(rowCells.email).optional(),
  name: z.string().max(rowCells.name).optional(),
  employer: z.string().max(rowCells.employer).optional(),
  county: z.string().max(rowCells.county).optional(),
  industry: z.string().max(rowCells.industry).optional(),
  out: z.boolean().optional(),
})
export type RowEdit = z.infer<typeof RowEdit>

/** What was changed in a list, by the keys of its rows. */
export const AddressEdits = z.record(z.string(), RowEdit)
export type AddressEdits = z.infer<typeof AddressEdits>

/** One row of a list with what was changed in it. */
export type ListRow = Omit<Address, 'email'> & {
  /** By which its changes are kept: what stood there first, so that it stays when the list is read anew. */
  key: string
  /** What stands in the cell of the address. */
  text: string
  /** What is quoted where it is none: the cell, or the line it stands in. */
  quote: string
  /** Null where it is none, or one that may not be used. */
  email: string | null
  /** Left out by whoever looks at the list. */
  out: boolean
  reason: AddressProblem['reason'] | null
  firstLine: number | null
  edit: RowEdit
}

/**
 * A list as a table: what was read in it, line by line, with what was changed since. Each address stands for one row
 * alone, the first that is not left out; a line that is no address is a row too, and becomes one that can be used when
 * its address is set right.
 * @param most how many addresses are taken
 */
export function rowsOfList(
  { addresses, problems }: Pick<AddressesRead, 'addresses' | 'problems'>,
  edits: AddressEdits,
  most: number,
): ListRow[] {
  const firstLines = new Map<string, number>()
  let taken = 0
  return entriesOf(addresses, problems).map((entry) => {
    const { key, text, quote, wasEmail, reason, line, ...beside } = entry
    const edit = edits[key] ?? {}
    const cell = edit.email === undefined ? text : edit.email.trim()
    const email = edit.email === undefined ? wasEmail : normaliseEmail(cell)
    const row: ListRow = {
      ...{ key, line, text: cell, email, out: edit.out === true, reason: null, firstLine: null },
      quote: edit.email === undefined || cell === '' ? quote : cell,
      name: edit.name === undefined ? beside.name : spokenName(edit.name.trim()) || null,
      employer: edit.employer === undefined ? beside.employer : edit.employer.trim() || null,
      ...{ county: beside.county, industry: beside.industry, edit },
    }
    if (row.out) return row
    if (!email) {
      const why = edit.email === undefined ? reason : cell === '' ? 'no_address' : 'not_an_address'
      return { ...row, reason: why ?? 'not_an_address' }
    }
    const first = firstLines.get(email)
    if (first !== undefined) return { ...row, email: null, reason: 'duplicate', firstLine: first }
    if (taken >= most) return { ...row, email: null, reason: 'too_many' }
    firstLines.set(email, line)
    taken += 1
    return row
  })
}

type Entry = Omit<Address, 'email'> & {
  key: string
  text: string
  quote: string
  wasEmail: string | null
  reason: AddressProblem['reason'] | null
}

/** Addresses and what is none, in the order of their lines. */
function entriesOf(
  addresses: AddressesRead['addresses'],
  problems: AddressesRead['problems'],
): Entry[] {
  const seen = new Map<string, number>()
  const numbered = (key: string) => {
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? key : `${key} ${times}`
  }
  const entries = [
    ...addresses.map(({ email, ...address }): Entry => {
      return { ...address, key: email, text: email, quote: email, wasEmail: email, reason: null }
    }),
    ...problems.map(({ line, text, reason, email, firstLine: _, ...beside }): Entry => {
      const key = numbered(`${line} ${text}`)
      // The cells of a line without any address stand in their own columns.
      const cell = reason === 'no_address' ? '' : (email ?? text)
      return { ...beside, line, key, text: cell, quote: text, wasEmail: email, reason }
    }),
  ]
  return entries.sort((one, other) => one.line - other.line)
}

/** What is kept of a row's cells as a form sends them: those that say something else than was shown. */
export function changedCells(
  shown: Readonly<Record<RowCell, string>>,
  said: Partial<Record<RowCell, string>>,
): Partial<Record<RowCell, string>> {
  const changed: Partial<Record<RowCell, string>> = {}
  for (const cell of cellNames) {
    const typed = said[cell]?.replaceAll(/\s+/g, ' ').trim()
    if (typed !== undefined && typed !== shown[cell]) changed[cell] = typed
  }
  return changed
}

const cellNames: readonly RowCell[] = ['email', 'name', 'employer', 'county', 'industry']
