import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { asRater } from '@/server/db/tenancy'
import { describeOnBothEngines } from '@/server/testing/databases'
import { employerPlace } from './employer-place'
import { answerStanding } from './own-address'

const missing = { code: 'not_found' }

describeOnBothEngines('an answer for an employer that is deleted meanwhile', () => {
  test('has no place and no standing: the employer is not found', async () => {
    const employerId = randomUUID()
    const about = { employerId, invited: 'ann@acme.example', email: null, cycleId: randomUUID() }
    await expect(asRater({}, (tx) => employerPlace(tx, employerId))).rejects.toMatchObject(missing)
    await expect(asRater({}, (tx) => answerStanding(tx, about))).rejects.toMatchObject(missing)
  })
})
