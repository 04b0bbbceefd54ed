import type { Database, OwnerConnection } from '@/server/db/client'
import { serverMajor } from '@/server/db/inventory'
import { alone, migrate, migrationNames, prepareRoles } from '@/server/db/migrate'
import { type Manifest, readManifest, refuseDamaged } from './backup-manifest'
import { type Command, complain, say } from './command'
import { interruptible, ownerDatabase, refuseBlindLogin } from './owner-database'
import { findProgram, runProgram } from './postgres-program'
import { withProgress } from './progress'
import { compareWithBackup, recountDifferences, tellDifferences } from './restore-check'

export const restore: Command = {
  words: 'restore',
  positionals: 1,
  options: {},
  needsConfiguration: true,
  async run(input) {
    const file = input.positionals[0] ?? ''
    const manifest = readManifest(file)
    refuseNewer(manifest)
    await refuseDamaged(file, manifest)
    const { db, url } = await ownerDatabase()
    const lines = await withProgress(say('restore.progress'), () =>
      interruptible((signal) => fill(db, manifest, { file, url, signal })),
    )
    if (lines.length > 0) {
      complain(say('restore.differs'))
      return tellDifferences(manifest, lines)
    }
    await withProgress(say('migrate.progress'), () => migrate(db))
    return tellDifferences(
      manifest,
      await withProgress(say('recount.progress'), recountDifferences),
    )
  },
}

type Source = { file: string; url: string; signal: AbortSignal }

/** Restores into the empty database and says what then differs from the backup. */
function fill(db: Database, manifest: Manifest, { file, url, signal }: Source): Promise<string[]> {
  return db.withOwner((owner) =>
    alone(owner, async () => {
      await refuseBlindLogin(owner)
      await refuseOlderServer(owner, manifest)
      await refuseFull(owner)
      await refuseMissing(owner, [owner.appLogin])
      const program = await findProgram('pg_restore', manifest.program)
      await prepareRoles(owner)
      await refuseMissing(owner, rolesOf(manifest))
      const args = ['--exit-on-error', '--single-transaction', '--no-password', file]
      await runProgram(program.path, args, { url, signal, stdout: 'ignore' })
      await owner.query('ANALYZE')
      return compareWithBackup(owner, manifest)
    }),
  )
}

function refuseNewer({ version, inventory }: Manifest): void {
  const known = new Set(migrationNames())
  const newer = inventory.migrations.filter((name) => !known.has(name))
  if (newer.length === 0) return
  throw new Error(say('restore.newer', { version, migrations: newer.join(', ') }))
}

async function refuseOlderServer(owner: OwnerConnection, { inventory }: Manifest): Promise<void> {
  const server = await serverMajor(owner)
  if (server >= inventory.server) return
  throw new Error(say('restore.olderServer', { made: inventory.server, server }))
}

async function refuseFull(owner: OwnerConnection): Promise<void> {
  const { rows } = await owner.query(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1`)
  if (rows.length === 0) return
  throw new Error(say('restore.full', { name: String(rows[0]?.name) }))
}

function rolesOf({ inventory }: Manifest): string[] {
  return inventory.objects.filter(({ kind }) => kind === 'role').map(({ name }) => name)
}

async function refuseMissing(owner: OwnerConnection, roles: string[]): Promise<void> {
  const { rows } = await owner.query(
    'SELECT name FROM unnest($1::text[]) name WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)',
    [roles],
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new Error(say('restore.rolesMissing', { roles: names, role: String(rows[0]?.name) }))
}
