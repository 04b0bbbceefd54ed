import type { Inventory, InventoryObject } from './inventory'

/** Says, a line each, in what a database differs from the inventory it has to meet; no line when in nothing. */
export function inventoryDifferences(wanted: Inventory, found: Inventory): string[] {
  return [
    ...migrationDifferences(wanted.migrations, found.migrations),
    ...tableDifferences(wanted, found),
    ...objectDifferences(wanted, found),
  ]
}

function migrationDifferences(wanted: string[], found: string[]): string[] {
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `migration ${name} is missing`),
    ...found
      .filter((name) => !wanted.includes(name))
      .map((name) => `migration ${name} came after the backup`),
  ]
}

function tableDifferences(wanted: Inventory, found: Inventory): string[] {
  const present = new Map(found.tables.map((table) => [table.name, table]))
  const lines = wanted.tables.flatMap(({ name, columns, rows, hash }) => {
    const table = present.get(name)
    if (!table) return [`table ${name} is missing`]
    const gone = columns.filter((column) => !table.columns.includes(column))
    if (gone.length > 0) return [`table ${name}: column ${gone.join(', ')} is missing`]
    if (table.rows !== rows) return [`table ${name}: ${table.rows} rows instead of ${rows}`]
    if (table.hash !== hash) return [`table ${name}: rows differ from those of the backup`]
    return []
  })
  const known = new Set(wanted.tables.map(({ name }) => name))
  const added = found.tables.filter(({ name }) => !known.has(name))
  return [...lines, ...added.map(({ name }) => `table ${name} is not in the backup`)]
}

function objectDifferences(wanted: Inventory, found: Inventory): string[] {
  const sameWording = wanted.server === found.server
  const present = byName(found.objects)
  const lines = wanted.objects.flatMap(({ kind, name, definition }) => {
    const object = present.get(`${kind} ${name}`)
    if (!object) return [`${kind} ${name} is missing`]
    const differs = sameWording && object.definition !== definition
    return differs ? [`${kind} ${name} differs: ${object.definition}`] : []
  })
  const known = byName(wanted.objects)
  const added = [...present].filter(([key]) => !known.has(key))
  return [...lines, ...added.map(([key]) => `${key} is not in the backup`)]
}

function byName(objects: InventoryObject[]): Map<string, InventoryObject> {
  return new Map(objects.map((object) => [`${object.kind} ${object.name}`, object]))
}
