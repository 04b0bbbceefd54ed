import { randomUUID } from 'node:crypto'
import v8 from 'node:v8'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { frameworks, imports } from '@/server/db/schema/frameworks'
import { asErrand, asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import type { Problem } from '@/server/domain/catalogue/frameworks'
import { changesNothing, type ImportSummary } from '@/server/domain/catalogue/imports'
import { DomainError } from '@/server/domain/errors'
import type { FrameworkStream, StreamedPart } from '@/server/formats/framework-stream'
import {
  type FileBytes,
  type LookedAt,
  lookAtFile,
  openStream,
  readAgain,
} from '@/server/formats/large-file'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { keepSnapshot } from '@/server/services/frameworks/framework-snapshot'
import { findTarget } from '@/server/services/frameworks/plan-version'
import {
  findOwnFramework,
  type StoredFramework,
} from '@/server/services/frameworks/stored-framework'
import { checkStage } from './check-stage'
import { compareStage } from './compare-stage'
import { findAgain } from './find-again'
import { NotedProblems } from './noted-problems'
import { indexStage, openStage, stageLinks, stageParts } from './stage-parts'
import { placeItems, storeStage } from './store-stage'

const batch = 500

/** How far it is: bytes read of the file, rows stored of those that are new or changed. */
export type LargeProgress =
  | { step: 'look' | 'read'; bytes: number }
  | { step: 'compare' }
  | { step: 'store'; rows: number; of: number }

export type LargeImport = {
  fileName: string
  bytes: FileBytes
  preview: boolean
  /** Said by a person who has seen the rows that cannot be read. */
  leaveOutErrors: boolean
  /** Whether near-equal pairs are all the same in other words, or none is; null where nobody has said. */
  alike: 'same' | 'different' | null
}

export type LargeOutcome = {
  /** `undecided`: near-equal pairs wait for somebody to say whether they are the same. */
  state: 'previewed' | 'undecided' | 'nothing' | 'applied'
  summary: ImportSummary
  problems: Problem[]
}

/**
 * Imports a file that is too large to be held: it is read twice, piece by piece, and its pieces wait in tables of one
 * transaction, in which they are compared with what stands and stored. Whatever ends that transaction before its commit
 * leaves everything as it was, and nothing to take back.
 */
export async function importLarge(
  ctx: OrgContext,
  file: LargeImport,
  tell: (progress: LargeProgress) => void,
): Promise<LargeOutcome> {
  await authorize(ctx, 'import.edit')
  growSlowly()
  const looking = (bytes: number) => tell({ step: 'look', bytes })
  const looked = await lookAtFile(file.bytes, looking)
  const stream = await openStream(looked, file, looking)
  return asErrand(() =>
    asTenant(ctx, async (tx) => {
      await takeTurn(tx, ctx.organization.id)
      const problems = new NotedProblems()
      await stageFile(tx, { file, looked, stream, problems }, tell)
      tell({ step: 'compare' })
      await checkStage(tx, stream, problems)
      await placeItems(tx)
      const standing = await findStanding(tx, ctx, stream)
      const separate = file.alike === 'different' ? 'all' : []
      if (standing) await findAgain(tx, standing.row.id, separate)
      const { framework } = stream
      const leftOut = problems.counts.error
      const summary = await compareStage(tx, { framework, standing, separate, leftOut })
      const outcome = { summary, problems: problems.list() }
      if (file.preview) return { ...outcome, state: 'previewed' }
      if (summary.alike > 0 && file.alike === null) return { ...outcome, state: 'undecided' }
      if (leftOut > 0 && !file.leaveOutErrors) {
        throw new DomainError('invalid', 'imports.rowsUnreadable', { field: 'leaveOutErrors' })
      }
      const done = { file, looked, stream, standing, outcome }
      await apply(tx, ctx, done, tell)
      return { ...outcome, state: changesNothing(summary) ? 'nothing' : 'applied' }
    }),
  )
}

/** The heap grows by a tenth before it is cleared up, not to its double: what is read is needed for a moment alone. */
function growSlowly(): void {
  v8.setFlagsFromString('--heap-growing-percent=10')
  v8.setFlagsFromString('--semi-space-growth-factor=1')
}

/** One at a time in an organization, so that no two make the same framework. */
async function takeTurn(tx: Transaction, organizationId: string): Promise<void> {
  const [turn] = await selectRows(
    tx,
    z.object({ taken: z.boolean() }),
    sql`SELECT pg_try_advisory_xact_lock(hashtext('large import'), hashtext(${organizationId})) AS taken`,
  )
  if (!turn?.taken) throw new DomainError('conflict', 'large.another')
}

type Staged = {
  file: LargeImport
  looked: LookedAt
  stream: FrameworkStream & { problems: Problem[] }
  problems: NotedProblems
}

async function stageFile(
  tx: Transaction,
  { file, looked, stream, problems }: Staged,
  tell: (progress: LargeProgress) => void,
): Promise<void> {
  await openStage(tx)
  const places = { item: 0, link: 0 }
  let waiting: StreamedPart[] = []
  const read = readAgain(file.bytes, looked, (bytes) => tell({ step: 'read', bytes }))
  for await (const parts of read) {
    for (const part of parts) waiting.push(...stream.read(part))
    problems.note(stream.problems.splice(0))
    if (waiting.length < batch) continue
    await stageParts(tx, waiting, places)
    waiting = []
  }
  await stageParts(tx, waiting, places)
  await stageLinks(tx, [...stream.rest()], places)
  if (places.item === 0) stream.problems.push({ severity: 'warning', reason: 'nothing_inside' })
  problems.note(stream.problems.splice(0))
  await indexStage(tx)
}

async function findStanding(
  tx: Transaction,
  ctx: OrgContext,
  { framework }: FrameworkStream,
): Promise<StoredFramework | null> {
  const organizationId = ctx.organization.id
  const id = await findTarget(tx, organizationId, framework.identifiers)
  return id ? findOwnFramework(tx, organizationId, { id }) : null
}

type Done = {
  file: LargeImport
  looked: LookedAt
  stream: FrameworkStream
  standing: StoredFramework | null
  outcome: { summary: ImportSummary; problems: Problem[] }
}

async function apply(
  tx: Transaction,
  ctx: OrgContext,
  { file, looked, stream, standing, outcome }: Done,
  tell: (progress: LargeProgress) => void,
): Promise<void> {
  const { summary, problems } = outcome
  const [importId, organizationId] = [randomUUID(), ctx.organization.id]
  const rows = summary.added + summary.changed
  await tx.insert(imports).values({
    ...{ id: importId, organizationId, fileName: file.fileName.slice(-120), format: stream.format },
    ...{ sha256: looked.sha256, state: 'applied', summary, problems },
    ...{ doneRows: rows, totalRows: rows, createdBy: ctx.actor.userId, finishedAt: ctx.now },
  })
  const target = { kind: 'import', id: importId }
  await recordAudit(tx, ctx, { verb: 'import.apply', target, detail: { format: stream.format } })
  if (changesNothing(summary)) return
  if (standing) {
    await lockUnchanged(tx, standing)
    await keepSnapshot(tx, standing, importId)
  }
  const origin = { organizationId, importId, sha256: looked.sha256 }
  const stored = await storeStage(tx, { stream, standing, origin, now: ctx.now }, (done) =>
    tell({ step: 'store', rows: done, of: rows }),
  )
  await tx
    .update(imports)
    .set({ frameworkId: stored.frameworkId, frameworkVersionId: stored.versionId })
    .where(eq(imports.id, importId))
  const { added, changed, gone } = summary
  await recordAudit(tx, ctx, {
    verb: 'framework.import',
    target: { kind: 'framework', id: stored.frameworkId },
    detail: { added, changed, gone },
  })
}

/** Keeps others from changing what was compared, and throws when somebody has. */
async function lockUnchanged(tx: Transaction, { row }: StoredFramework): Promise<void> {
  const [now] = await tx.select().from(frameworks).where(eq(frameworks.id, row.id)).for('update')
  const isSame =
    now?.currentVersionId === row.currentVersionId &&
    now?.updatedAt.getTime() === row.updatedAt.getTime()
  if (!isSame) throw new DomainError('conflict', 'imports.changedSince')
}
