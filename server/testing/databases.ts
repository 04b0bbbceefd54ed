import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { adoptDatabase, closeDatabase, openEmbedded, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'

/**
 * Runs a suite of service tests on the embedded database and, where `TEST_DATABASE_URL` names a
 * cluster, on PostgreSQL as well: each file gets a fresh, migrated database of its own.
 */
export function describeOnBothEngines(name: string, suite: (engine: string) => void): void {
  describe(`${name} (embedded)`, () => {
    beforeAll(async () => {
      const db = await openEmbedded()
      await migrate(db)
      adoptDatabase(db)
    })
    afterAll(() => closeDatabase())
    suite('embedded')
  })
  const cluster = process.env.TEST_DATABASE_URL
  describe.skipIf(!cluster)(`${name} (PostgreSQL)`, () => {
    const database = `plumbline_test_${randomUUID().replaceAll('-', '')}`
    beforeAll(async () => {
      await onCluster(`CREATE DATABASE ${database}`)
      const url = new URL(cluster ?? 'postgres://unused')
      url.pathname = `/${database}`
      const app = new URL(url)
      app.username = 'plumbline_test_app'
      app.password = 'plumbline'
      await onCluster(`DO $$ BEGIN
        CREATE ROLE plumbline_test_app LOGIN NOINHERIT PASSWORD 'plumbline';
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`)
      const db = openPostgres(app.href, url.href)
      await migrate(db)
      adoptDatabase(db)
    })
    afterAll(async () => {
      await closeDatabase()
      await onCluster(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    })
    suite('postgres')
  })
}

async function onCluster(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
