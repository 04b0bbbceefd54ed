import { sql } from 'drizzle-orm'
import { asTenant } from '@/server/db/tenancy'
import type { Mail } from '@/server/mail/mail'
import { mailWords } from '@/server/mail/mail-words'
import type { OrgContext } from '@/server/services/context'
import { openCycle } from '@/server/services/cycles/open-cycle'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { createCycle, type SaveCycle } from '@/server/services/cycles/save-cycle'
import { checkCode } from '@/server/services/ratings/check-code'
import { mailCode } from '@/server/services/ratings/mail-code'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { raterMailTemplates } from '@/server/services/ratings/rater-mail-templates'
import { startRating } from '@/server/services/ratings/start-rating'
import { makeCredential, makeFramework } from './catalogue-factory'
import { orgContext } from './organizations-factory'
import { addAddresses } from './pasted-addresses'

export const machinists = 'soc2018:51-4041'

export type TestCycle = {
  ctx: OrgContext
  id: string
  competencyIds: string[]
  credentialIds: string[]
}

/** A draft cycle of a new provider about machinists; `addresses` are pasted lines. */
export async function makeCycle(
  overrides: {
    ctx?: OrgContext
    competencies?: number
    credentials?: number
    addresses?: string[]
    open?: boolean
    /** Another cycle that asks the same. */
    like?: TestCycle
    /** What else is set up otherwise. */
    details?: Partial<SaveCycle>
  } = {},
): Promise<TestCycle> {
  const ctx = overrides.ctx ?? (await orgContext({ kind: 'provider', verification: 'V2' }))
  const { competencyIds, credentialIds } = overrides.like ?? (await makeAsked(ctx, overrides))
  const { id } = await createCycle(ctx, {
    title: 'Machinists this autumn',
    occupationId: machinists,
    credentialIds,
    competencyIds,
    closesOn: dayAhead(20),
    timeZone: 'America/Chicago',
    message: 'Your view shapes what we teach.',
    ...overrides.details,
  })
  if (overrides.addresses) {
    await addAddresses(ctx, { cycleId: id, text: overrides.addresses.join('\n') })
  }
  if (overrides.open) {
    // Follow-ups are fixed by it at opening: it must not depend on the hour a test runs at.
    await asTenant(ctx, (tx) =>
      tx.execute(
        sql`UPDATE rating_cycle SET closes_at = now() + interval '20 days 6 hours' WHERE id = ${id}`,
      ),
    )
    await openCycle(ctx, { cycleId: id })
  }
  return { ctx, id, competencyIds, credentialIds }
}

/** A framework and credentials that claim all of it. */
async function makeAsked(
  ctx: OrgContext,
  overrides: { competencies?: number; credentials?: number },
): Promise<Pick<TestCycle, 'competencyIds' | 'credentialIds'>> {
  const organizationId = ctx.organization.id
  const framework = await makeFramework({
    organizationId,
    labels: Array.from({ length: overrides.competencies ?? 3 }, (_, at) => `Competency ${at + 1}`),
  })
  const competencyIds = framework.competencies.map((each) => each.id)
  const credentialIds: string[] = []
  for (let at = 0; at < (overrides.credentials ?? 1); at++) {
    const credential = await makeCredential({
      organizationId,
      occupationId: machinists,
      name: `Certificate ${at + 1}`,
      teaches: competencyIds,
    })
    credentialIds.push(credential.id)
  }
  return { competencyIds, credentialIds }
}

/** `YYYY-MM-DD`, so many days from today. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** The id of the invitation of an address. */
export async function invitationOf(cycle: TestCycle, email: string): Promise<string> {
  const view = await readCycle(cycle.ctx, { cycleId: cycle.id })
  const found = view.invitations.find((each) => each.email === email)
  if (!found) throw new Error(`${email} is not invited.`)
  return found.id
}

/** What the mail job would send to an address; null when the mail is not wanted any more. */
export async function mailTo(
  cycle: TestCycle,
  email: string,
  template: keyof typeof raterMailTemplates = 'rater-invitation',
): Promise<Mail | null> {
  return mailOf(await invitationOf(cycle, email), template)
}

/** The same of an invitation. */
export async function mailOf(
  invitationId: string,
  template: keyof typeof raterMailTemplates = 'rater-invitation',
  more: { passes?: number } = {},
): Promise<Mail | null> {
  return raterMailTemplates[template].render(
    { actor: { kind: 'job', name: 'mail' }, requestId: 'test', now: new Date() },
    { template, invitationId, ...more },
    mailWords(),
  )
}

/** The code of the link inside a mail to a rater. */
export function codeIn(mail: Mail | null): string {
  const code = /\/r\/([\w-]{32})/.exec(mail?.text ?? '')?.[1]
  if (!code) throw new Error('The mail holds no link.')
  return code
}

/** A rater who has opened the mail; with `started`, on a device that pressed Start. */
export async function raterAt(
  cycle: TestCycle,
  email: string,
  started = true,
): Promise<RaterContext> {
  const ctx = raterContext(codeIn(await mailTo(cycle, email)))
  if (!started) return ctx
  const { session } = await startRating(ctx)
  return { ...ctx, session: session ?? undefined }
}

/** Somebody who opened a link on a fresh device. */
export function raterContext(code: string): RaterContext {
  return { actor: { kind: 'anonymous' }, requestId: crypto.randomUUID(), now: new Date(), code }
}

/** Moves the end of a cycle, for tests of what happens after it. */
export async function endAt(cycle: TestCycle, interval: string): Promise<void> {
  await asTenant(cycle.ctx, (tx) =>
    tx.execute(
      sql`UPDATE rating_cycle SET closes_at = now() + ${interval}::interval WHERE id = ${cycle.id}`,
    ),
  )
}

/** The same rater on another device, let in by the code mailed to its address. */
export async function onAnotherDevice(
  cycle: TestCycle,
  email: string,
  { code }: RaterContext,
): Promise<RaterContext> {
  const other = raterContext(code)
  const device = 'd'.repeat(32)
  await mailCode(other, { device })
  const mail = await mailTo(cycle, email, 'rater-code')
  const { session } = await checkCode(other, {
    typed: mailedCodeIn(mail?.subject ?? ''),
    device,
  })
  return { ...other, session: session ?? undefined }
}

/** The code that a mail's subject shows. */
export function mailedCodeIn(subject: string): string {
  return /\b[2-9A-Z]{4}-[2-9A-Z]{4}\b/.exec(subject)?.[0] ?? ''
}

/** Lets days pass in a cycle: every time that is kept of it lies so much further back. */
export async function letPass(cycle: TestCycle, interval: string): Promise<void> {
  const by = sql`${interval}::interval`
  await asTenant(cycle.ctx, async (tx) => {
    await tx.execute(sql`UPDATE rating_cycle SET opens_at = opens_at - ${by}, closes_at = closes_at - ${by},
      follow_ups = ARRAY(SELECT t.at - ${by} FROM unnest(follow_ups) AS t (at) ORDER BY 1) WHERE id = ${cycle.id}`)
    await tx.execute(
      sql`UPDATE rater_invitation SET sent_at = sent_at - ${by} WHERE cycle_id = ${cycle.id}`,
    )
  })
}
