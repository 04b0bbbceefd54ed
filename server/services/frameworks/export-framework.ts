import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { competencies } from '@/server/db/schema/frameworks'
import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import type { ExportFormat, FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject } from '@/server/domain/json'
import { env } from '@/server/env'
import { writeCase } from '@/server/formats/case-export'
import { writeCtdl } from '@/server/formats/ctdl-export'
import { writeRsd } from '@/server/formats/rsd-export'
import { writeRsdTable } from '@/server/formats/rsd-table-export'
import { writeSpreadsheet } from '@/server/formats/spreadsheet-export'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findFramework, storedPackage } from './stored-framework'

export const ExportedFile = z.object({ name: z.string(), mediaType: z.string(), text: z.string() })
export type ExportedFile = z.infer<typeof ExportedFile>

/** A framework of the organization's own, or a published one, as a file. */
export async function exportFramework(
  ctx: OrgContext,
  input: { slug: string; format: ExportFormat },
): Promise<ExportedFile> {
  await authorize(ctx, 'framework.read')
  return asTenant(ctx, (tx) => exported(tx, input))
}

/** A published framework as a file, for everybody. */
export async function exportPublishedFramework(input: {
  slug: string
  format: ExportFormat
}): Promise<ExportedFile> {
  return asReader((tx) => exported(tx, input))
}

/** A competency of a published framework as one CTDL-ASN node, for everybody. */
export async function exportPublishedCompetency(input: { id: string }): Promise<ExportedFile> {
  return asReader(async (tx) => {
    const [competency] = await tx
      .select({ frameworkId: competencies.frameworkId })
      .from(competencies)
      .where(eq(competencies.id, input.id))
    if (!competency) throw noCompetency()
    const stored = await findFramework(tx, { id: competency.frameworkId })
    const found = await storedPackage(tx, stored, env().appUrl, 'ctdl')
    const at = found.competencies.findIndex(({ id }) => id === input.id)
    const written = writeCtdl(found)
    const graph = written['@graph']
    const node = at >= 0 && Array.isArray(graph) ? graph[at + 1] : null
    if (!isJsonObject(node)) throw noCompetency()
    return {
      name: `${input.id}.jsonld`,
      mediaType: 'application/ld+json',
      text: `${JSON.stringify({ '@context': written['@context'], ...node }, null, 2)}\n`,
    }
  })
}

function noCompetency(): DomainError {
  return new DomainError('not_found', 'competencies.none')
}

async function exported(
  tx: Transaction,
  input: { slug: string; format: ExportFormat },
): Promise<ExportedFile> {
  const stored = await findFramework(tx, { slug: input.slug })
  const names = input.format === 'ctdl' ? 'ctdl' : 'case'
  return writtenAs(await storedPackage(tx, stored, env().appUrl, names), input)
}

function writtenAs(
  found: FrameworkPackage,
  { slug, format }: { slug: string; format: ExportFormat },
): ExportedFile {
  switch (format) {
    case 'case':
      return {
        name: `${slug}.case.json`,
        mediaType: 'application/json',
        text: `${JSON.stringify(writeCase(found), null, 2)}\n`,
      }
    case 'ctdl':
      return {
        name: `${slug}.ctdl.jsonld`,
        mediaType: 'application/ld+json',
        text: `${JSON.stringify(writeCtdl(found), null, 2)}\n`,
      }
    case 'rsd':
      return {
        name: `${slug}.rsd.json`,
        mediaType: 'application/json',
        text: `${JSON.stringify(writeRsd(found), null, 2)}\n`,
      }
    case 'rsd-csv':
      return {
        name: `${slug}.rsd.csv`,
        mediaType: 'text/csv; charset=utf-8',
        text: writeRsdTable(found, { bom: true }),
      }
    case 'csv':
      return {
        name: `${slug}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        text: writeSpreadsheet(found, { bom: true }),
      }
  }
}
