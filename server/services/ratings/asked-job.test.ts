import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { organizations } from '@/server/db/schema/organizations'
import { asOperator } from '@/server/db/tenancy'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { editCycle } from '@/server/services/cycles/save-cycle'
import {
  codeIn,
  dayAhead,
  machinists,
  mailTo,
  makeCycle,
  raterAt,
  raterContext,
  type TestCycle,
} from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { readInvitation } from './read-invitation'
import { readPacket } from './read-packet'
import { readReceipt } from './read-receipt'
import { submitRating } from './submit-rating'

const email = 'ann@acme.example'
const hvac = 'soc2018:49-9021'

/** Everything a rater reads the word for the job in. */
async function readBy(cycle: TestCycle) {
  const rater = await raterAt(cycle, email)
  const invitation = await mailTo(cycle, email)
  const packet = await readPacket(rater, { packetId: null })
  await submitRating(rater, {
    packetId: packet.id,
    clientKey: crypto.randomUUID(),
    taps: [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'none' },
      { field: 'i0', answer: '4' },
    ],
  })
  const followUp = await mailTo(cycle, email, 'rater-follow-up')
  return {
    mails: [invitation, followUp].map((mail) => `${mail?.subject} ${mail?.text} ${mail?.html}`),
    pages: [
      (await readInvitation(raterContext(codeIn(invitation)))).job,
      packet.job,
      (await readReceipt(rater, { packetId: packet.id })).job,
    ],
  }
}

describeOnBothEngines('what raters call the job', () => {
  const ask = (details: { job?: string; occupationId?: string }, verification: 'V0' | 'V2') =>
    orgContext({ kind: 'provider', verification }).then((ctx) =>
      makeCycle({ ctx, details, addresses: [`${email}, Acme`], open: true }),
    )

  it.each([
    ['the asker’s own word', { job: 'CNC setup machinist' }, 'CNC setup machinist'],
    ['the standard word where it said none', {}, 'machinist'],
    ['a standard word that no title makes', { occupationId: hvac }, 'HVAC mechanic'],
  ])('is %s in mails, questions and the receipt', async (_, details, job) => {
    const { mails, pages } = await readBy(await ask(details, 'V2'))
    expect(pages).toEqual([job, job, job])
    for (const mail of mails) expect(mail).toContain(`a new ${job} need`)
  })

  it('is the standard word of an asker nobody has confirmed, until somebody does', async () => {
    const cycle = await ask({ job: 'prize winner' }, 'V0')
    const { mails, pages } = await readBy(cycle)
    expect(pages).toEqual(['machinist', 'machinist', 'machinist'])
    for (const mail of mails) expect(mail).not.toContain('prize')
    await asOperator((tx) =>
      tx
        .update(organizations)
        .set({ verification: 'V2' })
        .where(eq(organizations.id, cycle.ctx.organization.id)),
    )
    expect((await mailTo(cycle, email, 'rater-note'))?.text).not.toContain('machinist')
    const mail = await mailTo(cycle, email)
    expect(mail?.subject).toContain('a new prize winner')
  })

  it('is kept with a draft, changed with it, and left out of it', async () => {
    const cycle = await makeCycle({ details: { job: 'lathe hand' } })
    const { ctx, id, competencyIds, credentialIds } = cycle
    const read = async () => (await readCycle(ctx, { cycleId: id })).job
    expect(await read()).toBe('lathe hand')
    const details = {
      ...{ cycleId: id, title: 'Machinists', occupationId: machinists, closesOn: dayAhead(20) },
      ...{ competencyIds, credentialIds, timeZone: 'America/Chicago', message: '' },
    }
    await editCycle(ctx, { ...details, job: 'CNC machinist' })
    expect(await read()).toBe('CNC machinist')
    await editCycle(ctx, details)
    expect(await read()).toBe('')
  })
})
