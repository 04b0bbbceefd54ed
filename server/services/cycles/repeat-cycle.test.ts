import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { credentials } from '@/server/db/schema/credentials'
import { ratingCycles } from '@/server/db/schema/cycles'
import { competencies } from '@/server/db/schema/frameworks'
import { asTenant, selectRows } from '@/server/db/tenancy'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import { invitationOf, makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { addAddresses } from '@/server/testing/pasted-addresses'
import { refusal } from '@/server/testing/refusal'
import { revokeInvitation } from './change-invitation'
import { cancelCycle, closeCycle } from './end-cycle'
import { openCycle } from './open-cycle'
import { readCycle } from './read-cycle'
import { repeatCycle } from './repeat-cycle'

const again = (cycle: TestCycle) => repeatCycle(cycle.ctx, { cycleId: cycle.id })
const view = (cycle: TestCycle, id: string) => readCycle(cycle.ctx, { cycleId: id })
const changed = (cycle: TestCycle, set: Partial<typeof ratingCycles.$inferInsert>) =>
  asTenant(cycle.ctx, (tx) => tx.update(ratingCycles).set(set).where(eq(ratingCycles.id, cycle.id)))

describeOnBothEngines('a cycle that is repeated', () => {
  it('is a draft with its set-up, its length from today, and its list as it was typed', async () => {
    const emails = ['ann', 'bo', 'cy'].map(
      (who) => `${who}@keel-${randomUUID().slice(0, 8)}.example`,
    )
    const cycle = await makeCycle({
      ...{ competencies: 14, credentials: 2, open: true },
      addresses: [...emails, 'pat@gmail.com, Tide Works Repeated, Pat Lee'],
    })
    await changed(cycle, {
      ...{ title: 'Machinists, fall 2020', byIndustry: true },
      ...{ job: 'machinist', signerName: 'Ada Park', signerTitle: 'Dean' },
    })
    await declineInvitation(await raterAt(cycle, emails[0] ?? '', false))
    const bo = await invitationOf(cycle, emails[1] ?? '')
    await revokeInvitation(cycle.ctx, { cycleId: cycle.id, invitationId: bo })
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    const before = await view(cycle, cycle.id)
    const { id } = await again(cycle)
    const draft = await view(cycle, id)
    expect(draft).toMatchObject({
      ...{
        state: 'draft',
        title: `Machinists, fall ${new Date().getFullYear()}`,
        byIndustry: true,
      },
      ...{ occupationId: before.occupationId, message: before.message, timeZone: before.timeZone },
      ...{ credentials: before.credentials, competencies: before.competencies },
      repeats: { id: cycle.id, title: 'Machinists, fall 2020', leftOut: [] },
    })
    const kept = before.invitations.filter(({ delivery }) => delivery !== 'revoked')
    const list = ({ email, name, employer }: (typeof kept)[number]) => [email, name, employer]
    expect(draft.invitations.map(list)).toEqual(kept.map(list))
    expect(new Set(draft.invitations.map(({ delivery }) => delivery))).toEqual(new Set(['queued']))
    const days = (draft.closesAt.getTime() - Date.now()) / 86_400_000
    expect(Math.abs(days - 20.5)).toBeLessThan(1.6)
    const [row] = await asTenant(cycle.ctx, (tx) =>
      tx.select().from(ratingCycles).where(eq(ratingCycles.id, id)),
    )
    expect(row).toMatchObject({ job: 'machinist', signerName: 'Ada Park', signerTitle: 'Dean' })
    expect(await again(cycle)).toEqual({ id })
  })

  it('leaves out what has been retired, and says so', async () => {
    const cycle = await makeCycle({
      competencies: 3,
      credentials: 2,
      addresses: ['a@left-out.example'],
    })
    await cancelCycle(cycle.ctx, { cycleId: cycle.id })
    const [, retired] = cycle.competencyIds
    const [archived] = cycle.credentialIds
    await asTenant(cycle.ctx, async (tx) => {
      await tx
        .update(competencies)
        .set({ retiredAt: sql`now()` })
        .where(eq(competencies.id, retired ?? ''))
      await tx
        .update(credentials)
        .set({ state: 'archived' })
        .where(eq(credentials.id, archived ?? ''))
    })
    const { id } = await again(cycle)
    const draft = await view(cycle, id)
    expect(draft.competencies.map((each) => each.id)).toEqual([
      cycle.competencyIds[0],
      cycle.competencyIds[2],
    ])
    expect(draft.credentials.map((each) => each.id)).toEqual([cycle.credentialIds[1]])
    expect(draft.repeats?.leftOut).toEqual(['Certificate 1', 'Competency 2'])
    expect(draft.title).toBe('Machinists this autumn, again')
    await cancelCycle(cycle.ctx, { cycleId: id })
    await asTenant(cycle.ctx, (tx) => tx.update(credentials).set({ state: 'archived' }))
    await expect(again(cycle)).rejects.toThrow(refusal('cycles.nothingToRepeat'))
  })

  it('asks each employer the same again at opening, and fills up what is free', async () => {
    const emails: string[] = []
    for (let at = 0; at < 22; at += 1) {
      const domain = `keep-${at}-${randomUUID().slice(0, 8)}.example`
      await makeOrganization({ kind: 'employer', verification: 'V2', domain })
      emails.push(`hr@${domain}`)
    }
    const cycle = await makeCycle({ competencies: 20, addresses: emails, open: true })
    const before = await listsOf(cycle, cycle.id)
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    const { id } = await again(cycle)
    const late = `new@late-${randomUUID().slice(0, 8)}.example`
    await addAddresses(cycle.ctx, { cycleId: id, text: late })
    const { forecast } = await view(cycle, id)
    expect(forecast).toMatchObject({ confirmed: 22, unconfirmed: 1, spread: true })
    await openCycle(cycle.ctx, { cycleId: id })
    const after = await listsOf(cycle, id)
    expect(new Set([...before.values()].map(String)).size).toBeGreaterThan(1)
    for (const [employer, list] of before) expect(after.get(employer)).toEqual(list)
    expect(after.size).toBe(before.size + 1)
  })

  it('is refused while it runs, and to everybody else', async () => {
    const cycle = await makeCycle({ addresses: ['a@runs.example'] })
    await expect(again(cycle)).rejects.toThrow(refusal('cycles.onlyPastRepeated'))
    await openCycle(cycle.ctx, { cycleId: cycle.id })
    await expect(again(cycle)).rejects.toThrow(refusal('cycles.onlyPastRepeated'))
    const other = await makeCycle()
    const viewer = await orgContext({ kind: 'provider', role: 'viewer' })
    const about = { cycleId: cycle.id }
    await expect(repeatCycle(other.ctx, about)).rejects.toMatchObject({ code: 'not_found' })
    await expect(repeatCycle(viewer, about)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

const Packet = z.object({ employer: z.string(), list: z.array(z.string()) })

async function listsOf({ ctx }: TestCycle, cycleId: string): Promise<Map<string, string[]>> {
  const rows = await asTenant(ctx, (tx) =>
    selectRows(
      tx,
      Packet,
      sql`SELECT p.employer_id AS employer, to_json(l.competency_ids) AS list
          FROM packet p JOIN question_list l ON l.id = p.question_list_id WHERE p.cycle_id = ${cycleId}`,
    ),
  )
  return new Map(rows.map(({ employer, list }) => [employer, list]))
}
