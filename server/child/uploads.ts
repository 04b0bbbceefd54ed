import type { z } from 'zod'
import type { FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { TableCounts } from '@/server/domain/catalogue/imports'
import { runChild } from './run-child'
import {
  AddressPart,
  ClaimPart,
  EmployerPart,
  EmploymentPart,
  FrameworkPart,
  OpenedPart,
  type UploadJob,
} from './upload-jobs'

const entry = './server/child/read-upload.ts'

export type OpenedUpload = z.infer<typeof OpenedPart> & {
  /** Null for a table, whose columns have to be named first. */
  found: FrameworkPackage | null
}

/** What an uploaded file is, by its content, with the framework inside; throws a sentence when it is none of ours. */
export async function openUpload(
  bytes: Uint8Array,
  file: { fileName: string; sheet?: number; headingLine?: number },
): Promise<OpenedUpload> {
  let opened: z.infer<typeof OpenedPart> | null = null
  const parts = collector()
  await runChild({ entry, bytes, job: { kind: 'open', ...file } satisfies UploadJob }, (part) => {
    if (opened) parts.take(part)
    else opened = OpenedPart.parse(part)
  })
  return { ...OpenedPart.parse(opened), found: parts.found() }
}

/** The framework inside a file that was opened before, read with the columns and the name given for a table. */
export async function readFrameworkUpload(
  bytes: Uint8Array,
  job: Omit<Extract<UploadJob, { kind: 'framework' }>, 'kind'>,
): Promise<FrameworkPackage> {
  const parts = collector()
  await runChild({ entry, bytes, job: { kind: 'framework', ...job } }, parts.take)
  const found = parts.found()
  if (!found) throw new Error('The child gave no framework.')
  return found
}

/** How much a table that was opened before holds as its columns are named. */
export async function countUpload(
  bytes: Uint8Array,
  job: Omit<Extract<UploadJob, { kind: 'count' }>, 'kind'>,
): Promise<TableCounts> {
  let counted: TableCounts | null = null
  await runChild({ entry, bytes, job: { kind: 'count', ...job } }, (part) => {
    counted = TableCounts.parse(part)
  })
  return TableCounts.parse(counted)
}

/** Addresses from an uploaded file, with what cannot be used, and its table where it is one. */
export async function readAddressUpload(
  bytes: Uint8Array,
  job: Omit<Extract<UploadJob, { kind: 'addresses' }>, 'kind'>,
): Promise<AddressPart> {
  let read: AddressPart | null = null
  await runChild({ entry, bytes, job: { kind: 'addresses', ...job } }, (part) => {
    read = AddressPart.parse(part)
  })
  return AddressPart.parse(read)
}

/** Claims from an uploaded file, with its table. */
export async function readClaimUpload(
  bytes: Uint8Array,
  said: Omit<Extract<UploadJob, { kind: 'claims' }>, 'kind'>,
): Promise<ClaimPart> {
  let read: ClaimPart | null = null
  await runChild({ entry, bytes, job: { kind: 'claims', ...said } }, (part) => {
    read = ClaimPart.parse(part)
  })
  return ClaimPart.parse(read)
}

/** Employers from an uploaded list, with its table, and the lines asked for as they stand. */
export async function readEmployerUpload(
  bytes: Uint8Array,
  job: Omit<Extract<UploadJob, { kind: 'employers' }>, 'kind'>,
): Promise<EmployerPart> {
  let read: EmployerPart | null = null
  await runChild({ entry, bytes, job: { kind: 'employers', ...job } }, (part) => {
    read = EmployerPart.parse(part)
  })
  return EmployerPart.parse(read)
}

export type EmploymentUpload = Required<EmploymentPart>

/** Jobs by region and sector from an uploaded table, with what is wrong in it, how it was read and how it looks. */
export async function readEmploymentUpload(
  bytes: Uint8Array,
  said: Omit<Extract<UploadJob, { kind: 'employment' }>, 'kind'> = {},
): Promise<EmploymentUpload> {
  const found: EmploymentPart = { rows: [], problems: [], remarks: [] }
  await runChild({ entry, bytes, job: { kind: 'employment', ...said } }, (part) => {
    const read = EmploymentPart.parse(part)
    found.rows.push(...read.rows)
    found.problems.push(...read.problems)
    found.remarks.push(...read.remarks)
    found.sheet ??= read.sheet
  })
  const { sheet } = found
  if (!sheet) throw new Error('The child gave no table.')
  return { ...found, sheet }
}

function collector(): { take(part: unknown): void; found(): FrameworkPackage | null } {
  let found: FrameworkPackage | null = null
  return {
    take(value) {
      const part = FrameworkPart.parse(value)
      if (part.of === 'framework') {
        const { format, framework } = part
        found = { format, framework, competencies: [], associations: [], problems: [] }
      } else if (part.of === 'competencies') found?.competencies.push(...part.some)
      else if (part.of === 'associations') found?.associations.push(...part.some)
      else found?.problems.push(...part.some)
    },
    found: () => found,
  }
}
