import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { cycleTotals } from '@/server/db/schema/cycles'
import { asPublisher, selectRows, type Transaction } from '@/server/db/tenancy'
import {
  type AskedAddress,
  type CycleLook,
  cycleBands,
  looksDue,
} from '@/server/domain/asking/cycle-bands'
import { isAtDomain } from '@/server/domain/people/organizations'
import { legalEmployer } from '@/server/services/cycles/invited-employers'
import { addressHash } from '@/server/services/raters/address-hash'
import { employerDomains } from '@/server/services/raters/own-address'

/**
 * Notes how many employers have answered wherever a look is due (METHOD R13); returns how many looks were noted. What
 * was noted is never changed, and nothing else of who has answered leaves this door.
 */
export function writeCycleTotals(now: Date): Promise<number> {
  return asPublisher(async (tx) => {
    let noted = 0
    for (const cycle of await cyclesToLookAt(tx, now)) {
      const looks = looksDue(cycle, await addressesOf(tx, cycle), await looksAt(tx, cycle.id), now)
      if (looks.length === 0) continue
      const rows = await tx
        .insert(cycleTotals)
        .values(looks.map((look) => ({ cycleId: cycle.id, ...look })))
        .onConflictDoNothing()
        .returning({ asOf: cycleTotals.asOf })
      noted += rows.length
    }
    return noted
  })
}

const Cycle = z.object({
  id: z.string(),
  state: z.enum(['open', 'closed']),
  opensAt: z.coerce.date(),
  closesAt: z.coerce.date(),
  closedAt: z.coerce.date().nullable(),
  timeZone: z.string(),
})

/** Cycles that were opened and have not had their last look. */
function cyclesToLookAt(tx: Transaction, now: Date): Promise<z.infer<typeof Cycle>[]> {
  return selectRows(
    tx,
    Cycle,
    sql`SELECT c.id, c.state, c.opens_at AS "opensAt", c.closes_at AS "closesAt",
               c.closed_at AS "closedAt", c.time_zone AS "timeZone"
        FROM rating_cycle c
        WHERE c.state IN ('open', 'closed') AND c.opens_at < ${now.toISOString()}::timestamptz
          AND NOT EXISTS (SELECT 1 FROM cycle_total t WHERE t.cycle_id = c.id
                            AND t.as_of >= date_trunc('milliseconds', c.closes_at))
        ORDER BY c.id`,
  )
}

const Look = z.object({ asOf: z.coerce.date(), band: z.enum(cycleBands) })

function looksAt(tx: Transaction, cycleId: string): Promise<CycleLook[]> {
  return selectRows(
    tx,
    Look,
    sql`SELECT as_of AS "asOf", band FROM cycle_total WHERE cycle_id = ${cycleId}`,
  )
}

const Row = z.object({
  employerId: z.string(),
  employer: z.string(),
  email: z.string(),
  atOpening: z.boolean(),
  atClosing: z.boolean(),
  sentAt: z.coerce.date().nullable(),
  lost: z.boolean(),
  answeredAt: z.coerce.date().nullable(),
})

async function addressesOf(tx: Transaction, cycle: z.infer<typeof Cycle>): Promise<AskedAddress[]> {
  const rows = await selectRows(
    tx,
    Row,
    sql`SELECT i.employer_id AS "employerId", ${legalEmployer} AS employer, i.email,
               ${confirmedAt(cycle.opensAt)} AS "atOpening", ${confirmedAt(cycle.closesAt)} AS "atClosing",
               i.sent_at AS "sentAt", i.delivery IN ('bounced', 'declined', 'revoked') AS lost,
               p.submitted_at AS "answeredAt"
        FROM rater_invitation i
        JOIN organization o ON o.id = i.employer_id
        LEFT JOIN organization kept ON kept.id = o.merged_into_id
        LEFT JOIN rater_progress p ON p.invitation_id = i.id
        WHERE i.cycle_id = ${cycle.id}`,
  )
  const domains = await employerDomains(tx, [...new Set(rows.map((row) => row.employerId))])
  const accepted = await acceptedFor(tx, cycle.id)
  return rows.map(({ employerId, email, atOpening, atClosing, ...row }) => ({
    ...row,
    confirmed: { atOpening, atClosing },
    speaks:
      (domains.get(employerId) ?? []).some((domain) => isAtDomain(email, domain)) ||
      accepted.has(`${employerId} ${addressHash(email)}`),
  }))
}

/** Whether the record said then that the employer is confirmed. */
function confirmedAt(moment: Date): SQL {
  return sql`coalesce((SELECT r.confirmed FROM employer_record r
    WHERE r.organization_id = coalesce(o.merged_into_id, o.id) AND r.since <= ${moment.toISOString()}::timestamptz
    ORDER BY r.since DESC LIMIT 1), false)`
}

const Accepted = z.object({ key: z.string() })

async function acceptedFor(tx: Transaction, cycleId: string): Promise<Set<string>> {
  const rows = await selectRows(
    tx,
    Accepted,
    sql`SELECT a.organization_id || ' ' || a.address_hash AS key FROM accepted_address a
        WHERE a.organization_id IN (SELECT employer_id FROM rater_invitation WHERE cycle_id = ${cycleId})`,
  )
  return new Set(rows.map((row) => row.key))
}
