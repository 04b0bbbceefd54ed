import { eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { makeFramework } from '@/server/testing/catalogue-factory'
import { machinists, makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeOrganization,
  makeUser,
  orgContext,
  tenant,
} from '@/server/testing/organizations-factory'
import { cycleTotals } from './schema/cycles'
import { users } from './schema/identity'
import { auditEvents } from './schema/organizations'
import { offeredWords, raters } from './schema/ratings'
import * as tenancy from './tenancy'

const doors: [string, (work: (tx: tenancy.Transaction) => Promise<unknown>) => Promise<unknown>][] =
  [
    ['plumbline_identity', (work) => tenancy.asIdentity({}, work)],
    ['plumbline_app', (work) => tenancy.asTenant(tenant(crypto.randomUUID()), work)],
    ['plumbline_rater', (work) => tenancy.asRater({}, work)],
    ['plumbline_operator', (work) => tenancy.asOperator(work)],
    ['plumbline_publisher', (work) => tenancy.asPublisher(work)],
    ['plumbline_courier', (work) => tenancy.asCourier(work)],
    ['plumbline_reader', (work) => tenancy.asReader(work)],
    ['plumbline_indexer', (work) => tenancy.asIndexer(work)],
  ]

const Name = z.object({ name: z.string() })

const everything = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']

describeOnBothEngines('doors', () => {
  test.each(doors)(
    '%s acts as its own role and cannot pass row-level security',
    async (role, enter) => {
      const row = await enter(async (tx) => {
        const rows = await tenancy.selectRows(
          tx,
          Name.extend({ bypass: z.boolean() }),
          sql`SELECT current_user AS name, rolbypassrls OR rolsuper AS bypass FROM pg_roles WHERE rolname = current_user`,
        )
        return rows[0]
      })
      expect(row).toEqual({ name: role, bypass: false })
    },
  )

  test('a door inside a door is refused at once', async () => {
    await expect(tenancy.asReader(() => tenancy.asReader(async () => undefined))).rejects.toThrow(
      'A door is open already',
    )
  })

  test.each([
    'rating',
    'requirement_statement',
    'cohort',
    'cohort_member',
    'pending_vote',
    'rater',
    'member',
    'employment_file',
    'address_list',
    'claim_list',
    'employer_list',
    'employer_proposal',
    'rater_list',
    'rater_list_entry',
    'own_words',
    'offered_words',
    'report_share',
    'decision_mail_off',
    'decision_reminder',
    'decision_digest',
  ])('the reader is refused %s', async (table) => {
    await expect(
      tenancy.asReader((tx) => tx.execute(sql.raw(`SELECT 1 FROM ${table}`))),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test.each([
    ...['rating', 'requirement_statement', 'own_words', 'draft', 'cohort', 'cohort_member'],
    ...['cohort_version', 'pending_vote', 'release_reference', 'integrity_hold', 'map_line'],
    'address_list',
  ])('the courier is refused %s', async (table) => {
    await expect(
      tenancy.asCourier((tx) => tx.execute(sql.raw(`SELECT 1 FROM ${table}`))),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
    await tenancy.asCourier((tx) => tx.execute(sql`SELECT 1 FROM rater_invitation`))
  })

  test.each([
    ['plumbline_identity', 'organization', ['UPDATE', 'DELETE'], []],
    [
      'plumbline_app',
      'organization',
      ['DELETE'],
      ['slug', 'domain', 'verification', 'claimed_at', 'held_until', 'parent_id'],
    ],
    ['plumbline_app', 'rater', ['DELETE'], ['id', 'organization_id', 'address_hash']],
    ['plumbline_app', 'user', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_app', 'own_words', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['review']],
    ['plumbline_rater', 'own_words', [], ['text', 'offered', 'review', 'reviewed_text']],
    ['plumbline_operator', 'own_words', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['review']],
    ['plumbline_publisher', 'own_words', ['SELECT', 'INSERT', 'DELETE'], ['text', 'offered']],
    ['plumbline_app', 'offered_words', ['INSERT', 'DELETE'], ['text', 'batch', 'place', 'month']],
    ['plumbline_publisher', 'offered_words', ['UPDATE'], ['text', 'adopted_competency_id']],
    ['plumbline_operator', 'offered_words', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_rater', 'offered_words', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_publisher', 'rater', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_publisher', 'rater_session', ['SELECT', 'INSERT', 'UPDATE'], []],
    ['plumbline_publisher', 'rater_link', everything, []],
    ['plumbline_publisher', 'rater_code', everything, []],
    ['plumbline_publisher', 'rater_stop', everything, []],
    ['plumbline_publisher', 'unsubscribe', everything, []],
    ['plumbline_publisher', 'sender_hold', everything, []],
    ['plumbline_publisher', 'sender_mail', everything, []],
    ['plumbline_publisher', 'packet', everything, []],
    ['plumbline_publisher', 'cycle_credential', everything, []],
    ['plumbline_publisher', 'cycle_competency', everything, []],
    ['plumbline_publisher', 'map_change', everything, []],
    ['plumbline_publisher', 'rater_progress', ['INSERT', 'DELETE'], ['submitted_at']],
    ['plumbline_publisher', 'rater_invitation', ['INSERT', 'DELETE'], ['delivery', 'sent_at']],
    ['plumbline_publisher', 'rating_cycle', ['INSERT', 'DELETE'], ['state', 'closed_at']],
    [
      'plumbline_courier',
      'rater_link',
      ['DELETE'],
      ['token_hash', 'invitation_id', 'passes', 'address_hash'],
    ],
    ['plumbline_app', 'rater_link', everything, []],
    ['plumbline_app', 'passed_invitation', everything, []],
    [
      'plumbline_operator',
      'passed_invitation',
      ['SELECT', 'INSERT', 'DELETE'],
      ['rater_id', 'times'],
    ],
    ['plumbline_courier', 'passed_invitation', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_publisher', 'passed_invitation', everything, []],
    ['plumbline_rater', 'passed_invitation', ['DELETE'], ['invitation_id']],
    ['plumbline_rater', 'rater', ['UPDATE'], []],
    ['plumbline_courier', 'rater_code', ['INSERT'], ['invitation_id', 'attempts', 'expires_at']],
    ['plumbline_courier', 'rater_session', everything, []],
    ['plumbline_courier', 'rater_progress', ['DELETE'], []],
    ['plumbline_courier', 'rater_invitation', ['INSERT', 'DELETE'], ['email', 'rater_id']],
    ['plumbline_courier', 'rating_cycle', ['INSERT', 'DELETE'], ['closes_at', 'counted_at']],
    ['plumbline_courier', 'packet', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_courier', 'outbox', ['SELECT', 'UPDATE', 'DELETE'], ['payload']],
    ['plumbline_courier', 'user', everything, []],
    ['plumbline_courier', 'member', everything, []],
    ['plumbline_publisher', 'cohort_version', [], ['n', 'counts', 'release_no']],
    ['plumbline_publisher', 'release', [], ['no', 'quarter', 'method_version', 'started_at']],
    ['plumbline_publisher', 'release_reference', ['UPDATE'], []],
    ['plumbline_publisher', 'rating', ['INSERT'], ['fit', 'value', 'rater_id', 'submitted_at']],
    ['plumbline_publisher', 'answer_trace', ['INSERT'], ['rater_id', 'seconds_each']],
    ['plumbline_publisher', 'employer_link', ['UPDATE', 'DELETE'], ['state', 'note']],
    ['plumbline_publisher', 'member', ['INSERT', 'UPDATE', 'DELETE'], ['role']],
    ['plumbline_rater', 'answer_trace', ['SELECT', 'UPDATE', 'DELETE'], ['looked_at']],
    ['plumbline_operator', 'integrity_hold', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['state']],
    ['plumbline_app', 'integrity_hold', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ['state']],
    ['plumbline_operator', 'waiting_total', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_operator', 'hidden_group', ['INSERT', 'DELETE'], ['dropped_at']],
    ['plumbline_publisher', 'hidden_group', ['DELETE'], ['hidden_at', 'cohort_id']],
    ['plumbline_operator', 'server_process', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_operator', 'employer_link', ['DELETE'], []],
    ['plumbline_indexer', 'map_change', ['INSERT', 'UPDATE'], ['xid', 'at']],
    ['plumbline_reader', 'map_change', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_app', 'employer_link', ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_reader', 'integrity_total', ['INSERT', 'UPDATE', 'DELETE'], ['raised']],
    ['plumbline_app', 'sector_employment', ['UPDATE'], []],
    ['plumbline_identity', 'import', ['SELECT', 'INSERT', 'DELETE'], ['file_name', 'before']],
    ['plumbline_identity', 'employment_file', ['SELECT', 'INSERT', 'UPDATE'], []],
    ['plumbline_identity', 'address_list', ['SELECT', 'INSERT', 'UPDATE'], []],
    ['plumbline_identity', 'claim_list', ['SELECT', 'INSERT', 'UPDATE'], []],
    ['plumbline_operator', 'claim_list', everything, []],
    ['plumbline_publisher', 'address_list', everything, []],
    ['plumbline_identity', 'employer_list', ['SELECT', 'INSERT', 'UPDATE'], []],
    ['plumbline_operator', 'employer_list', [], ['body', 'organization_id', 'created_at']],
    ['plumbline_app', 'employer_list', [], ['body', 'organization_id', 'created_at']],
    ['plumbline_publisher', 'employer_list', everything, []],
    ['plumbline_courier', 'employer_list', everything, []],
    ['plumbline_rater', 'employer_list', everything, []],
    ['plumbline_reader', 'employer_list', everything, []],
    ['plumbline_indexer', 'employer_list', everything, []],
    ['plumbline_operator', 'rater_list_entry', everything, []],
    ['plumbline_identity', 'rater_list_entry', everything, []],
    ['plumbline_courier', 'rater_list_entry', everything, []],
    ['plumbline_publisher', 'employer_proposal', everything, []],
    ['plumbline_courier', 'employer_proposal', everything, []],
    ['plumbline_rater', 'employer_proposal', everything, []],
    ['plumbline_reader', 'occupation_alias', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_courier', 'address_list', everything, []],
    ['plumbline_rater', 'address_list', everything, []],
    ['plumbline_reader', 'address_list', everything, []],
    ['plumbline_operator', 'address_list', everything, []],
    ['plumbline_reader', 'sector_employment', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_app', 'decision', ['UPDATE'], ['shown', 'groups', 'hidden_on', 'reason', 'at']],
    ['plumbline_app', 'decision_progress', ['UPDATE', 'DELETE'], ['state', 'note']],
    ['plumbline_app', 'decision_reminder', everything, []],
    ['plumbline_app', 'decision_digest', everything, []],
    ['plumbline_operator', 'decision', ['INSERT', 'UPDATE', 'DELETE'], ['shown', 'reason']],
    ['plumbline_operator', 'decision_mail_off', ['UPDATE', 'DELETE'], []],
    ['plumbline_operator', 'report_share', ['INSERT', 'UPDATE', 'DELETE'], []],
    ['plumbline_publisher', 'decision', everything, []],
    ['plumbline_courier', 'decision', everything, []],
    ['plumbline_rater', 'decision', everything, []],
    ['plumbline_identity', 'decision', everything, []],
    ['plumbline_app', 'reply', ['UPDATE', 'DELETE'], ['text', 'state', 'published_at']],
    ['plumbline_app', 'hidden_reply', ['INSERT', 'UPDATE', 'DELETE'], ['reason']],
    ['plumbline_operator', 'reply', ['INSERT', 'UPDATE', 'DELETE'], ['text', 'state']],
    ['plumbline_operator', 'hidden_reply', ['UPDATE', 'DELETE'], ['reason', 'at']],
    ['plumbline_reader', 'reply', everything, []],
    ['plumbline_reader', 'hidden_reply', everything, []],
    ['plumbline_publisher', 'reply', everything, []],
    ['plumbline_publisher', 'hidden_reply', everything, []],
    ['plumbline_courier', 'reply', everything, []],
    ['plumbline_rater', 'reply', everything, []],
    ['plumbline_identity', 'reply', everything, []],
    ['plumbline_publisher', 'sector_employment', ['INSERT', 'UPDATE', 'DELETE'], []],
  ])('%s may do no more to %s than it has to', async (role, table, verbs, frozen) => {
    const held = await tenancy.asReader((tx) =>
      tenancy.selectRows(
        tx,
        Name,
        sql`SELECT verb AS name FROM unnest(${array(verbs)}::text[]) AS verb
            WHERE has_table_privilege(${role}::name, quote_ident(${table}::text), verb)
            UNION ALL
            SELECT own FROM unnest(${array(frozen)}::text[]) AS own
            WHERE has_column_privilege(${role}::name, quote_ident(${table}::text), own, 'UPDATE')`,
      ),
    )
    expect(held).toEqual([])
  })

  test('a tenant sees its own people, and nobody of another organization', async () => {
    const own = await orgContext()
    const other = await orgContext()
    const left = await makeUser()
    await tenancy.asIdentity({}, (tx) =>
      tx.insert(auditEvents).values(event(own.organization.id, left.id)),
    )
    const seen = await tenancy.asTenant(own, (tx) => tx.select({ id: users.id }).from(users))
    const ids = seen.map((row) => row.id)
    expect(ids.toSorted()).toEqual([own.actor.userId, left.id].toSorted())
    expect(ids).not.toContain(other.actor.userId)
  })

  test('a tenant writes into no other organization’s audit', async () => {
    const own = await orgContext()
    const other = await makeOrganization()
    const write = (organizationId: string) =>
      tenancy.asTenant(own, (tx) =>
        tx.insert(auditEvents).values(event(organizationId, own.actor.userId)),
      )
    await write(own.organization.id)
    await expect(write(other.id)).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test('a tenant ties an account to its own raters only', async () => {
    const own = await orgContext({ kind: 'employer' })
    const other = await makeOrganization({ kind: 'employer' })
    const { userId } = own.actor
    const add = (organizationId: string, tied: string | null) =>
      tenancy.asTenant(own, async (tx) => {
        const id = crypto.randomUUID()
        await tx.insert(raters).values({ id, organizationId, addressHash: id, userId: tied })
        return id
      })
    await expect(add(other.id, userId)).rejects.toMatchObject({ cause: { code: '42501' } })
    const foreign = await add(other.id, null)
    const mine = await add(own.organization.id, null)
    await tenancy.asTenant(own, (tx) =>
      tx
        .update(raters)
        .set({ userId })
        .where(inArray(raters.id, [foreign, mine])),
    )
    const tied = await tenancy.asPublisher((tx) =>
      tx.select({ id: raters.id }).from(raters).where(eq(raters.userId, userId)),
    )
    expect(tied).toEqual([{ id: mine }])
  })

  test('words that were shown are adopted once, by a confirmed editor, into its own framework', async () => {
    const words = await showWords()
    const adopt = async (overrides: Parameters<typeof makeOrganization>[0], whose?: string) => {
      const { id } = await makeOrganization(overrides)
      const { competencies } = await makeFramework({ organizationId: whose ?? id, labels: ['One'] })
      const rows = await tenancy.asTenant(tenant(id), (tx) =>
        tx
          .update(offeredWords)
          .set({ adoptedCompetencyId: competencies[0]?.id ?? '' })
          .where(eq(offeredWords.id, words))
          .returning({ id: offeredWords.id }),
      )
      return rows.length
    }
    expect(await adopt({ kind: 'employer', verification: 'V2' })).toBe(0)
    expect(await adopt({ kind: 'provider' })).toBe(0)
    const other = await makeOrganization()
    await expect(adopt({ kind: 'provider', verification: 'V2' }, other.id)).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    expect(await adopt({ kind: 'provider', verification: 'V2' })).toBe(1)
    expect(await adopt({ kind: 'provider', verification: 'V2' })).toBe(0)
  })

  test('only who asks reads how many have answered, and nobody changes what was said', async () => {
    const cycle = await makeCycle()
    const said = { cycleId: cycle.id, asOf: new Date(), band: 'under5' as const }
    await tenancy.asPublisher((tx) => tx.insert(cycleTotals).values(said))
    const seenBy = (organizationId: string) =>
      tenancy.asTenant(tenant(organizationId), (tx) =>
        tx.select({ band: cycleTotals.band }).from(cycleTotals),
      )
    expect(await seenBy(cycle.ctx.organization.id)).toEqual([{ band: 'under5' }])
    expect(await seenBy((await makeOrganization()).id)).toEqual([])
    for (const change of [
      sql`UPDATE cycle_total SET band = '20plus'`,
      sql`DELETE FROM cycle_total WHERE cycle_id = ${cycle.id}`,
    ]) {
      await expect(tenancy.asPublisher((tx) => tx.execute(change))).rejects.toThrow()
    }
  })

  test('every table is behind row-level security or holds nothing of a tenant', async () => {
    const open = await tenancy.asOperator((tx) =>
      tenancy.selectRows(
        tx,
        Name,
        sql`SELECT relname AS name FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
            WHERE s.nspname = 'public' AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)
            ORDER BY relname COLLATE "C"`,
      ),
    )
    expect(open.map((row) => row.name)).toEqual([
      'industry',
      'job_run',
      'occupation',
      'outbox',
      'question_list',
      'rate_limit',
      'release',
      'release_reference',
      'session',
      'sign_in_token',
      'subject',
      'unsubscribe',
    ])
  })
})

function array(values: readonly string[]): string {
  return `{${values.join(',')}}`
}

function event(organizationId: string, actorId: string): typeof auditEvents.$inferInsert {
  return {
    id: crypto.randomUUID(),
    organizationId,
    actorKind: 'user',
    actorId,
    verb: 'organization.leave',
    outcome: 'done',
    detail: {},
  }
}

/** A line that was shown to editors; its id. */
async function showWords(): Promise<string> {
  const [id, batch] = [crypto.randomUUID(), crypto.randomUUID()]
  const month = new Date('2026-11-01T00:00:00Z')
  const line = { id, batch, occupationId: machinists, text: 'Reads a micrometer', place: 0, month }
  await tenancy.asPublisher((tx) => tx.insert(offeredWords).values(line))
  return id
}
