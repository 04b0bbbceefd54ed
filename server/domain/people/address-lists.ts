import { z } from 'zod'
import { fileRemarks } from '@/server/domain/file-remarks'

/** What a column of a table of raters may hold. */
export const addressColumns = [
  ...(['email', 'employer', 'name', 'firstName', 'lastName', 'county', 'industry'] as const),
] as const
export type AddressColumn = (typeof addressColumns)[number]

/** What a person may say that a column holds; empty for nothing of ours. Several may hold a mail address. */
export const addressFields = ['', ...addressColumns] as const
export type AddressField = (typeof addressFields)[number]

/** The field a form names; empty for one that is none. */
export function addressFieldOf(text: string): AddressField {
  return addressFields.find((field) => field === text) ?? ''
}

/** How many characters a list may have, and how many lists of a cycle may wait. */
export const longestAddressText = 400_000
export const mostAddressLists = 20

/** A list that is a table, as a person looks at it. */
export const AddressSheet = z.object({
  /** Of a workbook, the names of its sheets and which of them this is, counted from 0. */
  sheets: z.array(z.string()),
  sheet: z.number().int(),
  /** Counted from 1; 0 where it has none. */
  headingLine: z.number().int(),
  headers: z.array(z.string()),
  /** Its first rows, the titles above its headings among them. */
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** What each column holds. */
  fields: z.array(z.enum(addressFields)),
  /** True where nothing was read before somebody says what the columns hold. */
  asks: z.boolean(),
  /** The name under which its columns were remembered of another table. */
  remembered: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
})
export type AddressSheet = z.infer<typeof AddressSheet>

/** What stands beside an address in a list, as it stands there. */
const beside = {
  employer: z.string().nullable().default(null),
  name: z.string().nullable().default(null),
  county: z.string().nullable().default(null),
  industry: z.string().nullable().default(null),
}

/** What was read in a list, before anybody is looked for. */
export const AddressesRead = z.object({
  addresses: z.array(z.object({ line: z.number().int(), email: z.string(), ...beside })),
  problems: z.array(
    z.object({
      line: z.number().int(),
      text: z.string(),
      reason: z.enum(['not_an_address', 'no_address', 'duplicate', 'too_many']),
      firstLine: z.number().int().nullable(),
      /** Of one that is an address, but may not be used. */
      email: z.string().nullable().default(null),
      ...beside,
    }),
  ),
  /** Columns that hold something and were not used. */
  unused: z.array(z.string()),
  /** The table as it was, so that its lines can be given back: headings, and cells by line. */
  headings: z.array(z.string()),
  rows: z.array(z.tuple([z.number().int(), z.array(z.string())])),
  /** How the file was read. */
  remarks: z.array(z.object({ reason: z.enum(fileRemarks), detail: z.string() })),
})
export type AddressesRead = z.infer<typeof AddressesRead>

export const addressProblems = [
  ...(['not_an_address', 'no_address', 'duplicate', 'too_many'] as const),
  ...(['no_employer', 'several_employers', 'already_invited'] as const),
] as const

const AddressProblemView = z.object({
  line: z.number().int(),
  text: z.string(),
  reason: z.enum(addressProblems),
  firstLine: z.number().int().nullable(),
})

/** Where an employer stands, as a cell says it. */
export const PlaceCell = z.object({
  text: z.string(),
  /** Who says so: the employer's own record, an earlier proposal of the asker's, the list, its own county, or it was typed. */
  from: z.enum(['record', 'proposal', 'list', 'asker', 'typed']).nullable(),
  problem: z.enum(['unknown', 'several']).nullable(),
  /** Of several that could be meant, what tells them apart. */
  several: z.array(z.string()),
})
export type PlaceCell = z.infer<typeof PlaceCell>

/** One row of a list as a table. */
export const AddressRow = z.object({
  key: z.string(),
  line: z.number().int(),
  email: z.string(),
  name: z.string(),
  employer: z.string(),
  county: PlaceCell,
  industry: PlaceCell,
  out: z.boolean(),
  confirmed: z.boolean(),
  how: z.enum(['domain', 'name', 'new']).nullable(),
  problem: z.enum(addressProblems).nullable(),
  firstLine: z.number().int().nullable(),
  quote: z.string(),
})
export type AddressRow = z.infer<typeof AddressRow>

/** Some rows of a list, fifty a page, counted from 1. */
export const AddressPage = z.object({
  page: z.number().int(),
  pages: z.number().int(),
  count: z.number().int(),
  rows: z.array(AddressRow),
  /** Rows anywhere in the list at which something is wrong: the first of them, with their page. */
  wrong: z.array(z.object({ line: z.number().int(), page: z.number().int(), quote: z.string() })),
})
export type AddressPage = z.infer<typeof AddressPage>

/** What adding a list would do, line by line. */
export const AddressPreview = z.object({
  rows: z.array(
    z.object({
      line: z.number().int(),
      email: z.string(),
      name: z.string().nullable(),
      employer: z.string(),
      how: z.enum(['domain', 'name', 'new']),
    }),
  ),
  /** The first of them; `refused` counts them all. */
  problems: z.array(AddressProblemView),
  refused: z.number().int(),
  unused: z.array(z.string()),
  employers: z.number().int(),
  newEmployers: z.number().int(),
  joined: z.array(
    z.object({ employer: z.string(), names: z.array(z.string()), domains: z.array(z.string()) }),
  ),
  shared: z.array(z.object({ domain: z.string(), employers: z.array(z.string()) })),
})
export type AddressPreview = z.infer<typeof AddressPreview>

/** A list that waits, as its page shows it, but for what it can publish. */
export const AddressListView = z.object({
  id: z.string(),
  /** What the cycle is called. */
  cycle: z.string(),
  /** Null of one that was pasted. */
  fileName: z.string().nullable(),
  /** Of a table. */
  sheet: AddressSheet.nullable(),
  remarks: AddressesRead.shape.remarks,
  preview: AddressPreview,
  table: AddressPage,
})
export type AddressListView = z.infer<typeof AddressListView>

/** A list of a cycle that waits to be added. */
export const WaitingList = z.object({
  id: z.string(),
  fileName: z.string().nullable(),
  createdAt: z.date(),
})
export type WaitingList = z.infer<typeof WaitingList>

/** How many addresses and employers a list holds, and how many lines cannot be used. */
export const AddressCounts = z.object({
  addresses: z.number().int(),
  employers: z.number().int(),
  problems: z.number().int(),
})
export type AddressCounts = z.infer<typeof AddressCounts>
