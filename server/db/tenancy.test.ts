import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { describeOnBothEngines } from '@/server/testing/databases'
import * as tenancy from './tenancy'

const doors: [string, (work: (tx: tenancy.Transaction) => Promise<unknown>) => Promise<unknown>][] =
  [
    ['plumbline_identity', (work) => tenancy.asIdentity({}, work)],
    ['plumbline_app', (work) => tenancy.asTenant({ organizationId: crypto.randomUUID() }, work)],
    ['plumbline_rater', (work) => tenancy.asRater({}, work)],
    ['plumbline_operator', (work) => tenancy.asOperator(work)],
    ['plumbline_publisher', (work) => tenancy.asPublisher(work)],
    ['plumbline_reader', (work) => tenancy.asReader(work)],
  ]

const Name = z.object({ name: z.string() })

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
  ])('the reader is refused %s', async (table) => {
    await expect(
      tenancy.asReader((tx) => tx.execute(sql.raw(`SELECT 1 FROM ${table}`))),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
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
      'subject_progress',
      'unsubscribe',
      'user',
    ])
  })
})
