import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asTenant, selectRows, type Transaction } from '@/server/db/tenancy'
import { groupBy } from '@/server/domain/group-by'
import { isSettled, type OpenDecision, type OpenDecisions } from '@/server/domain/reading/decisions'
import { dayIn } from '@/server/domain/wall-clock'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import { organizationZone } from '@/server/services/organizations/organization-zone'
import { DecisionRow, decisionColumns, isNewest } from './read-decisions'

/** What the organization has decided and not done, by due date, and which lines it has decided at all. */
export async function listOpen(ctx: OrgContext): Promise<OpenDecisions> {
  await authorize(ctx, 'report.read')
  return asTenant(ctx, async (tx) => {
    const standing = await standingDecisions(tx, ctx)
    return {
      today: dayIn(ctx.now, await organizationZone(tx, ctx.organization.id)),
      open: standing.filter((each) => !isSettled(each)).sort(byDueDate),
      decided: placesOf(standing),
    }
  })
}

const Row = DecisionRow.extend({
  credential: z.object({ slug: z.string(), name: z.string() }),
  occupation: z.object({ code: z.string(), title: z.string() }),
})

/** The newest decision of every line. */
async function standingDecisions(tx: Transaction, ctx: OrgContext): Promise<OpenDecision[]> {
  const rows = await selectRows(
    tx,
    Row,
    sql`SELECT ${decisionColumns}, json_build_object('slug', c.slug, 'name', v.name) AS credential,
               json_build_object('code', j.code, 'title', j.title) AS occupation
        FROM decision d
        JOIN credential c ON c.id = d.credential_id
        JOIN credential_version v ON v.id = c.current_version_id
        JOIN occupation j ON j.id = d.occupation_id
        WHERE d.organization_id = ${ctx.organization.id} AND ${isNewest}`,
  )
  const names = await nameCompetencies(tx, [...new Set(rows.map((row) => row.competencyId))])
  return rows.map((row) => ({ ...row, label: names.get(row.competencyId)?.label ?? '' }))
}

/** Open dates last; the same day by what it is about, so that the order never depends on who decided first. */
function byDueDate(a: OpenDecision, b: OpenDecision): number {
  const [one, other] = [a, b].map(({ dueOn, credential, label, id }) =>
    [dueOn ?? '9999', credential.name, label, id].join('\n'),
  )
  return (one ?? '') < (other ?? '') ? -1 : 1
}

function placesOf(standing: readonly OpenDecision[]): OpenDecisions['decided'] {
  const places = groupBy(standing, ({ credential, occupation }) =>
    [credential.slug, occupation.code].join(' '),
  )
  return [...places.values()].flatMap((lines) =>
    lines.slice(0, 1).map(({ credential, occupation }) => ({
      credential: credential.slug,
      occupation: occupation.code,
      competencyIds: lines.map(({ competencyId }) => competencyId),
    })),
  )
}
