import { eq, sql } from 'drizzle-orm'
import { adoptDatabase, closeDatabase, openEmbedded } from '@/server/db/client'
import { employerProposals, organizations } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { asOperator, type Transaction } from '@/server/db/tenancy'
import { mailWords } from '@/server/mail/mail-words'
import { systemContext } from '@/server/services/context'
import { askConfirmation } from '@/server/services/cycles/ask-confirmation'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { readCycleConfirmation } from '@/server/services/cycles/read-cycle-confirmation'
import { mailTemplates } from '@/server/services/mail/mail-templates'
import { confirmMany, refuseMany } from '@/server/services/organizations/decide-many'
import {
  findOrganizations,
  listEmployers,
  listWaiting,
} from '@/server/services/organizations/list-employers'
import { readAudit } from '@/server/services/organizations/read-audit'
import { makeCycle, raterAt } from '@/server/testing/cycles-factory'
import {
  operatorContext,
  orgContext,
  partnershipContext,
} from '@/server/testing/organizations-factory'
import type { Finding } from './finding'
import { struckOut } from './surface/traces'

const COUNTY = 'us-48301'
const EMPLOYERS = ['alder', 'birch', 'cedar', 'dogwood']

/**
 * METHOD §9: whoever may confirm, and whoever asks for it, looks at employers before and after somebody there has
 * pressed Start. What can be confirmed, what is refused and why, what is shown and mailed must be the same to the byte,
 * for the provider that asks, the partnership and the operator. Control: the level of the records as they are stored.
 */
export async function beforeStartAttack(sample: Blob): Promise<Finding> {
  const asked = await arranged(sample)
  const [quiet, started] = [await world(asked, false), await world(asked, true)]
  const differs = quiet.seen.filter((line, at) => line !== started.seen[at])
  const isTold = quiet.levels !== started.levels
  return {
    test: '§9 whether somebody has pressed Start',
    tried: `${quiet.seen.length} answers to who asks, who confirms and the operator, of ${EMPLOYERS.length} employers, with and without a Start`,
    recovered: `${differs.length} differ by a byte`,
    control: `the levels as stored: ${quiet.levels} without, ${started.levels} with`,
    passed: differs.length === 0 && isTold && quiet.seen.length === started.seen.length,
  }
}

type Asked = Awaited<ReturnType<typeof arranged>>

/** A cycle that is open, whose employers nobody has confirmed, and the people who look at them. */
async function arranged(sample: Blob) {
  const db = await openEmbedded(undefined, sample)
  adoptDatabase(db)
  try {
    await asOperator((tx) => tx.delete(outbox))
    const partnership = await partnershipContext({ counties: [COUNTY], name: 'Quiet Bay' })
    const provider = await orgContext({ kind: 'provider', verification: 'V2', name: 'A college' })
    const operator = await operatorContext()
    const addresses = EMPLOYERS.map((name) => `hr@${name}-works.example, ${name} works`)
    const cycle = await makeCycle({ ctx: provider, addresses, open: true })
    const organizationId = provider.organization.id
    const employers = await asOperator((tx) => levelsOf(tx, organizationId))
    const place = { organizationId, countyId: COUNTY, industryId: 'naics2017:332710' }
    await asOperator((tx) =>
      tx
        .insert(employerProposals)
        .values(employers.map(({ id }) => ({ ...place, employerId: id }))),
    )
    const ids = employers.map(({ id }) => id)
    return { partnership, provider, operator, cycle, ids, snapshot: await db.dump() }
  } finally {
    await closeDatabase()
  }
}

function levelsOf(tx: Transaction, provider: string) {
  return tx
    .select({ id: organizations.id, level: organizations.verification })
    .from(organizations)
    .where(eq(organizations.createdByOrganizationId, provider))
    .orderBy(organizations.name)
}

async function world(
  { snapshot, ...asked }: Asked,
  starts: boolean,
): Promise<{ seen: string[]; levels: string }> {
  adoptDatabase(await openEmbedded(undefined, snapshot))
  try {
    for (const name of EMPLOYERS) await raterAt(asked.cycle, `hr@${name}-works.example`, starts)
    const levels = await asOperator((tx) => levelsOf(tx, asked.provider.organization.id))
    return { seen: await looked(asked), levels: levels.map(({ level }) => level).join(' ') }
  } finally {
    await closeDatabase()
  }
}

/** Everything that the three are shown and may do, in one order. */
async function looked({
  partnership,
  provider,
  operator,
  cycle,
  ids,
}: Omit<Asked, 'snapshot'>): Promise<string[]> {
  const [first, second, third, fourth] = ids
  const decide = (ids: (string | undefined)[], county: string) =>
    confirmMany(
      partnership,
      ids.map((id) => ({ organizationId: id ?? '', county, industry: '332710', note: '' })),
    )
  const seen: unknown[] = [
    await readCycle(provider, { cycleId: cycle.id }),
    await readCycleConfirmation(provider, { cycleId: cycle.id }),
    await askConfirmation(provider, { cycleId: cycle.id }),
    await listEmployers(provider, { query: '' }),
    await listEmployers(partnership, { query: '' }),
    await listWaiting(operator, { query: 'works' }),
    await findOrganizations(operator, { query: 'works' }),
    await decide([first, second], 'Loving County, Texas'),
    await decide([third], 'Nowhere'),
    await refuseMany(partnership, { organizationIds: [fourth ?? ''], note: 'not known here' }),
    await readCycleConfirmation(provider, { cycleId: cycle.id }),
    await listEmployers(partnership, { query: '' }),
    await listWaiting(operator, { query: 'works' }),
    (await readAudit(partnership, {})).events
      .map(({ verb, outcome, detail }) => JSON.stringify({ verb, outcome, detail }))
      .sort(),
    await mailed(),
  ]
  return seen.map((each) => struckOut(JSON.stringify(each)))
}

/** The mails about confirming as they would leave. */
async function mailed(): Promise<string[]> {
  const rows = await asOperator((tx) =>
    tx.select().from(outbox).where(sql`payload ->> 'template' LIKE 'confirmation-%'`),
  )
  const mails = []
  for (const { payload } of rows) {
    const mail = await mailTemplates[String(payload.template)]?.render(
      systemContext('job', 'mail'),
      payload,
      mailWords(),
    )
    mails.push(mail ? `${mail.subject}\n${mail.text}` : 'none')
  }
  return mails.sort()
}
