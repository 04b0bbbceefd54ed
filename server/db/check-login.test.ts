import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { logged } from '@/server/domain/errors'
import { onCluster, urlOf } from '@/server/testing/cluster'
import { checkLogin } from './check-login'
import { type Database, openEmbedded, openPostgres } from './client'

const template = inject('postgresTemplate')
const tag = randomUUID().replaceAll('-', '')
const name = `plumbline_test_${tag}`
const logins = {
  plain: `p_${tag}`,
  bypassing: `b_${tag}`,
  granting: `g_${tag}`,
  owning: `o_${tag}`,
}

async function said(db: Database): Promise<string> {
  try {
    return (await checkLogin(db)).map(logged).join('\n')
  } finally {
    await db.close()
  }
}

test('the embedded database has no login to check', async () => {
  expect(await said(await openEmbedded())).toBe('')
})

describe.skipIf(!template)('the application’s login', () => {
  beforeAll(async () => {
    await onCluster(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    const may = { plain: '', bypassing: 'BYPASSRLS', granting: 'CREATEROLE', owning: '' }
    for (const [kind, rights] of Object.entries(may)) {
      const login = logins[kind as keyof typeof may]
      await onCluster(`CREATE ROLE ${login} LOGIN NOINHERIT ${rights} PASSWORD 'plumbline'`)
      await onCluster(`GRANT plumbline_reader TO ${login}`)
    }
    const owner = openPostgres(urlOf(name))
    await owner.withOwner(async ({ query }) => {
      await query(`CREATE TABLE own_table (); ALTER TABLE own_table OWNER TO ${logins.owning}`)
    })
    await owner.close()
  })
  afterAll(async () => {
    await onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    for (const login of Object.values(logins)) await onCluster(`DROP ROLE IF EXISTS ${login}`)
  })

  const as = (login: string) => said(openPostgres(urlOf(name, login)))

  test('is left alone when it owns nothing and passes no rule', async () => {
    expect(await as(logins.plain)).toBe('')
  })

  test('is named when it is more than an application needs', async () => {
    expect(await as(logins.bypassing)).toContain('what: bypasses')
    expect(await as(logins.granting)).toContain('what: creates')
    expect(await as(logins.owning)).toContain('what: owns')
    expect(await said(openPostgres(urlOf(name)))).toContain('what: superuser')
  })
})
