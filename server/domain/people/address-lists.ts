import { z } from 'zod'
import { fileRemarks } from '@/server/domain/file-remarks'

/** What a column of a table of raters may hold. */
export const addressColumns = ['email', 'employer', 'name', 'firstName', 'lastName'] as const
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

/** What was read in a list, before anybody is looked for. */
export const AddressesRead = z.object({
  addresses: z.array(
    z.object({
      line: z.number().int(),
      email: z.string(),
      employer: z.string().nullable(),
      name: z.string().nullable(),
    }),
  ),
  problems: z.array(
    z.object({
      line: z.number().int(),
      text: z.string(),
      reason: z.enum(['not_an_address', 'no_address', 'duplicate', 'too_many']),
      firstLine: z.number().int().nullable(),
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

const AddressProblemView = z.object({
  line: z.number().int(),
  text: z.string(),
  reason: z.enum([
    'not_an_address',
    'no_address',
    'duplicate',
    'too_many',
    'no_employer',
    'several_employers',
    'already_invited',
  ]),
  firstLine: z.number().int().nullable(),
})

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

/** A list that waits, as its page shows it. */
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
