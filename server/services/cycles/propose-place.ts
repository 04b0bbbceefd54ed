import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { rowCells } from '@/server/domain/people/address-rows'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findIndustry } from '@/server/services/organizations/find-place'
import { industryIndex } from '@/server/services/organizations/industry-index'
import { readCounties } from '@/server/services/organizations/read-counties'
import { findCycle } from './find-cycle'
import { keepProposals } from './keep-proposals'

export const ProposePlace = z.strictObject({
  cycleId: z.uuid(),
  employerId: z.uuid(),
  /** As people write them; empty for none. */
  county: z.string().trim().max(rowCells.county),
  industry: z.string().trim().max(rowCells.industry),
})
export type ProposePlace = z.infer<typeof ProposePlace>

/**
 * Says where an employer of a cycle's list stands that nobody has confirmed yet, for whoever does. What its own record says
 * stays so.
 */
export async function proposePlace(ctx: OrgContext, input: ProposePlace): Promise<void> {
  await authorize(ctx, 'cycle.edit')
  const industries = await industryIndex()
  await asTenant(ctx, async (tx) => {
    const { id } = await findCycle(tx, ctx, input.cycleId)
    const employer = await findInvited(tx, id, input.employerId)
    if (employer.confirmed) throw new DomainError('conflict', 'cycles.confirmedMeanwhile')
    const countyId = await countySaid(tx, ctx, input.county)
    const industryId = findIndustry(industries, input.industry, 'industry')
    const place = {
      countyId: employer.county_id ? null : countyId,
      industryId: employer.industry_id ? null : industryId,
    }
    await keepProposals(tx, ctx, [{ employerId: input.employerId, ...place }])
    await recordAudit(tx, ctx, {
      verb: 'employer.propose',
      target: { kind: 'organization', id: input.employerId },
    })
  })
}

const Invited = z.object({
  confirmed: z.boolean(),
  county_id: z.string().nullable(),
  industry_id: z.string().nullable(),
})

async function findInvited(tx: Transaction, cycleId: string, employerId: string) {
  const [found] = await selectRows(
    tx,
    Invited,
    sql`SELECT o.verification = 'V2' AS confirmed, o.county_id, o.industry_id FROM organization o
        WHERE o.id = ${employerId} AND EXISTS (
          SELECT 1 FROM rater_invitation v JOIN organization e ON e.id = v.employer_id
          WHERE v.cycle_id = ${cycleId} AND coalesce(e.merged_into_id, e.id) = o.id)`,
  )
  if (!found) throw new DomainError('not_found', 'organizations.none')
  return found
}

async function countySaid(tx: Transaction, ctx: OrgContext, text: string): Promise<string | null> {
  if (text === '') return null
  const [asker] = await selectRows(
    tx,
    z.object({ county_id: z.string().nullable() }),
    sql`SELECT county_id FROM organization WHERE id = ${ctx.organization.id}`,
  )
  const meant = (await readCounties(tx, [text], asker?.county_id ?? null)).get(text)
  if (meant?.kind === 'one') return meant.county.id
  const key = meant?.kind === 'several' ? 'severalCounties' : 'unknownCounty'
  throw new DomainError('invalid', `organizations.${key}`, { field: 'county' })
}
