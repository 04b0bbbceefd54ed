import { and, eq } from 'drizzle-orm'
import { frameworks, frameworkVersions, imports } from '@/server/db/schema/frameworks'
import { asErrand, asTenant, type Transaction } from '@/server/db/tenancy'
import type { FrameworkPackage } from '@/server/domain/catalogue/frameworks'
import { ImportSummary } from '@/server/domain/catalogue/imports'
import { DomainError } from '@/server/domain/errors'
import { log } from '@/server/log'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { asOwnFramework } from '@/server/services/frameworks/as-own-framework'
import { keepSnapshot } from '@/server/services/frameworks/framework-snapshot'
import { planVersion, type VersionPlan } from '@/server/services/frameworks/plan-version'
import {
  beginVersion,
  discardVersion,
  finishVersion,
  type StagedVersion,
  stageCompetencies,
} from '@/server/services/frameworks/store-version'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { sayRefusal } from '@/server/words/say-refusal'
import { findFile, findImport, type ImportRecord, packageOf } from './find-import'

const batch = 500
// It was counted when it was uploaded; another file of the organization may be read just now.
const runWaits = 150_000

/** Somebody else has taken the run over: what this one has not committed is not wanted any more. */
class Superseded extends Error {}

/**
 * Applies an import that was started. Rows are staged in batches, so that progress can be read,
 * and become current together in the last transaction; when anything fails, all of it is taken
 * back and the import says why. Running one that is not being applied does nothing, and of two
 * runs at once the later goes on alone.
 */
export function runImport(ctx: OrgContext, input: { id: string }): Promise<void> {
  return asErrand(() => runOnce(ctx, input))
}

async function runOnce(ctx: OrgContext, input: { id: string }): Promise<void> {
  await authorize(ctx, 'import.edit')
  const door = <T>(work: (tx: Transaction) => Promise<T>) => asTenant(ctx, work)
  const claimed = await door((tx) => claim(tx, input.id))
  if (!claimed) return
  const { record, file } = claimed
  let held = claimed.held
  try {
    const read = await readInTurn(ctx, { limit: null, waits: runWaits }, () =>
      packageOf(record, file),
    )
    const { found, plan, staged, mark } = await door(async (tx) => ({
      mark: await hold(tx, record, held, 0),
      ...(await begin(tx, record, read)),
    }))
    held = mark
    const rows = [...plan.diff.added, ...plan.diff.changed.map(({ incoming }) => incoming)]
    for (let at = 0; at < rows.length; at += batch) {
      const some = rows.slice(at, at + batch)
      held = await door(async (tx) => {
        await stageCompetencies(tx, staged, plan, some)
        return hold(tx, record, held, at + some.length)
      })
    }
    await door(async (tx) => {
      await hold(tx, record, held, rows.length)
      await finish(tx, ctx, { record, found, plan, staged })
    })
  } catch (error) {
    if (error instanceof Superseded) return
    await door((tx) => giveUp(tx, ctx, { record, held, error }))
  }
}

/** Takes the run, and takes back what an earlier one left behind. */
async function claim(tx: Transaction, id: string) {
  const record = await findImport(tx, id, { lock: true })
  if (record.state !== 'applying' || !record.touchedAt) return null
  const held = await hold(tx, record, record.touchedAt, 0)
  await discardStaged(tx, record)
  return { record, held, file: await findFile(tx, id) }
}

/** Says how far the run is, as long as it is still this one's: each mark follows the one before. */
async function hold(
  tx: Transaction,
  { id }: ImportRecord,
  held: Date,
  doneRows: number,
): Promise<Date> {
  const next = new Date(Math.max(Date.now(), held.getTime() + 1))
  const rows = await tx
    .update(imports)
    .set({ doneRows, touchedAt: next })
    .where(and(eq(imports.id, id), eq(imports.state, 'applying'), eq(imports.touchedAt, held)))
    .returning({ id: imports.id })
  if (rows.length === 0) throw new Superseded()
  return next
}

async function begin(tx: Transaction, record: ImportRecord, read: FrameworkPackage) {
  const seen = ImportSummary.safeParse(record.summary)
  const { organizationId: owner, frameworkId } = record
  const { found, targetId } = await asOwnFramework(tx, owner, read, frameworkId)
  const plan = await planVersion(tx, owner, found, {
    targetId,
    separate: seen.data?.separate ?? [],
  })
  if (!seen.success || seen.data.framework.versionId !== plan.summary.framework.versionId) {
    throw new DomainError('conflict', 'imports.changedSince')
  }
  const { id: importId, sha256, organizationId } = record
  const staged = await beginVersion(tx, found, plan, { organizationId, importId, sha256 })
  return { found, plan, staged }
}

type Finished = {
  record: ImportRecord
  found: FrameworkPackage
  plan: VersionPlan
  staged: StagedVersion
}

async function finish(tx: Transaction, ctx: OrgContext, done: Finished): Promise<void> {
  const { record, plan, staged } = done
  if (plan.stored) await keepSnapshot(tx, plan.stored, record.id)
  await finishVersion(tx, done, ctx.now)
  await tx
    .update(imports)
    .set({
      state: 'applied',
      frameworkId: staged.frameworkId,
      frameworkVersionId: staged.versionId,
      summary: plan.summary,
      finishedAt: new Date(),
      body: null,
    })
    .where(eq(imports.id, record.id))
  await recordAudit(tx, ctx, {
    verb: 'framework.import',
    target: { kind: 'framework', id: staged.frameworkId },
    detail: {
      added: plan.summary.added,
      changed: plan.summary.changed,
      gone: plan.summary.gone,
    },
  })
}

/** Takes back what an earlier, interrupted run of this import left behind. */
async function discardStaged(tx: Transaction, record: ImportRecord): Promise<void> {
  const left = await tx
    .select({
      id: frameworkVersions.id,
      frameworkId: frameworkVersions.frameworkId,
      current: frameworks.currentVersionId,
    })
    .from(frameworkVersions)
    .innerJoin(frameworks, eq(frameworks.id, frameworkVersions.frameworkId))
    .where(
      and(
        eq(frameworkVersions.importId, record.id),
        eq(frameworkVersions.organizationId, record.organizationId),
      ),
    )
  for (const version of left) {
    if (version.current !== version.id) await discardVersion(tx, version)
  }
}

type Failed = { record: ImportRecord; held: Date; error: unknown }

async function giveUp(tx: Transaction, ctx: OrgContext, { record, held, error }: Failed) {
  const known = error instanceof DomainError
  if (!known)
    log.error({ requestId: ctx.requestId, importId: record.id, err: error }, 'import failed')
  const failure = sayRefusal(
    known ? error : { key: 'site.wentWrong', values: { id: ctx.requestId } },
  )
  const rows = await tx
    .update(imports)
    .set({ state: 'failed', finishedAt: new Date(), summary: { ...record.summary, failure } })
    .where(
      and(eq(imports.id, record.id), eq(imports.state, 'applying'), eq(imports.touchedAt, held)),
    )
    .returning({ id: imports.id })
  if (rows.length > 0) await discardStaged(tx, record)
}
