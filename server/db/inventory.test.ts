import { beforeAll, expect, test } from 'vitest'
import { describeOnBothEngines } from '@/server/testing/databases'
import { database, type OwnerConnection } from './client'
import { type Inventory, takeInventory } from './inventory'
import { inventoryDifferences } from './inventory-differences'

const tampering: [string, string, string][] = [
  [
    'a changed value',
    "UPDATE occupation SET title = title || ' ' WHERE id = (SELECT min(id) FROM occupation)",
    'table public.occupation: rows differ from those of the backup',
  ],
  [
    'two values that changed places',
    `UPDATE industry SET title = (SELECT other.title FROM industry other WHERE other.id <> industry.id AND other.id IN ('naics2017:332710', 'naics2017:623110'))
     WHERE id IN ('naics2017:332710', 'naics2017:623110')`,
    'table public.industry: rows differ from those of the backup',
  ],
  [
    'a lost row',
    "DELETE FROM plumbline_migrations.applied WHERE name LIKE '0000%'",
    'migration 0000_tables.sql is missing',
  ],
  ['a lost table', 'DROP TABLE rate_limit', 'table public.rate_limit is missing'],
  ['a lost policy', 'DROP POLICY own ON member', 'policy own on public.member is missing'],
  [
    'a policy that lets more through',
    'ALTER POLICY own ON member USING (true)',
    'policy own on public.member differs: PERMISSIVE for ALL to {plumbline_app} using true check (organization_id = public.acting_organization())',
  ],
  [
    'a lost grant',
    'REVOKE SELECT ON occupation FROM plumbline_reader',
    'grant SELECT on public.occupation to plumbline_reader is missing',
  ],
  [
    'a grant too many',
    'GRANT SELECT ON rating TO plumbline_reader',
    'grant SELECT on public.rating to plumbline_reader is not in the backup',
  ],
  [
    'a column anybody may read',
    'GRANT SELECT (fit) ON rating TO plumbline_reader',
    'grant SELECT (fit) on public.rating to plumbline_reader is not in the backup',
  ],
  [
    'row security that spares the owner',
    'ALTER TABLE rating NO FORCE ROW LEVEL SECURITY',
    'row security public.rating differs: on t, for the owner too f',
  ],
  [
    'a trigger that is off',
    'ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only',
    'trigger audit_event_append_only on public.audit_event differs: D',
  ],
  [
    'a lost constraint',
    'ALTER TABLE region DROP CONSTRAINT region_parent_id_region_id_fk',
    'constraint region_parent_id_region_id_fk on public.region is missing',
  ],
  [
    'a lost index',
    'DROP INDEX credential_version_name_trgm',
    'index public.credential_version_name_trgm is missing',
  ],
]

describeOnBothEngines('an inventory', () => {
  let before: Inventory
  beforeAll(async () => {
    before = await inTransaction(takeInventory)
  })

  test('equals one that is taken again', async () => {
    expect(await inTransaction(takeInventory)).toEqual(before)
    expect(before.tables.length).toBeGreaterThan(50)
    expect(before.tables.map((table) => table.name)).not.toContain('public.map_change')
    expect(namesOf(before, 'policy').length).toBeGreaterThan(100)
    expect(namesOf(before, 'role')).toEqual(
      expect.arrayContaining(['plumbline_owner', 'plumbline_reader']),
    )
  })

  for (const [name, statement, line] of tampering) {
    test(`tells ${name}`, async () => {
      const after = await inTransaction(async (owner) => {
        await owner.query(statement)
        return takeInventory(owner)
      })
      const lines = inventoryDifferences(before, after)
      expect(
        lines.some((told) => told.startsWith(line)),
        lines.join('\n'),
      ).toBe(true)
      expect(lines.length).toBeLessThan(30)
    })
  }

  test('is told of a backup whose tables have fewer columns by the columns it had', async () => {
    const columns = new Map(before.tables.map((table) => [table.name, table.columns]))
    const after = await inTransaction(async (owner) => {
      await owner.query('ALTER TABLE occupation ADD COLUMN later text')
      return takeInventory(owner, columns)
    })
    expect(inventoryDifferences(before, after)).toEqual([])
  })
})

test('definitions are compared only where both servers word them alike', () => {
  const of = (server: number, definition: string): Inventory => ({
    server,
    migrations: [],
    tables: [],
    objects: [{ kind: 'policy', name: 'own on public.member', definition }],
  })
  expect(inventoryDifferences(of(15, 'a'), of(15, 'b'))).toHaveLength(1)
  expect(inventoryDifferences(of(15, 'a'), of(17, 'b'))).toEqual([])
})

function namesOf(inventory: Inventory, wanted: string): string[] {
  return inventory.objects.filter(({ kind }) => kind === wanted).map(({ name }) => name)
}

async function inTransaction<T>(work: (owner: OwnerConnection) => Promise<T>): Promise<T> {
  return (await database()).withOwner(async (owner) => {
    await owner.query('BEGIN')
    try {
      return await work(owner)
    } finally {
      await owner.query('ROLLBACK')
    }
  })
}
