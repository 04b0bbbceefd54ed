import { database } from '@/server/db/client'
import { startSession } from '@/server/services/sessions/sessions'
import { makeMember, makeOrganization, makeUser } from '@/server/testing/organizations-factory'

/** Somebody who asks: a session, and the organization it may act for. */
export type Visitor = { session: string | null; org: string }

/** Of the sample: the provider and the partnership that asked for answers, and an employer that wrote a job down. */
const ASKERS = [
  `SELECT o.id, o.slug FROM organization o JOIN credential c ON c.organization_id = o.id
   JOIN rating_cycle y ON y.organization_id = o.id WHERE o.sample AND o.kind = 'provider'
   GROUP BY o.id ORDER BY count(*) DESC, o.slug LIMIT 1`,
  `SELECT id, slug FROM organization WHERE sample AND kind = 'partnership' ORDER BY slug LIMIT 1`,
  `SELECT o.id, o.slug FROM organization o JOIN requirement r ON r.organization_id = o.id
   WHERE o.sample AND o.kind = 'employer' ORDER BY o.slug LIMIT 1`,
]

export type Visitors = {
  nobody: Visitor
  operator: Visitor
  /** Owners of the sample's organizations. */
  sample: Visitor[]
  /** Those, and owners of newly confirmed ones. */
  members: [Visitor, ...Visitor[]]
}

/** Makes everybody who asks. */
export async function makeVisitors(): Promise<Visitors> {
  const { token } = await startSession((await makeUser({ operator: true })).id)
  const newcomer = await makeOrganization({ kind: 'employer', verification: 'V2' })
  const college = await makeOrganization({ kind: 'provider', verification: 'V2' })
  const sample: Visitor[] = []
  for (const statement of ASKERS) {
    const { rows } = await (await database()).withOwner(({ query }) => query(statement))
    const [row] = rows
    if (!row) throw new Error('The sample has nobody who asks.')
    sample.push(await visitorOf({ id: String(row.id), slug: String(row.slug) }))
  }
  return {
    nobody: { session: null, org: 'none' },
    operator: { session: token, org: 'none' },
    sample,
    members: [await visitorOf(newcomer), await visitorOf(college), ...sample],
  }
}

/** An owner of the organization, signed in. */
export async function visitorOf(organization: { id: string; slug: string }): Promise<Visitor> {
  const user = await makeMember({ organizationId: organization.id })
  return { session: (await startSession(user.id)).token, org: organization.slug }
}
