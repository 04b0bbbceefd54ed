import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { invitedDiffer, meanLevel } from '@/server/domain/method/integrity'
import { isConspicuous, severity } from '@/server/domain/method/severity'

/** Credentials of one employer, and employers beside it on each, that its leniency is measured against. */
const CREDENTIALS = 8
const BESIDE = 30
/** Answers on one credential that invited and independent employers are compared over. */
const COMPARED = 1000

const MIN_CREDENTIALS = 3

const Rated = z.object({ employer: z.string(), credential: z.string(), fit: z.string() })

const legal = sql`coalesce(e.parent_id, e.id)`
const standing = sql`
  JOIN organization o ON o.id = r.organization_id
  JOIN organization e ON e.id = coalesce(o.merged_into_id, o.id)`

/** Which of these organizations rate three credentials or more, each more than a level off (METHOD §4, §9). */
export async function conspicuous(
  tx: Transaction,
  organizationIds: readonly string[],
): Promise<Set<string>> {
  const many = await selectRows(
    tx,
    z.object({ id: z.string(), employer: z.string() }),
    sql`SELECT r.organization_id AS id, ${legal} AS employer
        FROM rater p JOIN rating r ON r.rater_id = p.id ${standing}
        JOIN subject s ON s.id = r.subject_id
        WHERE p.organization_id = ANY(${ids(organizationIds)}::uuid[]) AND NOT r.provider_staff
        GROUP BY 1, 2 HAVING count(DISTINCT s.credential_id) >= ${MIN_CREDENTIALS}`,
  )
  const found = new Set<string>()
  for (const { id, employer } of many) {
    if (await isLenientOrStrict(tx, id, employer)) found.add(id)
  }
  return found
}

async function isLenientOrStrict(
  tx: Transaction,
  organizationId: string,
  employer: string,
): Promise<boolean> {
  const rows = await selectRows(
    tx,
    Rated,
    sql`WITH own AS (
          SELECT s.credential_id, r.subject_id FROM rater p JOIN rating r ON r.rater_id = p.id
          JOIN subject s ON s.id = r.subject_id
          WHERE p.organization_id = ${organizationId} AND NOT r.provider_staff
          GROUP BY 1, 2 ORDER BY max(r.submitted_at) DESC LIMIT ${CREDENTIALS})
        SELECT ${legal} AS employer, own.credential_id AS credential, r.fit
        FROM own CROSS JOIN LATERAL (
          SELECT * FROM (SELECT organization_id, fit FROM rating x
            WHERE x.subject_id = own.subject_id AND NOT x.provider_staff
              AND x.organization_id <> ${organizationId} ORDER BY x.id LIMIT ${BESIDE}) beside
          UNION ALL
          SELECT x.organization_id, x.fit FROM rater p JOIN rating x ON x.rater_id = p.id
          WHERE p.organization_id = ${organizationId} AND x.subject_id = own.subject_id
            AND NOT x.provider_staff) r ${standing}`,
  )
  const employers = new Map([[employer, 0]])
  const credentials = new Map<string, number>()
  const ratings = rows.flatMap((row) => {
    const level = meanLevel(row.fit)
    if (level === null) return []
    return [
      {
        employer: indexOf(employers, row.employer),
        credential: indexOf(credentials, row.credential),
        meanLevel: level,
      },
    ]
  })
  const rated = new Set(ratings.filter((row) => row.employer === 0).map((row) => row.credential))
  const leniency = severity(ratings, employers.size, credentials.size)?.leniency[0]
  return leniency !== undefined && isConspicuous(leniency, rated.size)
}

function indexOf(known: Map<string, number>, key: string): number {
  const index = known.get(key) ?? known.size
  known.set(key, index)
  return index
}

const Compared = z.object({ employer: z.string(), invited: z.boolean(), fit: z.string() })

/** Whether employers the provider invited rate its credential higher than those others asked, beyond chance. */
export async function invitedRateHigher(tx: Transaction, subjectId: string): Promise<boolean> {
  const rows = await selectRows(
    tx,
    Compared,
    sql`SELECT ${legal} AS employer, c.organization_id = k.organization_id AS invited, r.fit
        FROM rating r ${standing}
        JOIN rating_cycle c ON c.id = r.cycle_id AND c.state <> 'cancelled'
        JOIN subject s ON s.id = r.subject_id JOIN credential k ON k.id = s.credential_id
        WHERE r.subject_id = ${subjectId} AND NOT r.provider_staff AND e.verification = 'V2'
        ORDER BY r.id LIMIT ${COMPARED}`,
  )
  const employers = new Map<string, { invited: boolean; fits: string }>()
  for (const { employer, invited, fit } of rows) {
    const before = employers.get(employer)
    // Somebody both asked has been asked by another too.
    employers.set(employer, {
      invited: invited && (before?.invited ?? true),
      fits: (before?.fits ?? '') + fit,
    })
  }
  const means = (invited: boolean) =>
    [...employers.values()].flatMap((each) => {
      const level = each.invited === invited ? meanLevel(each.fits) : null
      return level === null ? [] : [level]
    })
  return invitedDiffer(means(true), means(false))
}

function ids(values: readonly string[]): string {
  return `{${values.join(',')}}`
}
