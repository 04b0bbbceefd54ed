import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'

const CONTENT = 'server/services/demo/content'
const REFERENCE = 'server/db/reference'

/** What people said in the sample, and the names of occupations, sectors and places: no words of ours. */
export async function dataOfSample(): Promise<string[]> {
  const content = readdirSync(CONTENT).filter((name) => !name.includes('.test.'))
  const modules: unknown[] = []
  for (const name of content) {
    modules.push(await import(pathToFileURL(resolve(CONTENT, name)).href))
  }
  const tables = readdirSync(REFERENCE)
    .filter((name) => name.endsWith('.csv'))
    .map((name): unknown => parse(readFileSync(join(REFERENCE, name)), { columns: true }))
  return [...new Set([...textsIn(modules), ...textsIn(tables)])]
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim().replace(/\s+/g, ' ')]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
