import { z } from 'zod'
import { writeApart } from '@/server/child/write-apart'
import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { frameworkSheets } from '@/server/formats/framework-workbook'
import { workbookType } from '@/server/formats/workbook-export'
import { authorize } from '@/server/services/authorize'
import type { Context, OrgContext } from '@/server/services/context'
import { speak } from '@/server/words/speak'
import { findFramework, storedPackage } from './stored-framework'

export const ExportedWorkbook = z.object({
  name: z.string(),
  mediaType: z.string(),
  bytes: z.instanceof(Uint8Array),
})
export type ExportedWorkbook = z.infer<typeof ExportedWorkbook>

/** A framework of the organization's own, or a published one, as a workbook with its summary and dictionary. */
export async function exportWorkbook(
  ctx: OrgContext,
  input: { slug: string },
): Promise<ExportedWorkbook> {
  await authorize(ctx, 'framework.read')
  return written(ctx, await asTenant(ctx, (tx) => read(tx, input.slug)))
}

/** A published framework as a workbook, for everybody. */
export async function exportPublishedWorkbook(
  ctx: Pick<Context, 'now'>,
  input: { slug: string },
): Promise<ExportedWorkbook> {
  return written(ctx, await asReader((tx) => read(tx, input.slug)))
}

async function read(tx: Transaction, slug: string) {
  const stored = await findFramework(tx, { slug })
  return { ...stored, found: await storedPackage(tx, stored, env().appUrl, 'case') }
}

/** Writing may take a while, so no connection waits for it. */
async function written(
  { now }: Pick<Context, 'now'>,
  { row, version, found }: Awaited<ReturnType<typeof read>>,
): Promise<ExportedWorkbook> {
  const say = speak('exports')
  const address = row.state === 'draft' ? null : `${env().appUrl}/frameworks/${row.slug}`
  const facts = { version: version.no, address, exportedOn: dayOf(now) }
  return {
    name: `${row.slug}.xlsx`,
    mediaType: workbookType,
    bytes: await writeApart({ sheets: frameworkSheets(found, facts, say), cut: say('cut') }),
  }
}

function dayOf(now: Date): Date {
  return new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`)
}
