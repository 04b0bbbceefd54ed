import { type EmploymentUpload, readEmploymentUpload } from '@/server/child/uploads'
import type { employmentFiles } from '@/server/db/schema/employment'
import { type EmploymentSheet, employmentFieldOf } from '@/server/domain/catalogue/employment'
import { recall } from '@/server/services/tables/recall'
import type { EmploymentDoor } from './employment-door'

type Said = { sheet?: number | undefined; headingLine?: number | undefined }

/** What is kept of a file beside the file. */
type Kept = Pick<
  typeof employmentFiles.$inferInsert,
  'sheet' | 'rows' | 'problems' | 'problemCount'
>

/** More than a page shows: they can be kept as a file. */
const keptProblems = 5000

/** Reads a table whose columns nobody has named: as they were remembered of one with its headings, else as these say. */
export async function readFile(
  { organizationId, open }: EmploymentDoor,
  bytes: Uint8Array,
  said: Said,
): Promise<Kept> {
  const read = await readEmploymentUpload(bytes, said)
  const found = await open((tx) =>
    recall(tx, { organizationId, kind: 'employment' }, read.sheet.headers),
  )
  if (!found) return keptOf(read, null)
  const { sheet, headingLine } = read.sheet
  const fields = found.fields.map(employmentFieldOf)
  const { id, name } = found.from
  return keptOf(await readEmploymentUpload(bytes, { sheet, headingLine, fields }), { id, name })
}

/** What is kept of a file that was read, with the name its columns were remembered by. */
export function keptOf(read: EmploymentUpload, remembered: EmploymentSheet['remembered']): Kept {
  const { rows, problems, remarks, sheet } = read
  return {
    rows,
    sheet: { ...sheet, remembered },
    problems: [...remarks, ...problems.slice(0, keptProblems)],
    problemCount: problems.length,
  }
}
