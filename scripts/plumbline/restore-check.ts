import type { OwnerConnection } from '@/server/db/client'
import { takeInventory } from '@/server/db/inventory'
import { inventoryDifferences } from '@/server/db/inventory-differences'
import { doorRoles } from '@/server/db/migrate'
import { systemContext } from '@/server/services/context'
import { recountReleases } from '@/server/services/releases/recount-releases'
import { type Manifest, readManifest } from './backup-manifest'
import type { Command } from './command'
import { leftOutLine } from './left-out-line'
import { ownerDatabase, refuseBlindLogin } from './owner-database'
import { withProgress } from './progress'

export const restoreCheck: Command = {
  summary:
    'Holds the database against the list of a backup, and published figures against a recount.',
  usage: '<file>',
  details: [
    '<file>  the backup; its list stands beside it',
    "Compares the hash of each table's rows, roles, policies, grants, forced row-level security, triggers,",
    'functions, constraints and indexes, and names each difference. Reads only. Exit code 1 when there is one.',
    'Meant for right after a restore: a site that runs writes, and its rows then differ rightly.',
  ],
  positionals: 1,
  options: {},
  needsConfiguration: true,
  async run(input) {
    const manifest = readManifest(input.positionals[0] ?? '')
    const { db } = await ownerDatabase()
    const lines = await withProgress('Comparing', () =>
      db.withOwner((owner) => compareWithBackup(owner, manifest)),
    )
    lines.push(...(await withProgress('Recounting', recountDifferences)))
    return tellDifferences(manifest, lines)
  },
}

/** What differs from the backup, in one snapshot of the database. */
export async function compareWithBackup(
  owner: OwnerConnection,
  { inventory }: Manifest,
): Promise<string[]> {
  await refuseBlindLogin(owner)
  const columns = new Map(inventory.tables.map((table) => [table.name, table.columns]))
  await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    const differences = inventoryDifferences(inventory, await takeInventory(owner, columns))
    return [...differences, ...(await closedDoors(owner))]
  } finally {
    await owner.query('ROLLBACK')
  }
}

// Memberships are the cluster's, so no backup holds them; without them the application reads nothing.
async function closedDoors(owner: OwnerConnection): Promise<string[]> {
  const { rows } = await owner.query(
    `SELECT door FROM unnest($1::text[]) door
     WHERE NOT coalesce((SELECT pg_has_role(l.oid, r.oid, 'MEMBER') FROM pg_roles l, pg_roles r
                         WHERE l.rolname = $2 AND r.rolname = door), false)`,
    [doorRoles, owner.appLogin],
  )
  return rows.map(({ door }) => `login ${owner.appLogin} is not a member of ${door}`)
}

/** What published figures differ in from a recount; a database without its roles cannot be recounted. */
export async function recountDifferences(): Promise<string[]> {
  try {
    const report = await recountReleases(systemContext('command', 'restore-check'))
    return [
      ...report.differences.map(
        ({ subjectId, cohortId, version, what }) =>
          `recount: subject ${subjectId}, group ${cohortId}, version ${version}: ${what}`,
      ),
      ...report.leftOut.map((item) => `recount: ${leftOutLine(item)}`),
    ]
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return [`recount: ${cause instanceof Error ? cause.message : 'failed'}`]
  }
}

export function tellDifferences({ inventory }: Manifest, lines: string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.stdout.write(
    lines.length === 0
      ? `${inventory.tables.length} tables, ${count(inventory, 'policy')} policies, ${count(inventory, 'grant')} grants and ${count(inventory, 'trigger')} triggers equal the backup; a recount differs in nothing.\n`
      : `${lines.length} differences.\n`,
  )
  return lines.length === 0 ? 0 : 1
}

function count(inventory: Manifest['inventory'], kind: string): number {
  return inventory.objects.filter((object) => object.kind === kind).length
}
