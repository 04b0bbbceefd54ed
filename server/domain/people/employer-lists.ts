import { z } from 'zod'
import { fileRemarks } from '@/server/domain/file-remarks'
import { AddressSheet } from './address-lists'

/** What a column of a table of employers may hold; several may hold a web domain or an industry. */
export const employerColumns = ['name', 'domain', 'county', 'state', 'industry'] as const
export type EmployerColumn = (typeof employerColumns)[number]

/** What a person may say that a column holds; empty for nothing of ours. */
export const employerFields = ['', ...employerColumns] as const
export type EmployerField = (typeof employerFields)[number]

/** The field a form names; empty for one that is none. */
export function employerFieldOf(text: string): EmployerField {
  return employerFields.find((field) => field === text) ?? ''
}

/** How many characters and employers a list may have, and how many lists of one owner may wait. */
export const longestEmployerText = 400_000
export const mostListedEmployers = 2_000
export const mostEmployerLists = 20

/** A list that is a table, as a person looks at it. */
export const EmployerSheet = AddressSheet.extend({ fields: z.array(z.enum(employerFields)) })
export type EmployerSheet = z.infer<typeof EmployerSheet>

/** A line as it was read, before anybody is looked for; of mail addresses the web domain alone is kept. */
export const ListedEmployer = z.object({
  line: z.number().int(),
  name: z.string(),
  /** Its own web domain; else one that is nobody's own, or what stands there and is none. */
  domain: z.string().nullable(),
  nobodys: z.string().nullable(),
  unreadable: z.string().nullable(),
  /** As it is written, with the state. */
  county: z.string(),
  industry: z.string(),
})
export type ListedEmployer = z.infer<typeof ListedEmployer>

/** What was read in a list. */
export const EmployersRead = z.object({
  employers: z.array(ListedEmployer),
  /** Lines beyond as many as a list may have. */
  beyond: z.array(z.object({ line: z.number().int(), name: z.string() })),
  /** Columns that hold something and were not used. */
  unused: z.array(z.string()),
  /** How the file was read. */
  remarks: z.array(z.object({ reason: z.enum(fileRemarks), detail: z.string() })),
})
export type EmployersRead = z.infer<typeof EmployersRead>

/** Why a line cannot be confirmed as it stands. */
const lineProblems = [
  'too_many',
  'no_name',
  'long_name',
  'twice',
  'several_records',
  'same_name',
  'no_domain',
  'not_a_domain',
  'nobodys_domain',
  'no_county',
  'unknown_county',
  'several_counties',
  'outside_region',
  'elsewhere',
  'no_industry',
  'unknown_industry',
  'unclear_industry',
  'linked',
  'turned_down',
] as const
export type LineProblemReason = (typeof lineProblems)[number]

export const LineProblem = z.object({
  line: z.number().int(),
  /** What the line calls the employer. */
  name: z.string(),
  reason: z.enum(lineProblems),
  /** What the sentence names: another line, a record, what was written. */
  other: z.string(),
})
export type LineProblem = z.infer<typeof LineProblem>

/** What confirming does with a line. */
const lineOutcomes = ['new', 'on_record', 'already'] as const

/** What stands against confirming a line; the operator may note why it does so all the same. */
export const lineNeeds = ['turned_down', 'no_domain', 'linked'] as const
export type LineNeed = (typeof lineNeeds)[number]

export const LineView = z.object({
  line: z.number().int(),
  name: z.string(),
  outcome: z.enum(lineOutcomes),
  /** What the record is called, where that is not as the line says. */
  record: z.string().nullable(),
  domain: z.string().nullable(),
  county: z.string(),
  industry: z.string(),
  /** The operator alone: why the line waits for a reason that is noted. */
  needs: z.enum(lineNeeds).nullable(),
  /** With whom it shares a web domain or a person. */
  shares: z.array(z.string()),
})
export type LineView = z.infer<typeof LineView>

/** How many lines of a list come to what. */
export const EmployerCounts = z.object({
  fresh: z.number().int(),
  onRecord: z.number().int(),
  already: z.number().int(),
  /** Of those that may be confirmed, how many need a reason. */
  noted: z.number().int(),
  problems: z.number().int(),
})
export type EmployerCounts = z.infer<typeof EmployerCounts>

/** What confirming a list would do, line by line; of each kind the first, `counts` counts them all. */
export const EmployerListPreview = z.object({
  counts: EmployerCounts,
  ready: z.array(LineView),
  already: z.array(LineView),
  problems: z.array(LineProblem),
  /** The lines with a problem as they were read, to mend and check again. */
  toMend: z.array(ListedEmployer),
  unused: z.array(z.string()),
})
export type EmployerListPreview = z.infer<typeof EmployerListPreview>

/** A list that waits, as its page shows it. */
export const EmployerListView = z.object({
  id: z.string(),
  /** Null of one that was pasted. */
  fileName: z.string().nullable(),
  sheet: EmployerSheet,
  remarks: EmployersRead.shape.remarks,
  preview: EmployerListPreview,
})
export type EmployerListView = z.infer<typeof EmployerListView>

/** A list that waits to be confirmed. */
export const WaitingEmployers = z.object({
  id: z.string(),
  fileName: z.string().nullable(),
  createdAt: z.date(),
})
export type WaitingEmployers = z.infer<typeof WaitingEmployers>

/** What came of confirming a list. */
export const EmployersConfirmed = z.object({
  confirmed: z.number().int(),
  /** Lines that were not confirmed. */
  left: z.number().int(),
})
export type EmployersConfirmed = z.infer<typeof EmployersConfirmed>
