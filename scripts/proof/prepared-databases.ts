import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { fingerprint, readStamp } from '@/scripts/setup/fingerprint.mjs'
import { openEmbedded, openPostgres } from '@/server/db/client'
import { migrate } from '@/server/db/migrate'
import { onCluster, urlOf } from '@/server/testing/cluster'

declare module 'vitest' {
  interface ProvidedContext {
    /** File holding a migrated embedded database. */
    embeddedSnapshot: string
    /** Migrated database on the cluster, to be copied; empty without a cluster. */
    postgresTemplate: string
  }
}

/** What a migrated embedded database is made from, itself included. */
const SOURCES = ['drizzle', 'server/db', 'server/domain', 'package-lock.json']
const KEPT = resolve('.plumbline/embedded.tar')

/** Prepares one migrated database an engine; every test file then starts from a copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'))
  const snapshot = join(folder, 'embedded.tar')
  await copyEmbedded(snapshot)
  project.provide('embeddedSnapshot', snapshot)
  const template = await prepareTemplate()
  project.provide('postgresTemplate', template)
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    if (template) await onCluster(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
  }
}

/** Making one takes longer than most tests, so it is kept until something it is made from changes. */
async function copyEmbedded(snapshot: string): Promise<void> {
  const stamp = `${KEPT}.sources`
  const wanted = fingerprint(SOURCES)
  if (readStamp(stamp) !== wanted) {
    const fresh = `${KEPT}.${process.pid}`
    mkdirSync(dirname(KEPT), { recursive: true })
    rmSync(stamp, { force: true })
    const embedded = await openEmbedded()
    await migrate(embedded)
    writeFileSync(fresh, Buffer.from(await (await embedded.dump()).arrayBuffer()))
    await embedded.close()
    renameSync(fresh, KEPT)
    writeFileSync(stamp, wanted)
  }
  copyFileSync(KEPT, snapshot)
}

async function prepareTemplate(): Promise<string> {
  if (!process.env.TEST_DATABASE_URL) return ''
  const name = `plumbline_template_${randomUUID().replaceAll('-', '')}`
  await onCluster(`DO $$ BEGIN
    CREATE ROLE plumbline_test_app LOGIN NOINHERIT PASSWORD 'plumbline';
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`)
  await onCluster(`CREATE DATABASE ${name}`)
  const db = openPostgres(urlOf(name, 'plumbline_test_app'), urlOf(name))
  await migrate(db)
  await db.close()
  return name
}
