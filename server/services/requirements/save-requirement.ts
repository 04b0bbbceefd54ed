import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import { competencies } from '@/server/db/schema/frameworks'
import { ownWords, requirementStatements, requirements } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import { asRater, asTenant, type Transaction } from '@/server/db/tenancy'
import {
  type OwnWordsLine,
  type PackedLines,
  packLines,
  type SaveRequirement,
} from '@/server/domain/asking/requirements'
import { DomainError } from '@/server/domain/errors'
import { HOLD_DAYS } from '@/server/domain/method/integrity'
import { nameUuid } from '@/server/formats/name-uuid'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { bodyHash } from '@/server/services/raters/address-hash'
import { employerPlace } from '@/server/services/raters/employer-place'
import { findSubject } from '@/server/services/raters/find-subject'
import { memberRater } from '@/server/services/raters/member-rater'
import { storeQuestionList } from '@/server/services/raters/store-question-list'

/**
 * Writes what one job needs as an immutable statement; saving again writes a new one, and the
 * latest that asked a competency counts. The same client key is one statement.
 */
export async function saveRequirement(
  ctx: OrgContext,
  input: SaveRequirement,
): Promise<{ requirementId: string }> {
  await authorize(ctx, 'requirement.edit')
  const packed = packLines(input.lines)
  if (packed.competencyIds.length === 0 && input.ownWords.length === 0) {
    throw new DomainError('invalid', 'requirements.noLine', { field: 'lines' })
  }
  const rater = await memberRater(ctx)
  const door = { raterId: rater.id, organizationId: ctx.organization.id }
  const hash = bodyOf(input)
  await asRater(door, (tx) => refuseOtherBody(tx, rater.id, input.clientKey, hash))
  const { requirementId, again, versions } = await asTenant(ctx, async (tx) => {
    const found = await currentVersions(tx, packed.competencyIds)
    await rater.add(tx)
    return { ...(await keepRequirement(tx, ctx, input)), versions: found }
  })
  await asRater(door, async (tx) => {
    if (packed.competencyIds.length > 0) {
      await writeStatement(tx, ctx, {
        input,
        packed,
        versions,
        requirementId,
        raterId: rater.id,
        hash,
      })
    }
    await keepOwnWords(tx, ctx, { input, requirementId, again, raterId: rater.id })
  })
  return { requirementId }
}

/** What was sent under a client key, as a whole. */
function bodyOf({ clientKey: _, ...body }: SaveRequirement): string {
  return bodyHash(JSON.stringify(body))
}

async function refuseOtherBody(
  tx: Transaction,
  raterId: string,
  clientKey: string,
  hash: string,
): Promise<void> {
  const before = await tx
    .select({ bodyHash: requirementStatements.bodyHash })
    .from(requirementStatements)
    .where(
      and(
        eq(requirementStatements.raterId, raterId),
        eq(requirementStatements.clientKey, clientKey),
      ),
    )
  if (before.some((each) => each.bodyHash !== hash)) throw sentBefore()
}

function sentBefore(): DomainError {
  return new DomainError('conflict', 'requirements.sentBefore')
}

/** The wording each line has now, which the statement points at for good. */
async function currentVersions(tx: Transaction, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: competencies.id, versionId: competencies.currentVersionId })
    .from(competencies)
    .where(and(inArray(competencies.id, ids), isNull(competencies.retiredAt)))
  const versions = new Map(rows.flatMap((row) => (row.versionId ? [[row.id, row.versionId]] : [])))
  if (ids.some((id) => !versions.has(id))) {
    throw new DomainError('not_found', 'competencies.oneOfTheseGone', { field: 'lines' })
  }
  return versions
}

/** The job, and whether this form, which makes a new one, had made it before. */
type KeptRequirement = { requirementId: string; again: boolean }

