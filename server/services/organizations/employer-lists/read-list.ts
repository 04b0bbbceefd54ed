import { readEmployerUpload } from '@/server/child/uploads'
import type { Limit } from '@/server/domain/limits'
import {
  type EmployerField,
  type EmployerSheet,
  type EmployersRead,
  employerFieldOf,
  mostListedEmployers,
} from '@/server/domain/people/employer-lists'
import { type EmployerFile, readEmployerFile } from '@/server/formats/employer-file'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { recall } from '@/server/services/tables/recall'
import type { EmployerListDoor, ListContext } from './employer-list-door'

/** A list as it came; one that was pasted has no file's name. */
export type RawList = { fileName: string | null; bytes: Uint8Array }

type Said = {
  sheet?: number | undefined
  headingLine?: number | undefined
  fields?: EmployerField[] | undefined
  lines?: number[] | undefined
}

type Turn = { limit: Limit; waits: number }

/** Reads a list as it is said; a file in a process of its own, in its turn, and what was pasted at once. */
export function readList(
  ctx: ListContext,
  { fileName, bytes }: RawList,
  { said, ...turn }: Turn & { said: Said },
): Promise<EmployerFile> {
  const job = { ...said, most: mostListedEmployers }
  if (fileName === null) return Promise.resolve(readEmployerFile(bytes, job))
  return readInTurn(ctx, turn, () => readEmployerUpload(bytes, job))
}

/** Reads a list whose columns nobody has named: as they were remembered of one with its headings, else as these say. */
export async function readUnnamed(
  ctx: ListContext,
  { organizationId, open }: EmployerListDoor,
  { list, ...about }: Turn & { list: RawList; said: Omit<Said, 'fields'> },
): Promise<{ read: EmployersRead; sheet: EmployerSheet }> {
  const { read, sheet } = await readList(ctx, list, about)
  const owner = { organizationId, kind: 'employers' as const }
  const found = await open((tx) => recall(tx, owner, sheet.headers))
  const fields = found?.fields.map(employerFieldOf) ?? []
  if (!found || !fields.includes('name')) return { read, sheet: { ...sheet, remembered: null } }
  const said = { sheet: sheet.sheet, headingLine: sheet.headingLine, fields }
  const again = await readList(ctx, list, { ...about, said })
  const { id, name } = found.from
  return { read: again.read, sheet: { ...again.sheet, remembered: { id, name } } }
}
