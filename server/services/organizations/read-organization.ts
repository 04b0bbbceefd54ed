import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import {
  OrganizationKindSchema,
  SizeBandSchema,
  VerificationSchema,
} from '@/server/domain/people/organizations'
import { mailHolds } from '@/server/domain/people/sender-names'
import { zoneOfCounty } from '@/server/domain/people/time-zones'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { zoneCountyOf } from './organization-zone'

export const OrganizationView = z.object({
  name: z.string(),
  slug: z.string(),
  kind: OrganizationKindSchema,
  verification: VerificationSchema,
  domain: z.string().nullable(),
  website: z.string().nullable(),
  county: z.string().nullable(),
  industryId: z.string().nullable(),
  industry: z.string().nullable(),
  sizeBand: SizeBandSchema.nullable(),
  parent: z.string().nullable(),
  /** Name, county and industry of a confirmed employer change through whoever confirms. */
  fixed: z.boolean(),
  /** Whether it has to say yes before anything of it is published, since nobody has confirmed it. */
  asksToPublish: z.boolean(),
  /** Why no mail leaves in its name; null when it does. */
  mailHold: z.enum(mailHolds).nullable(),
  /** The zone of its county, or of its region's counties. */
  timeZone: z.string(),
})
export type OrganizationView = z.infer<typeof OrganizationView>

const Row = OrganizationView.omit({ timeZone: true }).extend({ zoneCounty: z.string().nullable() })

/** The organization's own record. */
export async function readOrganization(ctx: OrgContext): Promise<OrganizationView> {
  await authorize(ctx, 'organization.read')
  const [row] = await asTenant(ctx, (tx) =>
    selectRows(
      tx,
      Row,
      sql`SELECT o.name, o.slug, o.kind, o.verification, o.domain, o.website, o.industry_id AS "industryId",
                 i.title AS industry, o.size_band AS "sizeBand", up.name AS parent,
                 ${zoneCountyOf(sql`o`)} AS "zoneCounty",
                 county.name || ', ' || state.name AS county,
                 o.kind = 'employer' AND o.verification = 'V2' AS fixed,
                 o.verification <> 'V2' AND o.publishes_unconfirmed_since IS NULL AS "asksToPublish",
                 CASE WHEN stop.organization_id IS NOT NULL THEN 'stopped'
                      WHEN held.verdict = 'refused' THEN 'refused'
                      WHEN held.organization_id IS NOT NULL AND held.verdict IS NULL THEN 'waiting'
                 END AS "mailHold"
          FROM organization o
          LEFT JOIN industry i ON i.id = o.industry_id
          LEFT JOIN region county ON county.id = o.county_id
          LEFT JOIN region state ON state.id = county.parent_id
          LEFT JOIN organization up ON up.id = coalesce(o.merged_into_id, o.parent_id)
          LEFT JOIN sender_hold stop ON stop.organization_id = o.id AND stop.reason = 'stopped'
          LEFT JOIN sender_hold held ON held.organization_id = o.id AND held.reason = 'name'
          WHERE o.id = ${ctx.organization.id}`,
    ),
  )
  if (!row) throw new DomainError('not_found', 'organizations.none')
  const { zoneCounty, ...organization } = row
  return { ...organization, timeZone: zoneOfCounty(zoneCounty) }
}
