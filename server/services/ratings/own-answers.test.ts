import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { ratings, requirementStatements } from '@/server/db/schema/ratings'
import { asPublisher } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { demoId } from '@/server/services/demo/demo-id'
import { seedDemo } from '@/server/services/demo/seed-demo'
import { enterOrganization } from '@/server/services/organizations/enter-organization'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext, userContext } from '@/server/testing/organizations-factory'
import { listOwnAnswers } from './list-own-answers'
import { withdrawOwnAnswers } from './withdraw-own-answers'

const now = new Date('2026-11-21T12:00:00Z')
const email = 'dana.ruiz@keel-anchor-fabrication.example'
const employer = 'keel-and-anchor-fabrication'

describeOnBothEngines('a member’s own answers', () => {
  let ctx: OrgContext

  beforeAll(async () => {
    await seedDemo(now)
    const user = { id: demoId('user', email), email, name: null, operator: false }
    ctx = await enterOrganization(userContext(user, now), employer)
  })

  test('are listed with what was said of each competency, and with nobody else’s', async () => {
    const answers = await listOwnAnswers(ctx)
    expect(answers.map((answer) => [answer.asker, answer.state])).toContainEqual([
      'Four Harbors Workforce Partnership',
      'closed',
    ])
    for (const answer of answers) {
      expect(answer.lines).toHaveLength(12)
      expect(answer.lines.every((line) => /^[1-4?-]$/.test(line.importance))).toBe(true)
      expect(answer.lines.every((line) => /^[0-4x-]$/.test(line.fit))).toBe(true)
    }
    const said = answers.filter(({ state }) => state === 'closed').flatMap(({ lines }) => lines)
    const groups = said.flatMap((line) => [line.importanceGroup, line.fitGroup])
    expect(groups.some((group) => group !== null && group.employers >= 5)).toBe(true)
    expect(groups.every((group) => group === null || group.employers >= 5)).toBe(true)
    const open = answers.filter(({ state }) => state === 'open').flatMap(({ lines }) => lines)
    expect(open.every((line) => !line.importanceGroup && !line.fitGroup)).toBe(true)
    const cycles = new Set(answers.map((answer) => answer.cycleId))
    const mine = await asPublisher((tx) => tx.select().from(ratings))
    const own = mine.filter((row) => row.raterId === demoId('rater', email))
    expect(answers).toHaveLength(own.length)
    expect(cycles).toEqual(new Set(own.map((row) => row.cycleId)))
  })

  test('of a colleague stay the colleague’s', async () => {
    const colleague = await orgContext({ kind: 'employer' })
    expect(await listOwnAnswers({ ...colleague, organization: ctx.organization })).toEqual([])
  })

  test('are deleted when withdrawn, and only one’s own', async () => {
    const cycleId = demoId('cycle', 'machinists-first')
    const before = await sentIn(cycleId)
    const stranger = await orgContext({ kind: 'employer' })
    await expect(withdrawOwnAnswers(stranger, { cycleId })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await sentIn(cycleId)).toBe(before)
    const { withdrawn } = await withdrawOwnAnswers(ctx, { cycleId })
    expect(withdrawn).toBeGreaterThan(0)
    expect(await sentIn(cycleId)).toBe(before - 2 * withdrawn)
    expect((await listOwnAnswers(ctx)).every((answer) => answer.cycleId !== cycleId)).toBe(true)
  })

  test('are an employer’s page only', async () => {
    const provider = await orgContext({ kind: 'provider' })
    await expect(listOwnAnswers(provider)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdrawOwnAnswers(provider, { cycleId: randomUUID() })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

function sentIn(cycleId: string): Promise<number> {
  return asPublisher(async (tx) => {
    const rated = await tx.select({ cycleId: ratings.cycleId }).from(ratings)
    const stated = await tx
      .select({ cycleId: requirementStatements.cycleId })
      .from(requirementStatements)
    return [...rated, ...stated].filter((row) => row.cycleId === cycleId).length
  })
}
