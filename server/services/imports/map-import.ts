import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { columnFields, mappingOf } from '@/server/domain/catalogue/column-fields'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { ImportSheet } from '@/server/domain/catalogue/imports'
import { DomainError } from '@/server/domain/errors'
import { languageTag, unknownLanguage } from '@/server/domain/language-map'
import { countPackage } from '@/server/formats/framework-file'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findOwnFramework } from '@/server/services/frameworks/stored-framework'
import { countWaits, readInTurn } from '@/server/services/limits/read-in-turn'
import { remember } from '@/server/services/tables/remember'
import { findFile, findOpenTable, type ImportRecord, packageOf } from './find-import'
import { previewImport } from './preview-import'

export const MapImport = z.strictObject({
  id: z.uuid(),
  /** What each column holds, from the first. */
  fields: z.array(z.enum(columnFields)).max(frameworkLimits.columns),
  /** The name under which that is remembered for other tables; empty for none. */
  remember: z.string().trim().max(200).optional(),
  /** The framework to bring up to date; empty for a new one. */
  framework: z.union([z.literal(''), z.string().max(120)]),
  name: z.string().trim().max(200),
  publisher: z.string().trim().max(200),
  language: z.string().trim().max(35),
})
export type MapImport = z.infer<typeof MapImport>

/** Says which column holds what and which framework a table is, and works out the preview. */
export async function mapImport(ctx: OrgContext, input: MapImport): Promise<void> {
  await authorize(ctx, 'import.edit')
  const language = languageTag(input.language)
  if (input.language !== '' && language === unknownLanguage) {
    throw new DomainError('invalid', 'imports.noLanguage', { field: 'language' })
  }
  const { mapped, file } = await asTenant(ctx, async (tx) => {
    const record = await findOpenTable(tx, input.id)
    const changed = await changesOf(tx, ctx, input, language)
    return { mapped: { ...record, ...changed }, file: await findFile(tx, record.id) }
  })
  const found = await readInTurn(ctx, { limit: 'file-columns', waits: countWaits }, () =>
    packageOf(mapped, file),
  )
  await asTenant(ctx, async (tx) => {
    const { id, sheet: standing } = await findOpenTable(tx, input.id)
    const sheet = ImportSheet.parse(standing)
    const read = ImportSheet.parse(mapped.sheet)
    if (sheet.sheet !== read.sheet || sheet.headingLine !== read.headingLine) {
      throw new DomainError('conflict', 'imports.sheetChanged')
    }
    const { mapping, head, frameworkId } = mapped
    await tx
      .update(imports)
      .set({ mapping, head, frameworkId, sheet: { ...sheet, counts: countPackage(found) } })
      .where(eq(imports.id, id))
    await previewImport(tx, mapped, found)
    if (input.remember) await rememberFor(tx, mapped, input, input.remember)
    await recordAudit(tx, ctx, { verb: 'import.map', target: { kind: 'import', id } })
  })
}

async function changesOf(
  tx: Transaction,
  ctx: OrgContext,
  input: MapImport,
  language: string,
): Promise<Pick<ImportRecord, 'mapping' | 'head' | 'frameworkId'>> {
  const target = input.framework
    ? await findOwnFramework(tx, ctx.organization.id, { slug: input.framework })
    : null
  const name = target?.row.name ?? input.name
  if (name === '') {
    throw new DomainError('invalid', 'imports.nameMissing', { field: 'name' })
  }
  return {
    mapping: mappingOf(input.fields),
    head: {
      name,
      publisher: target?.row.publisher ?? input.publisher,
      description: target?.row.description ?? '',
      language: input.language === '' ? null : language,
    },
    frameworkId: target?.row.id ?? null,
  }
}

function rememberFor(
  tx: Transaction,
  { organizationId, sheet }: Pick<ImportRecord, 'organizationId' | 'sheet'>,
  { fields }: MapImport,
  name: string,
): Promise<string> {
  const { headers } = ImportSheet.parse(sheet)
  return remember(tx, { organizationId, kind: 'framework' }, { name, headings: headers, fields })
}
