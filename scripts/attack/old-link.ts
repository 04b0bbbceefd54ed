import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, openEmbedded } from '@/server/db/client'
import { ratings } from '@/server/db/schema/ratings'
import { asCourier, asRater, selectRows } from '@/server/db/tenancy'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { readInvitation } from '@/server/services/ratings/read-invitation'
import { readPacket } from '@/server/services/ratings/read-packet'
import { readReceipt } from '@/server/services/ratings/read-receipt'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { startRating } from '@/server/services/ratings/start-rating'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { withdrawRatings } from '@/server/services/ratings/withdraw-ratings'
import { makeCycle, raterAt, raterContext } from '@/server/testing/cycles-factory'
import type { Finding } from './finding'
import { struckOut } from './surface/traces'

const ADDRESS = 'ann@old-link.example'

const ANSWERS = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'several' },
  { field: 'i0', answer: '4' },
  { field: 'f0', answer: '1' },
  { field: 'i1', answer: '2' },
  { field: 'f1', answer: '3' },
  { field: 'value', answer: '3' },
]

/**
 * R14: somebody with the new link of a rater who answered an earlier cycle of the same asker, credential and list. What
 * the link's pages read, on a fresh device, on the one that answered then and on one that started now, must be the same
 * to the byte whether or not there was an earlier answer; and a link that was started says as much on every other
 * device. Control: a page that begins with the rater's latest answer.
 */
export async function oldLinkAttack(sample: Blob): Promise<Finding> {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  let snapshot: Blob
  let links: { first: RaterContext; second: RaterContext }
  try {
    const first = await makeCycle({ addresses: [ADDRESS], open: true })
    const old = await raterAt(first, ADDRESS)
    const second = await makeCycle({
      ctx: first.ctx,
      like: first,
      addresses: [ADDRESS],
      open: true,
    })
    links = { first: old, second: await raterAt(second, ADDRESS, false) }
    snapshot = await db.dump()
  } finally {
    await closeDatabase()
  }
  const worlds = []
  for (const kind of ['none', 'sent', 'drafted', 'withdrawn'] as const) {
    worlds.push(await pagesAfter(snapshot, links, kind))
  }
  const [none] = worlds
  const differing = worlds.filter(({ pages }) => String(pages) !== String(none?.pages)).length
  const carried = worlds.filter(({ latest }) => latest !== none?.latest).length
  return {
    test: 'R14 a new link of an old rater',
    tried: `${none?.pages.length ?? 0} reads, after no earlier answer, one sent, one begun and one withdrawn`,
    recovered: `${differing} of ${worlds.length} differ by a byte`,
    control: `a page that begins with the latest answer: ${carried} differ`,
    passed: differing === 0 && (none?.pages.length ?? 0) > 10 && carried === 1,
  }
}

async function pagesAfter(
  snapshot: Blob,
  { first, second }: { first: RaterContext; second: RaterContext },
  kind: 'none' | 'sent' | 'drafted' | 'withdrawn',
): Promise<{ pages: string[]; latest: string }> {
  adoptDatabase(await openEmbedded(undefined, snapshot))
  try {
    if (kind !== 'none') await answer(first, kind)
    const fresh = raterContext(second.code)
    const pages = [...(await reads(fresh)), ...(await reads({ ...fresh, session: first.session }))]
    const { session } = await startRating(fresh)
    const begun = { ...fresh, session: session ?? undefined }
    pages.push(...(await reads(begun)))
    pages.push(...(await reads(raterContext(second.code))))
    pages.push(...(await reads({ ...fresh, session: `${first.session} ${session}` })))
    pages.push(await said(() => startRating(raterContext(second.code))))
    return { pages, latest: await latestAnswer() }
  } finally {
    await closeDatabase()
  }
}

async function answer(rater: RaterContext, kind: 'sent' | 'drafted' | 'withdrawn'): Promise<void> {
  const { id: packetId } = await readPacket(rater, { packetId: null })
  if (kind === 'drafted') {
    await saveAnswers(rater, { packetId, taps: ANSWERS })
    return
  }
  await submitRating(rater, { packetId, clientKey: crypto.randomUUID(), taps: ANSWERS })
  if (kind === 'withdrawn') await withdrawRatings(rater)
}

function reads(rater: RaterContext): Promise<string[]> {
  return Promise.all([
    said(() => readInvitation(rater)),
    said(() => readPacket(rater, { packetId: null })),
    said(() => readReceipt(rater, { packetId: null })),
  ])
}

/** What was read, or the sentence that refused it. */
async function said(read: () => Promise<unknown>): Promise<string> {
  try {
    return struckOut(JSON.stringify(await read()))
  } catch (error) {
    return String(error)
  }
}

/** What a page would begin with that looked for the rater's latest answer in whatever cycle. */
async function latestAnswer(): Promise<string> {
  const [invitation] = await asCourier((tx) =>
    selectRows(
      tx,
      z.object({ rater_id: z.string() }),
      sql`SELECT rater_id FROM rater_invitation WHERE email = ${ADDRESS} LIMIT 1`,
    ),
  )
  const raterId = invitation?.rater_id ?? ''
  const [row] = await asRater({ raterId }, (tx) =>
    tx
      .select({ fit: ratings.fit, value: ratings.value })
      .from(ratings)
      .where(eq(ratings.raterId, raterId))
      .orderBy(desc(ratings.submittedAt))
      .limit(1),
  )
  return JSON.stringify(row ?? null)
}
