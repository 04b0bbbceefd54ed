import { and, count, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { competencies, externalIdentifiers, frameworks } from '@/server/db/schema/frameworks'
import type { Transaction } from '@/server/db/tenancy'
import type { ExternalIdentifier, FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { isUuid } from '@/server/formats/name-uuid'
import { findOwnFramework, headOf } from './stored-framework'

/** So many of its competencies tell what a file is. */
const looksAt = 500

type Meant = { found: FrameworkPackage; targetId: string | null }

/**
 * A package as the framework of the organization's own that it is: one that was exported from here is what it was. One
 * whose file does not say which framework it is has the same competencies: at least half of the file is in it and half
 * of it in the file, by their identifiers; it keeps its name and words. Of a table a person says what it is, so that is
 * left alone.
 */
export async function asOwnFramework(
  tx: Transaction,
  organizationId: string,
  found: FrameworkPackage,
  targetId: string | null,
): Promise<Meant> {
  if (targetId !== null || found.format === 'csv') return { found, targetId }
  const { identifiers } = found.framework
  if (identifiers.length > 0) {
    return { found, targetId: await writtenHere(tx, organizationId, identifiers) }
  }
  const id = await holderOf(tx, organizationId, found)
  if (id === null) return { found, targetId }
  const stored = await findOwnFramework(tx, organizationId, { id })
  const problems = found.problems.filter(({ reason }) => reason !== 'framework_named')
  const framework = { ...headOf(stored), raw: found.framework.raw }
  return { found: { ...found, framework, problems }, targetId: id }
}

/** An export names what has no name elsewhere by our own id. */
async function writtenHere(
  tx: Transaction,
  organizationId: string,
  identifiers: ExternalIdentifier[],
): Promise<string | null> {
  const ids = ownIds(identifiers)
  if (ids.length === 0) return null
  const [own] = await tx
    .select({ id: frameworks.id })
    .from(frameworks)
    .where(
      and(
        eq(frameworks.organizationId, organizationId),
        inArray(frameworks.id, ids),
        isNotNull(frameworks.currentVersionId),
      ),
    )
  return own?.id ?? null
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
  const shared = count()
  const [most] = await tx
    .select({ id: competencies.frameworkId, shared })
    .from(competencies)
    .innerJoin(frameworks, eq(frameworks.id, competencies.frameworkId))
    .where(
      and(
        eq(competencies.organizationId, organizationId),
        isNull(competencies.retiredAt),
        isNotNull(frameworks.currentVersionId),
        or(
          inArray(competencies.id, named(tx, organizationId, names)),
          inArray(competencies.id, ownIds(names)),
        ),
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

function named(tx: Transaction, organizationId: string, names: ExternalIdentifier[]) {
  const schemes = [...new Set(names.map(({ scheme }) => scheme))]
  const values = [...new Set(names.flatMap(({ value }) => [value, value.toLowerCase()]))]
  return tx
    .select({ id: externalIdentifiers.entityId })
    .from(externalIdentifiers)
    .where(
      and(
        eq(externalIdentifiers.organizationId, organizationId),
        eq(externalIdentifiers.entityKind, 'competency'),
        inArray(externalIdentifiers.scheme, schemes),
        inArray(externalIdentifiers.value, values),
      ),
    )
}

function ownIds(identifiers: ExternalIdentifier[]): string[] {
  const values = identifiers.map(({ value }) => value.toLowerCase().replace(/^ce-/, ''))
  return values.filter(isUuid)
}
