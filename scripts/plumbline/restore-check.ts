import type { OwnerConnection } from '@/server/db/client'
import { takeInventory } from '@/server/db/inventory'
import { inventoryDifferences } from '@/server/db/inventory-differences'
import { doorRoles } from '@/server/db/migrate'
import { systemContext } from '@/server/services/context'
import { recountReleases } from '@/server/services/releases/recount-releases'
import { type Manifest, readManifest } from './backup-manifest'
import { type Command, complain, print, say } from './command'
import { differenceLine } from './difference-line'
import { leftOutLine } from './left-out-line'
import { ownerDatabase, refuseBlindLogin } from './owner-database'
import { withProgress } from './progress'

export const restoreCheck: Command = {
  words: 'restore-check',
  positionals: 1,
  options: {},
  needsConfiguration: true,
  async run(input) {
    const manifest = readManifest(input.positionals[0] ?? '')
    const { db } = await ownerDatabase()
    const lines = await withProgress(say('restore-check.progress'), () =>
      db.withOwner((owner) => compareWithBackup(owner, manifest)),
    )
    lines.push(...(await withProgress(say('recount.progress'), recountDifferences)))
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
  return rows.map(({ door }) =>
    say('restore-check.noMember', { login: owner.appLogin, role: String(door) }),
  )
}

/** What published figures differ in from a recount; a database without its roles cannot be recounted. */
export async function recountDifferences(): Promise<string[]> {
  try {
    const report = await recountReleases(systemContext('command', 'restore-check'))
    const lines = [...report.differences.map(differenceLine), ...report.leftOut.map(leftOutLine)]
    return lines.map((what) => say('restore-check.recount', { what }))
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const what = cause instanceof Error ? cause.message : say('restore-check.failed')
    return [say('restore-check.recount', { what })]
  }
}

export function tellDifferences({ inventory }: Manifest, lines: string[]): number {
  for (const line of lines) complain(line)
  if (lines.length > 0) {
    print(say('restore-check.differences', { count: lines.length }))
    return 1
  }
  const held = {
    tables: inventory.tables.length,
    policies: count(inventory, 'policy'),
    grants: count(inventory, 'grant'),
    triggers: count(inventory, 'trigger'),
  }
  print(say('restore-check.equal', held))
  return 0
}

function count(inventory: Manifest['inventory'], kind: string): number {
  return inventory.objects.filter((object) => object.kind === kind).length
}
