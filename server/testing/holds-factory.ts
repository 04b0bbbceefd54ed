import { eq } from 'drizzle-orm'
import { integrityHolds } from '@/server/db/schema/integrity'
import { asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { sweepAnswers } from '@/server/services/integrity/sweep-answers'
import { runRelease } from '@/server/services/releases/run-release'
import {
  type AskedSubject,
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendStatement,
} from './ledger-factory'
import { arrive } from './traces-factory'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)

type Held = {
  subject: AskedSubject
  cycleId: string
  holdId: string
  employerId: string
  raterId: string
}

/** Five employers of a closed cycle on 1 April 2026, one of whose answers are held the day after. */
export async function heldAnswers(from: { countyId?: string; asker?: string } = {}): Promise<Held> {
  const subject = await makeAskedSubject({ competencies: 8 })
  const organizationId = from.asker ?? subject.organizationId
  const cycleId = await makeCycle({ ...subject, organizationId }, 'closed', day(1))
  let found = { employerId: '', raterId: '' }
  for (let index = 0; index < 5; index++) {
    const employerId = await makeEmployer(from.countyId ? { countyId: from.countyId } : {})
    const fit = index === 0 ? '44444444' : '43214321'
    const trace = { secondsEach: 1 }
    const raterId = await arrive({ subject, employerId, at: day(0), cycleId, fit, trace })
    await sendStatement({
      subject,
      employerId,
      raterId,
      at: day(0),
      cycleId,
      importance: '43214321',
    })
    if (index === 0) found = { employerId, raterId }
  }
  const ctx = systemContext('command', 'test', day(1))
  await sweepAnswers(ctx)
  await runRelease(ctx, { trigger: 'command' })
  const [hold] = await asPublisher((tx) =>
    tx.select().from(integrityHolds).where(eq(integrityHolds.subjectId, subject.subjectId)),
  )
  return { subject, cycleId, holdId: hold?.id ?? '', ...found }
}
