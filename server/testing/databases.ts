import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { adoptDatabase, closeDatabase, openEmbedded, openPostgres } from '@/server/db/client'
import { onCluster, urlOf } from './cluster'

/**
 * Runs a suite of service tests on the embedded database and, where `TEST_DATABASE_URL` names a
 * cluster, on PostgreSQL as well: each file gets a fresh, migrated database of its own.
 */
export function describeOnBothEngines(name: string, suite: (engine: string) => void): void {
  describe(`${name} (embedded)`, () => {
    beforeAll(async () => {
      const snapshot = new Blob([readFileSync(inject('embeddedSnapshot'))])
      adoptDatabase(await openEmbedded(undefined, snapshot))
    })
    afterAll(() => closeDatabase())
    suite('embedded')
  })
  const template = inject('postgresTemplate')
  describe.skipIf(!template)(`${name} (PostgreSQL)`, () => {
    const database = `plumbline_test_${randomUUID().replaceAll('-', '')}`
    beforeAll(async () => {
      await onCluster(`CREATE DATABASE ${database} TEMPLATE ${template}`)
      adoptDatabase(openPostgres(urlOf(database, 'plumbline_test_app'), urlOf(database)))
    })
    afterAll(async () => {
      await closeDatabase()
      await onCluster(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    })
    suite('postgres')
  })
}
