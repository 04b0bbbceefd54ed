import { and, count, countDistinct, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { competencies, externalIdentifiers, frameworks } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import type { FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { findOwnFramework, headOf } from './stored-framework'

/** So many of its competencies tell what a file is. */
const looksAt = 500

/**
 * A package whose file does not say which framework it is, as the organization's own framework of the same competencies:
 * at least half of the file is in it and half of it in the file, by their identifiers. It keeps its name and words. Of a
 * table a person says what it is, so that is left alone.
 */
export async function asFrameworkOfSame(
  tx: Transaction,
  organizationId: string,
  found: FrameworkPackage,
  targetId: string | null,
): Promise<{ found: FrameworkPackage; targetId: string | null }> {
  const isNamed = targetId !== null || found.framework.identifiers.length > 0
  const id = isNamed || found.format === 'csv' ? null : await holderOf(tx, organizationId, found)
  if (id === null) return { found, targetId }
  const stored = await findOwnFramework(tx, organizationId, { id })
  const problems = found.problems.filter(({ reason }) => reason !== 'framework_named')
  const framework = { ...headOf(stored), raw: found.framework.raw }
  return { found: { ...found, framework, problems }, targetId: id }
}

async function holderOf(
  tx: Transaction,
  organizationId: string,
  { competencies: all }: FrameworkPackage,
): Promise<string | null> {
  const step = Math.max(1, Math.floor(all.length / looksAt))
  const some = all.filter((_, at) => at % step === 0)
  const names = some.flatMap(({ identifiers }) => identifiers)
  if (names.length === 0) return null
  const schemes = [...new Set(names.map(({ scheme }) => scheme))]
  const values = [...new Set(names.flatMap(({ value }) => [value, value.toLowerCase()]))]
  const shared = countDistinct(competencies.id)
  const [most] = await tx
    .select({ id: competencies.frameworkId, shared })
    .from(externalIdentifiers)
    .innerJoin(competencies, eq(competencies.id, externalIdentifiers.entityId))
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(
      and(
        eq(externalIdentifiers.organizationId, organizationId),
        eq(externalIdentifiers.entityKind, 'competency'),
        inArray(externalIdentifiers.scheme, schemes),
        inArray(externalIdentifiers.value, values),
        isNull(competencies.retiredAt),
        isNotNull(frameworks.currentVersionId),
      ),
    )
    .groupBy(competencies.frameworkId)
    .orderBy(desc(shared), competencies.frameworkId)
    .limit(1)
  if (!most || most.shared * 2 < some.length) return null
  const [held] = await tx
    .select({ count: count() })
    .from(competencies)
    .where(and(eq(competencies.frameworkId, most.id), isNull(competencies.retiredAt)))
  const expected = (most.shared / some.length) * all.length
  return expected * 2 >= (held?.count ?? 0) ? most.id : null
}
