import { eq } from 'drizzle-orm'
import { organizations } from '@/server/db/schema/organizations'
import { asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { EditOrganization } from '@/server/domain/people/organizations'
import { recordAudit } from '@/server/services/audit'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { enqueue } from '@/server/services/outbox'
import { findCounty, findIndustry } from './find-place'
import { holdChangedName } from './hold-name'
import { industryIndex } from './industry-index'

/**
 * Changes the organization's own record. What a confirmation rests on (name, county, industry) is
 * fixed once an employer is confirmed: whoever confirms changes it.
 */
export async function editOrganization(ctx: OrgContext, input: EditOrganization): Promise<void> {
  await authorize(ctx, 'organization.edit')
  const { id } = ctx.organization
  const industries = await industryIndex()
  await asTenant(ctx, async (tx) => {
    const [before] = await tx
      .select()
      .from(organizations)
      .where(eq(organizations.id, id))
      .for('update')
    if (!before) throw new DomainError('not_found', 'organizations.none')
    const countyId = await findCounty(tx, input.county)
    const industryId = findIndustry(industries, input.industryId, 'industryId')
    const moved = before.countyId !== countyId || before.industryId !== industryId
    const fixed = before.kind === 'employer' && before.verification === 'V2'
    if (fixed && (moved || before.name !== input.name)) {
      throw new DomainError('conflict', 'organizations.fixed', { field: 'name' })
    }
    await tx
      .update(organizations)
      .set({
        name: input.name,
        website: input.website,
        countyId,
        industryId,
        sizeBand: input.sizeBand || null,
      })
      .where(eq(organizations.id, id))
    if (before.name !== input.name) await holdChangedName(tx, { id, name: input.name })
    if (moved && before.kind === 'employer') {
      await enqueue(tx, { subjectId: id, kind: 'employer.touched' })
    }
    await recordAudit(tx, ctx, {
      verb: 'organization.edit',
      target: { kind: 'organization', id },
      detail: { renamed: before.name !== input.name, moved },
    })
  })
}
