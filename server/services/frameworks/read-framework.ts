import { eq, sql } from 'drizzle-orm'
import { organizations } from '@/server/db/schema/organizations'
import { asReader, asTenant, type Transaction } from '@/server/db/tenancy'
import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import type { FrameworkView } from '@/server/domain/catalogue/framework-view'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { currentCompetencies, findFramework, headOf, storedAssociations } from './stored-framework'

/** A framework of the organization's own, or one that is published, with its whole tree. */
export async function readFramework(
  ctx: OrgContext,
  input: { slug: string },
): Promise<FrameworkView> {
  await authorize(ctx, 'framework.read')
  return asTenant(ctx, (tx) => frameworkView(tx, input.slug))
}

/** A published framework as everybody reads it. */
export async function readPublishedFramework(input: { slug: string }): Promise<FrameworkView> {
  return asReader((tx) => frameworkView(tx, input.slug))
}

async function frameworkView(tx: Transaction, slug: string): Promise<FrameworkView> {
  const stored = await findFramework(tx, { slug })
  const { row, version } = stored
  const head = headOf(stored)
  const [owner] = await tx
    .select({
      slug: organizations.slug,
      name: organizations.name,
      confirmed: sql`${organizations.verification} = 'V2'`.mapWith(Boolean),
    })
    .from(organizations)
    .where(eq(organizations.id, row.organizationId))
  const rows = await currentCompetencies(tx, row.id)
  const links = treeLinksOf(await storedAssociations(tx, row.id))
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    publisher: row.publisher,
    state: row.state,
    sample: row.sample,
    competencies: rows.length,
    updatedAt: row.updatedAt,
    owner: owner ?? { slug: '', name: '', confirmed: false },
    version: version.no,
    languages: [
      ...new Set(rows.flatMap(({ version: { texts } }) => Object.keys(texts.statement ?? {}))),
    ],
    licence: head.licence,
    sourceUrl: head.sourceUrl,
    sourceFormat: version.sourceFormat,
    tree: rows.map(({ id, version: words }) => ({
      id,
      label: words.label,
      statement: words.statement,
      code: words.code,
      listEnumeration: words.listPosition,
      type: words.type,
      axis: words.axis,
      levels: words.levels,
      notes: words.notes,
      isGroup: words.isGroup,
    })),
    links: links.map((link) => ({
      ...link,
      sequence: link.sequence === null ? null : String(link.sequence),
    })),
  }
}
