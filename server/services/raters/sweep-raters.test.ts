import { expect, test } from 'vitest'
import { database } from '@/server/db/client'
import { asOperator } from '@/server/db/tenancy'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { readPacket } from '@/server/services/ratings/read-packet'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { makeCycle, raterAt } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { sweepRaters } from './sweep-raters'

/** Past every door, as the tables' owner: nobody else can make a row old. */
async function owner(statement: string): Promise<Record<string, unknown>[]> {
  return (await database()).withOwner(async (run) => (await run.query(statement)).rows)
}

async function kept() {
  const [row] = await owner(`SELECT
    (SELECT count(*)::int FROM rater_session) AS sessions,
    (SELECT count(*)::int FROM rater_link) AS links,
    (SELECT count(*)::int FROM draft) AS drafts`)
  return row
}

describeOnBothEngines('what raters leave behind', () => {
  test('goes when it has run out and not a day before', async () => {
    const cycle = await makeCycle({ addresses: ['ann@acme.example'], open: true })
    const rater = await raterAt(cycle, 'ann@acme.example')
    const packet = await readPacket(rater, { packetId: null })
    await saveAnswers(rater, { packetId: packet.id, taps: [{ field: 'i0', answer: '4' }] })
    const before = { sessions: 1, links: 1, drafts: 1 }
    await sweepRaters()
    expect(await kept()).toEqual(before)

    await owner(`UPDATE rater_session SET expires_at = now() - interval '1 minute'`)
    await owner(`UPDATE rater_link SET expires_at = now() - interval '29 days'`)
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    await sweepRaters()
    expect(await kept()).toEqual({ ...before, sessions: 0 })

    await owner(`UPDATE rater_link SET expires_at = now() - interval '31 days'`)
    await owner(`UPDATE rating_cycle SET closed_at = now() - interval '31 days'`)
    await sweepRaters()
    expect(await kept()).toEqual({ sessions: 0, links: 0, drafts: 0 })
  })

  test.each(['rater_session', 'rater_code', 'rater_link', 'draft'])(
    'the door that sweeps %s cannot read it',
    async (table) => {
      await expect(asOperator((tx) => tx.execute(`SELECT 1 FROM ${table}`))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
    },
  )
})
