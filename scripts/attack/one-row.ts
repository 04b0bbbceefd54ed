import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { adoptDatabase, closeDatabase, openEmbedded } from '@/server/db/client'
import { asPublisher, selectRows } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { revokeInvitation } from '@/server/services/cycles/change-invitation'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { createCycle } from '@/server/services/cycles/save-cycle'
import { listRenewals } from '@/server/services/maps/list-renewals'
import { dayAhead } from '@/server/testing/cycles-factory'
import { orgContext } from '@/server/testing/organizations-factory'
import { addAddresses } from '@/server/testing/pasted-addresses'
import type { Finding } from './finding'
import { rateAgain } from './stored'

/** A published credential with the employers of the sample, members of its groups and others. */
const Subject = z.object({
  subject_id: z.string(),
  credential_id: z.string(),
  occupation_id: z.string(),
  competencies: z.array(z.string()),
})

const Firm = z.object({
  id: z.string(),
  domain: z.string(),
  /** All that a forecast may know of a row: confirmed or not, region and sector. */
  kind: z.string(),
  member: z.boolean(),
  rater_id: z.string().nullable(),
})
type Firm = z.infer<typeof Firm>

/**
 * A draft that asks again about what is published. Whichever row is taken out of its list, the forecast and what is said
 * of renewals must come out as for any other row of that region, sector and confirmation, whether or not it stands in a
 * group; and they must stay when a row has answered anew. Control: a forecast that knew who stands in a group or has
 * answered.
 */
export async function oneRowAttack(sample: Blob, now: Date): Promise<Finding> {
  adoptDatabase(await openEmbedded(undefined, sample))
  try {
    const subject = await publishedSubject()
    const firms = await firmsOf(subject.subject_id)
    const ctx = await orgContext({ kind: 'partnership', verification: 'V2', now })
    const cycleId = await draft(ctx, subject, firms)
    const taken = await takeEachOut(ctx, cycleId, firms)
    const answered = await letEachAnswer(ctx, cycleId, subject.subject_id, firms)
    const told = taken.told + answered.told
    const passed =
      told === 0 && taken.mixed > 0 && taken.control > 0 && answered.control === answered.tried
    return {
      test: 'R13 one row out of a list',
      tried: `${taken.tried} rows taken out, ${taken.mixed} kinds of rows in and out of groups; ${answered.tried} answers`,
      recovered: `${taken.told} rows told from others of their kind, ${answered.told} answers`,
      control: `a forecast that knew: ${taken.control} kinds, ${answered.control} answers`,
      passed: passed && answered.tried > 3,
    }
  } finally {
    await closeDatabase()
  }
}

async function publishedSubject(): Promise<z.infer<typeof Subject>> {
  const [subject] = await asPublisher((tx) =>
    selectRows(
      tx,
      Subject,
      sql`SELECT s.id AS subject_id, s.credential_id, s.occupation_id, (
            SELECT array_agg(DISTINCT v.competency_id::text) FROM cohort_version v
            WHERE v.subject_id = s.id AND v.scale = 'fit') AS competencies
          FROM subject s JOIN cohort c ON c.subject_id = s.id AND c.scale = 'fit' AND c.dissolved_at IS NULL
          WHERE s.kind = 'credential' GROUP BY s.id ORDER BY sum(cardinality(c.members)) DESC, s.id LIMIT 1`,
    ),
  )
  if (!subject) throw new Error('The sample has published nothing.')
  return subject
}

