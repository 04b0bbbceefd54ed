import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, selectRows } from '@/server/db/tenancy'
import { reviewOfferedWords } from '@/server/services/releases/review-offered-words'
import { listWaitingWords } from '@/server/services/requirements/list-waiting-words'
import { saveRequirement } from '@/server/services/requirements/save-requirement'
import {
  makeOrganization,
  operatorContext,
  orgContext,
  type TestOrganization,
} from './organizations-factory'

type Employer = NonNullable<Parameters<typeof makeOrganization>[0]>

const A_DAY = 86_400_000

type Offer = Employer & { by?: TestOrganization; now?: Date; offered?: boolean }

/**
 * An employer, a new one that is confirmed unless told otherwise, describes a job and offers a line; the day before,
 * unless told.
 */
export async function offer(occupationId: string, text: string, overrides: Offer = {}) {
  const { by, now = new Date(Date.now() - A_DAY), offered = true, ...employer } = overrides
  const kind = 'employer' as const
  const organization = by ?? (await makeOrganization({ kind, verification: 'V2', ...employer }))
  const ctx = await orgContext({ kind, organization, now })
  const input = {
    clientKey: randomUUID(),
    requirementId: null,
    occupationId,
    title: 'Day shift',
    role: 'supervises' as const,
    lines: [],
    ownWords: [{ text, importance: '4' as const, offered }],
  }
  const { requirementId } = await saveRequirement(ctx, input)
  const [rater] = await asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ id: z.string() }),
      sql`SELECT id FROM rater WHERE organization_id = ${organization.id}`,
    ),
  )
  return { ctx, input, requirementId, raterId: rater?.id ?? '' }
}

/** The operator lets the line through as it stands. */
export async function offerAndLetThrough(
  occupationId: string,
  text: string,
  overrides: Offer = {},
) {
  const offered = await offer(occupationId, text, overrides)
  await letThrough(text, text)
  return offered
}

export async function letThrough(from: string, text: string): Promise<void> {
  const operator = await operatorContext()
  const line = (await listWaitingWords(operator)).find((each) => each.text === from)
  await reviewOfferedWords(operator, { id: line?.id ?? '', verdict: 'let_through', text })
}
