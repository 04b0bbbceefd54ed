import { randomUUID } from 'node:crypto'
import { organizations } from '@/server/db/schema/organizations'
import { asTenant, type Transaction } from '@/server/db/tenancy'
import { employerKey, type FoundEmployer } from '@/server/domain/people/employer-matches'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { spendLimit } from '@/server/services/limits/spend-limit'
import { industryIndex } from '@/server/services/organizations/industry-index'
import { addRaters } from './add-raters'
import { checkList } from './check-list'
import { findCycle, requireRunning } from './find-cycle'
import { keepProposals } from './keep-proposals'
import { type ListSaid, usableRows } from './match-addresses'
import type { Placed } from './place-rows'
import { problemsOf } from './preview-addresses'

export type AddAddresses = {
  cycleId: string
  list: ListSaid
  /** The list they came from, which is gone once they are added. */
  listId: string | null
}

/**
 * Adds raters to a draft, or invites them at once to an open cycle. Employers nobody has recorded are created
 * unconfirmed, and where the asker believes that unconfirmed ones stand is kept apart from their records; rows that cannot
 * be used are left out and named by the preview.
 */
export async function addAddresses(
  ctx: OrgContext,
  { cycleId, list, listId }: AddAddresses,
): Promise<{ added: number; refused: number }> {
  await authorize(ctx, 'cycle.edit')
  const industries = await industryIndex()
  await spendLimit('rater-mailing', ctx.organization.id)
  const planned = await asTenant(ctx, async (tx) => {
    const cycle = await findCycle(tx, ctx, cycleId)
    requireRunning(cycle)
    const { rows } = await checkList(tx, cycle, { ...list, industries })
    const usable = usableRows(rows)
    const employers = await ensureEmployers(tx, ctx, usable)
    const found = usable.flatMap((row) => {
      const employerId = employers.get(employerKey(row.match))
      return employerId ? [{ ...row, employerId }] : []
    })
    await keepProposals(
      tx,
      ctx,
      found.flatMap(({ employerId, record, county, industry }) =>
        record?.confirmed
          ? []
          : [
              {
                employerId,
                countyId: isSaid(county) ? county.id : null,
                industryId: isSaid(industry) ? industry.id : null,
              },
            ],
      ),
    )
    return {
      refused: problemsOf(rows).length,
      raters: found.map(({ employerId, email, name }) => ({ employerId, email, name })),
    }
  })
  const added = await addRaters(ctx, { cycleId, raters: planned.raters, listId })
  return { added, refused: planned.refused }
}

/** Its record's own place is no proposal, nor is a guess by the asker's county. */
function isSaid({ from }: Placed): boolean {
  return from !== 'record' && from !== 'asker'
}

async function ensureEmployers(
  tx: Transaction,
  ctx: OrgContext,
  rows: readonly { match: FoundEmployer }[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const fresh = new Map<string, typeof organizations.$inferInsert>()
  for (const { match } of rows) {
    if (match.kind !== 'new') ids.set(match.employerId, match.employerId)
    else if (!fresh.has(match.key)) {
      const id = randomUUID()
      ids.set(match.key, id)
      fresh.set(match.key, {
        id,
        kind: 'employer',
        slug: `${slugWords(match.name)}-${id.slice(0, 8)}`,
        name: match.name,
        domain: match.domain,
        createdByOrganizationId: ctx.organization.id,
      })
    }
  }
  if (fresh.size > 0) await tx.insert(organizations).values([...fresh.values()])
  return ids
}

function slugWords(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
  return plain || 'employer'
}