async function keepRequirement(
  tx: Transaction,
  ctx: OrgContext,
  input: SaveRequirement,
): Promise<KeptRequirement> {
  const organizationId = ctx.organization.id
  if (input.requirementId) {
    const [row] = await tx
      .update(requirements)
      .set({ title: input.title, updatedAt: ctx.now })
      .where(
        and(
          eq(requirements.id, input.requirementId),
          eq(requirements.organizationId, organizationId),
          eq(requirements.occupationId, input.occupationId),
          isNull(requirements.archivedAt),
        ),
      )
      .returning({ id: requirements.id })
    if (!row) throw new DomainError('not_found', 'requirements.none')
    await audit(tx, ctx, row.id)
    return { requirementId: row.id, again: false }
  }
  const [occupation] = await tx
    .select({ id: occupations.id })
    .from(occupations)
    .where(
      and(eq(occupations.id, input.occupationId), inArray(occupations.level, ['detailed', 'onet'])),
    )
  if (!occupation) throw new DomainError('not_found', 'occupations.none', { field: 'occupationId' })
  // The same form is the same row, and nobody else's key leads to it or is in its way.
  const id = nameUuid(`requirement ${organizationId} ${input.clientKey}`)
  const made = await tx
    .insert(requirements)
    .values({
      id,
      organizationId,
      occupationId: input.occupationId,
      title: input.title,
      createdBy: ctx.actor.userId,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: requirements.id })
  const [kept] = await tx
    .select({ title: requirements.title, occupationId: requirements.occupationId })
    .from(requirements)
    .where(and(eq(requirements.id, id), eq(requirements.organizationId, organizationId)))
  if (kept?.title !== input.title || kept.occupationId !== input.occupationId) throw sentBefore()
  await audit(tx, ctx, id)
  return { requirementId: id, again: made.length === 0 }
}

function audit(tx: Transaction, ctx: OrgContext, id: string): Promise<void> {
  return recordAudit(tx, ctx, { verb: 'requirement.save', target: { kind: 'requirement', id } })
}

type Statement = {
  input: SaveRequirement
  packed: PackedLines
  versions: ReadonlyMap<string, string>
  requirementId: string
  raterId: string
  hash: string
}

async function writeStatement(
  tx: Transaction,
  ctx: OrgContext,
  { input, packed, versions, requirementId, raterId, hash }: Statement,
): Promise<void> {
  const subjectId = await findSubject(tx, { occupationId: input.occupationId, credentialId: null })
  const questionListId = await storeQuestionList(
    tx,
    packed.competencyIds.map((competencyId) => ({
      competencyId,
      versionId: versions.get(competencyId) ?? '',
    })),
  )
  const heldUntil = new Date(ctx.now.getTime() + HOLD_DAYS * 86_400_000)
  const written = await tx
    .insert(requirementStatements)
    .values({
      subjectId,
      id: crypto.randomUUID(),
      organizationId: ctx.organization.id,
      raterId,
      questionListId,
      importance: packed.importance,
      proficiency: packed.proficiency,
      raterRole: input.role,
      requirementId,
      ...(await employerPlace(tx, ctx.organization.id)),
      clientKey: input.clientKey,
      bodyHash: hash,
      heldUntil,
      submittedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: requirementStatements.id })
  if (written.length > 0) {
    await enqueue(tx, { subjectId, kind: 'subject.touched', availableAt: heldUntil })
    return
  }
  await refuseOtherBody(tx, raterId, input.clientKey, hash)
}

/**
 * One's own words are replaced as a whole. A line that stays as it was keeps what came of its review, and one that was
 * shown stays, or it would be shown again.
 */
async function keepOwnWords(
  tx: Transaction,
  ctx: OrgContext,
  {
    input,
    requirementId,
    again,
    raterId,
  }: KeptRequirement & {
    input: SaveRequirement
    raterId: string
  },
): Promise<void> {
  const before = await tx
    .select({ id: ownWords.id, text: ownWords.text, offered: ownWords.offered })
    .from(ownWords)
    .where(
      and(
        eq(ownWords.requirementId, requirementId),
        eq(ownWords.raterId, raterId),
        or(isNull(ownWords.review), ne(ownWords.review, 'shown')),
      ),
    )
  const added: typeof input.ownWords = []
  for (const line of input.ownWords) {
    const at = before.findIndex(
      ({ text, offered }) => text === line.text && offered === line.offered,
    )
    const [kept] = at < 0 ? [] : before.splice(at, 1)
    if (!kept) added.push(line)
    else {
      await tx
        .update(ownWords)
        .set({ importance: levelOf(line), raterRole: input.role })
        .where(eq(ownWords.id, kept.id))
    }
  }
  const gone = before.map(({ id }) => id)
  if (again && gone.length > 0) throw sentBefore()
  if (gone.length > 0) await tx.delete(ownWords).where(inArray(ownWords.id, gone))
  if (added.length === 0) return
  await tx.insert(ownWords).values(
    added.map((line) => ({
      id: crypto.randomUUID(),
      organizationId: ctx.organization.id,
      occupationId: input.occupationId,
      requirementId,
      raterId,
      text: line.text,
      importance: levelOf(line),
      raterRole: input.role,
      offered: line.offered,
      createdAt: ctx.now,
    })),
  )
}

function levelOf({ importance }: OwnWordsLine): number | null {
  return importance === null ? null : Number(importance)
}
