import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { database } from '@/server/db/client'
import type { OrgContext } from '@/server/services/context'
import { saveRequirement } from '@/server/services/requirements/save-requirement'
import { withdrawRequirement } from '@/server/services/requirements/withdraw-requirement'
import { machinists, makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeUser, orgContext } from '@/server/testing/organizations-factory'
import type { RaterContext } from './rater-door'
import { readPacket } from './read-packet'
import { saveAnswers } from './save-answers'
import { submitRating } from './submit-rating'
import { withdrawOwnAnswers } from './withdraw-own-answers'
import { withdrawRatings } from './withdraw-ratings'

const owner = async (statement: string) =>
  (await database()).withOwner(async ({ query }) => (await query(statement)).rows)

/** Everything that a withdrawal changes, of everybody. */
async function kept() {
  const [row] = await owner(`SELECT
    (SELECT count(*)::int FROM rating) AS ratings,
    (SELECT count(*)::int FROM requirement_statement) AS statements,
    (SELECT count(*)::int FROM draft) AS drafts,
    (SELECT count(*)::int FROM own_words) AS words,
    (SELECT count(*)::int FROM rater_progress WHERE submitted_at IS NOT NULL) AS sent,
    (SELECT count(*)::int FROM outbox WHERE kind = 'subject.touched') AS touched,
    (SELECT count(*)::int FROM audit_event WHERE verb LIKE '%.withdraw') AS noted`)
  return row
}

describeOnBothEngines('withdrawing', () => {
  const domain = `${randomUUID().slice(0, 8)}.example`
  const email = `ann@${domain}`
  let cycle: TestCycle
  let member: OrgContext
  let rater: RaterContext
  let requirementId: string

  beforeAll(async () => {
    const user = await makeUser({ email })
    member = await orgContext({ kind: 'employer', verification: 'V2', domain, user })
    cycle = await makeCycle({ addresses: [email], credentials: 2, open: true })
    rater = await raterAt(cycle, email)
    await answer()
  })

  async function answer() {
    const { id } = await readPacket(rater, { packetId: null })
    const taps = [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
      { field: 'i0', answer: '4' },
      { field: 'f0', answer: '2' },
      { field: 'value', answer: '3' },
    ]
    await submitRating(rater, { packetId: id, clientKey: randomUUID(), taps })
    await saveAnswers(rater, { packetId: id, taps })
    const saved = await saveRequirement(member, {
      requirementId: null,
      clientKey: randomUUID(),
      occupationId: machinists,
      title: 'Machinist',
      lines: [{ competencyId: cycle.competencyIds[0] ?? '', importance: '4', proficiency: '-' }],
      role: 'supervises',
      ownWords: [{ text: 'Reads a gauge', importance: '3', offered: true }],
    })
    requirementId = saved.requirementId
  }

  const ways = {
    'by the link': () => withdrawRatings(rater),
    'by a member': () => withdrawOwnAnswers(member, { cycleId: cycle.id }),
    'of a job requirement': () => withdrawRequirement(member, { id: requirementId }),
  }

  const writes = [
    ...[
      'rating',
      'requirement_statement',
      'draft',
      'rater_progress',
      'outbox',
      'audit_event',
    ].flatMap((table) => [['by the link', table] as const, ['by a member', table] as const]),
    ...['requirement_statement', 'own_words', 'outbox', 'audit_event'].map(
      (table) => ['of a job requirement', table] as const,
    ),
  ]

  test.each(writes)('%s leaves nothing half done when %s fails', async (way, table) => {
    const before = await kept()
    await owner(`CREATE TRIGGER fails BEFORE INSERT OR UPDATE OR DELETE ON ${table}
                 FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`)
    try {
      await expect(ways[way]()).rejects.toThrow()
    } finally {
      await owner(`DROP TRIGGER fails ON ${table}`)
    }
    expect(await kept()).toEqual(before)
  })

  test('of a cycle takes all of it back by either way, and of a job requirement the rest', async () => {
    const both = await kept()
    expect(both).toMatchObject({
      ratings: 1,
      statements: 2,
      drafts: 1,
      words: 1,
      sent: 1,
      noted: 0,
    })
    expect(await ways['by a member']()).toEqual({ withdrawn: 1 })
    const rest = { ratings: 0, statements: 1, drafts: 0, words: 1, sent: 0 }
    expect(await kept()).toMatchObject({ ...rest, noted: 1 })
    await answer()
    expect(await ways['by the link']()).toEqual({ withdrawn: 1 })
    expect(await kept()).toMatchObject({ ...rest, statements: 2, words: 2, noted: 2 })
    expect(await ways['of a job requirement']()).toEqual({ withdrawn: 1 })
    expect(await kept()).toMatchObject({ ...rest, statements: 1, words: 1, noted: 3 })
  })
})