function firmsOf(subjectId: string): Promise<Firm[]> {
  return asPublisher((tx) =>
    selectRows(
      tx,
      Firm,
      sql`SELECT o.id, o.domain, concat_ws(' ', o.verification = 'V2', coalesce(rr.region_id, c.parent_id), i.sector) AS kind,
            EXISTS (SELECT 1 FROM cohort_member m WHERE m.subject_id = ${subjectId} AND m.employer_id = o.id
                      AND m.level IS NOT NULL) AS member,
            (SELECT r.rater_id FROM rating r WHERE r.organization_id = o.id AND r.subject_id = ${subjectId}
               AND r.fit ~ '[0-4]' ORDER BY r.submitted_at DESC LIMIT 1) AS rater_id
          FROM organization o
          LEFT JOIN reporting_region rr ON rr.county_id = o.county_id
          LEFT JOIN region c ON c.id = o.county_id
          LEFT JOIN industry i ON i.id = o.industry_id
          WHERE o.kind = 'employer' AND o.sample AND o.domain IS NOT NULL AND o.parent_id IS NULL
            AND o.merged_into_id IS NULL ORDER BY o.slug`,
    ),
  )
}

async function draft(
  ctx: OrgContext,
  subject: z.infer<typeof Subject>,
  firms: readonly Firm[],
): Promise<string> {
  const { id } = await createCycle(ctx, {
    title: 'Asked again',
    occupationId: subject.occupation_id,
    credentialIds: [subject.credential_id],
    competencyIds: subject.competencies.slice(0, 12),
    closesOn: dayAhead(20),
    timeZone: 'America/New_York',
    message: '',
    byIndustry: true,
  })
  await addAddresses(ctx, { cycleId: id, text: firms.map(addressOf).join('\n') })
  return id
}

const addressOf = ({ domain }: Firm) => `row@${domain}`

/** The figures of the page: all but the rows of the list. */
async function figures(ctx: OrgContext, cycleId: string): Promise<string> {
  const { invitations: _, ...view } = await readCycle(ctx, { cycleId })
  return JSON.stringify({ view, renewals: await listRenewals(ctx, { cycleId }) })
}

async function takeEachOut(ctx: OrgContext, cycleId: string, firms: readonly Firm[]) {
  const whole = await figures(ctx, cycleId)
  const kinds = new Map<string, { member: boolean; figures: string }[]>()
  for (const firm of firms) {
    const { invitations } = await readCycle(ctx, { cycleId })
    const row = invitations.find(({ email }) => email === addressOf(firm))
    if (!row) throw new Error(`${firm.domain} is not on the list.`)
    await revokeInvitation(ctx, { cycleId, invitationId: row.id })
    const known = kinds.get(firm.kind) ?? []
    kinds.set(firm.kind, [...known, { member: firm.member, figures: await figures(ctx, cycleId) }])
    await addAddresses(ctx, { cycleId, text: addressOf(firm) })
  }
  if ((await figures(ctx, cycleId)) !== whole) throw new Error('The list is not as it was.')
  const all = [...kinds.values()]
  const mixed = all.filter((rows) => new Set(rows.map(({ member }) => member)).size > 1)
  const knowing = (row: { member: boolean; figures: string }) => `${row.figures} ${row.member}`
  return {
    tried: firms.length,
    mixed: mixed.length,
    told: all.reduce((sum, rows) => sum + distinct(rows.map((row) => row.figures)) - 1, 0),
    control: mixed.filter((rows) => distinct(rows.map(knowing)) > 1).length,
  }
}

async function letEachAnswer(
  ctx: OrgContext,
  cycleId: string,
  subjectId: string,
  firms: readonly Firm[],
) {
  const before = await figures(ctx, cycleId)
  let tried = 0
  let told = 0
  let control = 0
  for (const { rater_id } of firms) {
    if (!rater_id) continue
    const answers = await answersTo(subjectId)
    await rateAgain(subjectId, rater_id, ctx.now, `row ${randomUUID()}`)
    tried += 1
    if ((await figures(ctx, cycleId)) !== before) told += 1
    if ((await answersTo(subjectId)) !== answers) control += 1
  }
  return { tried, told, control }
}

async function answersTo(subjectId: string): Promise<number> {
  const [row] = await asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ n: z.coerce.number() }),
      sql`SELECT count(*) AS n FROM rating WHERE subject_id = ${subjectId}`,
    ),
  )
  return row?.n ?? 0
}

function distinct(values: readonly string[]): number {
  return new Set(values).size
}
