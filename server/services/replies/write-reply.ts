import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { replies } from '@/server/db/schema/replies'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { ReplyPlace, ReplyState } from '@/server/domain/reading/replies'
import { recordAudit } from '@/server/services/audit'
import type { OrgContext } from '@/server/services/context'
import { findMapCatalogue } from '@/server/services/maps/map-catalogue'
import { readOwnMap } from '@/server/services/maps/read-map'
import { bodyHash } from '@/server/services/raters/address-hash'

/** A version as it is about to be written. */
type Version = { state: ReplyState; text: string; publishedAt: Date | null }

type Sent = { place: ReplyPlace; seen: string; clientKey: string }

/** Where a reply stands: a map of the provider's own, and a line on it. */
export type OwnPlace = {
  credentialId: string
  occupationId: string
  competencyId: string | null
  /** Whether the line is on the map today; true beside the whole map. */
  onMap: boolean
  /** Whether the public reads the credential at all. */
  published: boolean
  /** The day from which what the map says is public; null once it has come. */
  publicFrom: Date | null
}

/** The place that a form names, as its provider reads it. */
export async function findPlace(ctx: OrgContext, place: ReplyPlace): Promise<OwnPlace> {
  const { credential, occupation, competencyId } = place
  const asked = { credential, occupation, organizationId: ctx.organization.id }
  const found = await asTenant(ctx, (tx) => findMapCatalogue(tx, asked))
  const map = await readOwnMap(ctx, { credential, occupation, region: 'all', sector: 'all' })
  return {
    onMap: competencyId === null || map.rows.some(({ key }) => key === competencyId),
    ...{ credentialId: found.credential.id, occupationId: found.occupation.id, competencyId },
    ...{ published: map.credential.state === 'published', publicFrom: map.publicFrom },
  }
}

/**
 * Writes the next version of a reply, once a client key. Two at once write one: the other is told who wrote meanwhile.
 * @param version what is to be written, from what stands; it may refuse
 */
export async function writeReply(
  ctx: OrgContext,
  sent: Sent,
  place: OwnPlace,
  version: (tx: Transaction, standing: Standing | null) => Promise<Version>,
): Promise<{ replyId: string }> {
  const hash = bodyHash(JSON.stringify({ ...sent, clientKey: null }))
  return asTenant(ctx, async (tx) => {
    const replay = await findSent(tx, ctx, sent.clientKey, hash)
    if (replay) return replay
    const standing = await newestOf(tx, ctx, place)
    // What was said of a line that is on the map no more can still be taken back.
    if (!place.onMap && !standing) throw new DomainError('not_found', 'maps.noRow')
    const next = await version(tx, standing)
    const asShown = (standing?.id ?? '') === sent.seen
    const written = asShown ? await insert(tx, ctx, { sent, place, next, hash }) : null
    if (written) return written
    const again = await findSent(tx, ctx, sent.clientKey, hash)
    if (again) return again
    throw writtenMeanwhile(await newestOf(tx, ctx, place))
  })
}

async function findSent(
  tx: Transaction,
  ctx: OrgContext,
  clientKey: string,
  hash: string,
): Promise<{ replyId: string } | null> {
  const [row] = await tx
    .select({ id: replies.id, bodyHash: replies.bodyHash })
    .from(replies)
    .where(and(eq(replies.organizationId, ctx.organization.id), eq(replies.clientKey, clientKey)))
  if (!row) return null
  if (row.bodyHash !== hash) throw new DomainError('conflict', 'replies.sentBefore')
  return { replyId: row.id }
}

const Standing = z.object({ id: z.string(), out: z.boolean(), by: z.string().nullable() })
export type Standing = z.infer<typeof Standing>

/** The newest version, and whether one of the place is in public or about to be. */
async function newestOf(
  tx: Transaction,
  ctx: OrgContext,
  { credentialId, occupationId, competencyId }: OwnPlace,
): Promise<Standing | null> {
  const here = sql`organization_id = ${ctx.organization.id} AND credential_id = ${credentialId}
    AND occupation_id = ${occupationId} AND competency_id IS NOT DISTINCT FROM ${competencyId}::uuid`
  const [standing] = await selectRows(
    tx,
    Standing,
    sql`SELECT r.id, (SELECT coalesce(u.name, u.email) FROM "user" u WHERE u.id = r.by_user) AS "by",
          coalesce((SELECT o.state = 'published' FROM reply o
                    WHERE ${here} AND o.state <> 'draft' ORDER BY o.at DESC, o.id LIMIT 1), false) AS "out"
        FROM reply r
        WHERE ${here} AND NOT EXISTS (SELECT 1 FROM reply later WHERE later.replaces_id = r.id)`,
  )
  return standing ?? null
}

function writtenMeanwhile(standing: Standing | null): DomainError {
  const who = standing?.by ?? null
  return new DomainError('conflict', 'replies.writtenMeanwhile', {
    field: 'text',
    values: { known: who === null ? 'no' : 'yes', who: who ?? '' },
  })
}

const verbs = { draft: 'reply.draft', published: 'reply.publish', withdrawn: 'reply.withdraw' }

async function insert(
  tx: Transaction,
  ctx: OrgContext,
  { sent, place, next, hash }: { sent: Sent; place: OwnPlace; next: Version; hash: string },
): Promise<{ replyId: string } | null> {
  const { credentialId, occupationId, competencyId } = place
  const replyId = crypto.randomUUID()
  const written = await tx
    .insert(replies)
    .values({
      ...{ id: replyId, organizationId: ctx.organization.id },
      ...{ credentialId, occupationId, competencyId, replacesId: sent.seen || null },
      ...next,
      ...{ byUser: ctx.actor.userId, at: ctx.now, clientKey: sent.clientKey, bodyHash: hash },
    })
    .onConflictDoNothing()
    .returning({ id: replies.id })
  if (written.length === 0) return null
  // What was written stands in the reply alone.
  await recordAudit(tx, ctx, {
    verb: verbs[next.state],
    target: { kind: 'reply', id: replyId },
    detail: { credential: credentialId, competency: competencyId },
  })
  return { replyId }
}
