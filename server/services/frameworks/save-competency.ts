import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import {
  competencies,
  competencyAssociations,
  competencyVersions,
  frameworks,
} from '@/server/db/schema/frameworks'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { treeLinksOf } from '@/server/domain/catalogue/framework-checks'
import { closureOf } from '@/server/domain/catalogue/framework-tree'
import type { CompetencyDetails } from '@/server/domain/catalogue/framework-view'
import { type CompetencyContent, frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { type LanguageMap, pickLanguage } from '@/server/domain/language-map'
import { env } from '@/server/env'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { competencyColumns, contentOf } from './competency-row'
import { rebuildClosure } from './rebuild-closure'
import { markGroups } from './store-version'
import { findOwnFramework, type StoredFramework, storedAssociations } from './stored-framework'

/** Adds a competency at the end of a parent, or of the framework. */
export async function addCompetency(
  ctx: OrgContext,
  input: { slug: string; parentId: string | null; details: CompetencyDetails },
): Promise<{ id: string }> {
  await authorize(ctx, 'framework.edit')
  const organizationId = ctx.organization.id
  return asTenant(ctx, async (tx) => {
    const stored = await findOwnFramework(tx, organizationId, { slug: input.slug })
    const position = await tx.$count(competencies, eq(competencies.frameworkId, stored.row.id))
    if (position >= frameworkLimits.competencies) {
      throw new DomainError('limit_reached', 'frameworks.mostCompetencies')
    }
    const id = randomUUID()
    const identity = { id, frameworkId: stored.row.id, organizationId }
    await tx.insert(competencies).values({ ...identity, position })
    const versionId = await storeWords(
      tx,
      stored,
      { competencyId: id, no: 1 },
      worded(null, input.details),
    )
    await tx
      .update(competencies)
      .set({ currentVersionId: versionId })
      .where(eq(competencies.id, id))
    if (input.parentId) await hang(tx, stored, id, input.parentId)
    await touched(tx, ctx, stored, { verb: 'competency.add', id })
    return { id }
  })
}

/** Rewords a competency: a new version of it, so that what was rated keeps the words it was rated by. */
export async function editCompetency(
  ctx: OrgContext,
  input: { slug: string; id: string; details: CompetencyDetails },
): Promise<void> {
  await authorize(ctx, 'framework.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const stored = await findOwnFramework(tx, organizationId, { slug: input.slug })
    const current = await findCompetency(tx, stored.row.id, input.id)
    const content = worded(contentOf(current), input.details)
    if (competencyColumns(content).textHash === competencyColumns(contentOf(current)).textHash)
      return
    const next = { competencyId: input.id, no: current.no + 1 }
    const versionId = await storeWords(tx, stored, next, content)
    await tx
      .update(competencies)
      .set({ currentVersionId: versionId })
      .where(eq(competencies.id, input.id))
    await touched(tx, ctx, stored, { verb: 'competency.edit', id: input.id })
  })
}

/** Takes a competency without others under it out of the framework; answers about it remain. */
export async function retireCompetency(
  ctx: OrgContext,
  input: { slug: string; id: string },
): Promise<void> {
  await authorize(ctx, 'framework.edit')
  const organizationId = ctx.organization.id
  await asTenant(ctx, async (tx) => {
    const stored = await findOwnFramework(tx, organizationId, { slug: input.slug })
    const current = await findCompetency(tx, stored.row.id, input.id)
    if (current.isGroup) {
      throw new DomainError('conflict', 'competencies.othersUnder')
    }
    await tx.update(competencies).set({ retiredAt: ctx.now }).where(eq(competencies.id, input.id))
    await touched(tx, ctx, stored, { verb: 'competency.retire', id: input.id })
  })
}

async function findCompetency(tx: Transaction, frameworkId: string, id: string) {
  const [found] = await tx
    .select({ words: competencyVersions })
    .from(competencies)
    .innerJoin(competencyVersions, eq(competencyVersions.id, competencies.currentVersionId))
    .where(
      and(
        eq(competencies.id, id),
        eq(competencies.frameworkId, frameworkId),
        isNull(competencies.retiredAt),
      ),
    )
  if (!found) throw new DomainError('not_found', 'competencies.none')
  return found.words
}

async function storeWords(
  tx: Transaction,
  stored: StoredFramework,
  version: { competencyId: string; no: number },
  content: CompetencyContent,
): Promise<string> {
  const id = randomUUID()
  await tx.insert(competencyVersions).values({
    ...competencyColumns(content),
    ...{ id, ...version },
    frameworkVersionId: stored.version.id,
    organizationId: stored.row.organizationId,
  })
  return id
}

async function hang(tx: Transaction, stored: StoredFramework, id: string, parentId: string) {
  await findCompetency(tx, stored.row.id, parentId)
  const standing = await storedAssociations(tx, stored.row.id)
  const parentLinks = treeLinksOf(standing)
  const siblings = parentLinks.filter((link) => link.parentId === parentId).length
  const link = { childId: id, parentId, sequence: siblings, position: standing.length }
  if (closureOf([...parentLinks, link]).tooDeep.length > 0) {
    throw new DomainError('limit_reached', 'frameworks.mostLevels')
  }
  await tx.insert(competencyAssociations).values({
    id: randomUUID(),
    frameworkId: stored.row.id,
    organizationId: stored.row.organizationId,
    type: 'isChildOf',
    fromCompetencyId: id,
    toCompetencyId: parentId,
    sequence: String(siblings),
    position: standing.length,
  })
}

async function touched(
  tx: Transaction,
  ctx: OrgContext,
  { row }: StoredFramework,
  what: { verb: string; id: string },
) {
  await rebuildClosure(tx, row, treeLinksOf(await storedAssociations(tx, row.id)))
  await markGroups(tx, row.id)
  await tx.update(frameworks).set({ updatedAt: ctx.now }).where(eq(frameworks.id, row.id))
  await recordAudit(tx, ctx, { verb: what.verb, target: { kind: 'competency', id: what.id } })
}

/** The content with an editor's words in the language it is shown in; other languages stay. */
function worded(before: CompetencyContent | null, details: CompetencyDetails): CompetencyContent {
  const tag = (before ? pickLanguage(before.statement) : null) ?? env().LOCALE
  const put = (map: LanguageMap | undefined, text: string): LanguageMap => {
    const { [tag]: _, ...others } = map ?? {}
    return text ? { ...others, [tag]: text } : others
  }
  const { [tag]: __, ...otherNotes } = before?.notes ?? {}
  const shown = before ? competencyColumns(before) : null
  const level = details.level ? [{ uri: null, label: { [tag]: details.level } }] : []
  const notes = details.notes ? { ...otherNotes, [tag]: [details.notes] } : otherNotes
  return {
    identifiers: before?.identifiers ?? [],
    statement: put(before?.statement, details.statement),
    label:
      before && shown?.label === details.label ? before.label : put(before?.label, details.label),
    codedNotation: details.code || null,
    listEnumeration: before?.listEnumeration ?? null,
    category: before?.category ?? {},
    type: details.type,
    axis: details.axis,
    levels: before && shown?.levels.join('; ') === details.level ? before.levels : level,
    educationLevels: before?.educationLevels ?? [],
    notes: before && shown?.notes === details.notes ? before.notes : notes,
    keywords: before?.keywords ?? {},
    language: before?.language ?? null,
    modifiedAt: null,
    extra: before?.extra ?? {},
  }
}
