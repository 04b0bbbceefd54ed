import { decisionProgress, decisions, reportShares } from '@/server/db/schema/decisions'
import { replies } from '@/server/db/schema/replies'
import { asTenant } from '@/server/db/tenancy'
import { shownLine } from '@/server/domain/reading/decisions'
import type { OrgContext } from '@/server/services/context'
import { readOwnLine } from '@/server/services/maps/read-own-line'
import { DEMO_CREDENTIALS, type DemoCredential } from './content/credentials'
import {
  DEMO_DECISIONS,
  DEMO_REPLIES,
  DEMO_SHARES,
  type DemoDecision,
  type DemoReply,
} from './content/decisions'
import { DEMO_PERSONAS } from './content/personas'
import { demoHost, demoId, demoTenant, demoTime } from './demo-id'
import { demoCredential } from './seed-credentials'
import { demoCompetency } from './seed-frameworks'
import type { DemoPeople } from './seed-people'

/** What was decided on the release of a round, with what was shown then; nothing newer may have been released. */
export async function seedDecisions(round: string, people: DemoPeople, now: Date): Promise<void> {
  for (const decision of DEMO_DECISIONS.filter((each) => each.round === round)) {
    await seedDecision(decision, people, now)
  }
}

/** What providers say in public, and with whom they share their reports. */
export async function seedReplies(people: DemoPeople, now: Date): Promise<void> {
  for (const reply of DEMO_REPLIES) await seedReply(reply, people, now)
  const partnershipId = demoHost('partnership').id
  for (const credential of DEMO_SHARES) {
    const { organizationId, ...place } = placeOf(credential)
    await asTenant(tenantOf(credential), (tx) =>
      tx.insert(reportShares).values({
        ...{ ...place, organizationId, partnershipId, byUser: educator(people) },
        at: demoTime(now, -90),
      }),
    )
  }
}

async function seedDecision(decision: DemoDecision, people: DemoPeople, now: Date): Promise<void> {
  const { credential, code, owner, dueInDays, approvedInDays, progress } = decision
  const name = `${credential} ${code}`
  const at = demoTime(now, decision.decidedInDays)
  const host = credentialOf(credential)
  const line = await readOwnLine(contextOf(credential, people, at), {
    ...{ credential: host.slug, occupation: host.occupations[0] ?? '' },
    competencyId: demoCompetency(code).competencyId,
  })
  const id = demoId('decision', name)
  const byUser = educator(people)
  const { organizationId, ...place } = placeOf(credential)
  await asTenant(tenantOf(credential), async (tx) => {
    await tx.insert(decisions).values({
      ...{ id, organizationId, ...place, competencyId: line.row.key },
      ...{ choice: decision.choice, stage: decision.stage, reason: decision.reason },
      ...{ ownerName: owner, ownerUserId: owner === educatorName ? byUser : null },
      dueOn: dueInDays === null ? null : dayOf(now, dueInDays),
      approvedBy: decision.approvedBy || null,
      approvedOn: approvedInDays === null ? null : dayOf(now, approvedInDays),
      effectiveTerm: decision.effectiveTerm || null,
      ...{ releaseNo: line.releaseNo, shown: shownLine(line.row), groups: line.groups },
      ...{ byUser, at, clientKey: demoId('client-key', name), bodyHash: '' },
    })
    if (!progress) return
    await tx.insert(decisionProgress).values({
      ...{ id: demoId('progress', name), decisionId: id, organizationId },
      ...{ state: progress.state, note: progress.note, byUser },
      ...{ happenedOn: dayOf(now, progress.inDays), at: demoTime(now, progress.inDays) },
    })
  })
}

async function seedReply(reply: DemoReply, people: DemoPeople, now: Date): Promise<void> {
  const { credential, code, text, publishedInDays } = reply
  const name = `${credential} ${code ?? 'map'}`
  const at = demoTime(now, publishedInDays)
  const { organizationId, ...place } = placeOf(credential)
  await asTenant(tenantOf(credential), (tx) =>
    tx.insert(replies).values({
      ...{ id: demoId('reply', name), organizationId, ...place },
      competencyId: code === null ? null : demoCompetency(code).competencyId,
      ...{ text, state: 'published', publishedAt: at, at, byUser: educator(people) },
      ...{ clientKey: demoId('client-key', `reply ${name}`), bodyHash: '' },
    }),
  )
}

function credentialOf(key: DemoCredential['key']): DemoCredential {
  const found = DEMO_CREDENTIALS.find((each) => each.key === key)
  if (!found) throw new Error(`The sample has no credential "${key}".`)
  return found
}

function placeOf(key: DemoCredential['key']) {
  const { provider, occupations } = credentialOf(key)
  return {
    organizationId: demoHost(provider).id,
    credentialId: demoCredential(key).credentialId,
    occupationId: `soc2018:${occupations[0]}`,
  }
}

function tenantOf(key: DemoCredential['key']) {
  return demoTenant(demoHost(credentialOf(key).provider).slug)
}

/** As if the educator read it then. */
function contextOf(key: DemoCredential['key'], people: DemoPeople, now: Date): OrgContext {
  const { slug, name } = demoHost(credentialOf(key).provider)
  const { organization } = tenantOf(key)
  return {
    actor: { kind: 'user', userId: educator(people) ?? '', email: '', operator: false },
    ...{ requestId: 'seed', now },
    organization: {
      ...{ ...organization, slug, name, kind: 'provider', verification: 'V2', role: 'owner' },
    },
  }
}

const persona = DEMO_PERSONAS.find(({ key }) => key === 'educator')
const educatorName = persona?.name ?? ''

function educator(people: DemoPeople): string | null {
  return people.get(persona?.email ?? '') ?? null
}

function dayOf(now: Date, days: number): string {
  return demoTime(now, days).toISOString().slice(0, 10)
}
