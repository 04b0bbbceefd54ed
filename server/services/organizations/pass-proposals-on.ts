import { sql } from 'drizzle-orm'
import type { Transaction } from '@/server/db/tenancy'

/**
 * What askers believe of a record that becomes part of another, and that they asked about it, belongs to that one, too; what
 * they say of it already stays.
 */
export async function passProposalsOn(
  tx: Transaction,
  { keptId, goneId }: { keptId: string; goneId: string },
): Promise<void> {
  await tx.execute(
    sql`INSERT INTO employer_proposal AS own
          (organization_id, employer_id, county_id, industry_id, asked_at, asked_by, passed_on_at, created_at)
        SELECT organization_id, ${keptId}::uuid, county_id, industry_id, asked_at, asked_by, passed_on_at, created_at
        FROM employer_proposal WHERE employer_id = ${goneId}
        ON CONFLICT (organization_id, employer_id) DO UPDATE SET
          county_id = coalesce(own.county_id, excluded.county_id),
          industry_id = coalesce(own.industry_id, excluded.industry_id),
          asked_at = coalesce(own.asked_at, excluded.asked_at),
          asked_by = CASE WHEN own.asked_at IS NULL THEN excluded.asked_by ELSE own.asked_by END,
          passed_on_at = CASE WHEN own.asked_at IS NULL THEN excluded.passed_on_at ELSE own.passed_on_at END`,
  )
  await tx.execute(sql`DELETE FROM employer_proposal WHERE employer_id = ${goneId}`)
}
