import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const resolve = { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } }
const exclude = ['**/node_modules/**', '**/.next*/**']
const waits = { testTimeout: 30_000, hookTimeout: 60_000 }

/** They ask no database and start no site: `isRule` in scripts/proof/changed-tests.mjs says the same. */
const rules = [
  'server/{domain,formats}/**/*.test.ts',
  'server/{rooms,words-once}.test.ts',
  'scripts/**/!(work|import|import-large|import-tables|export|invite).test.ts',
]
/** They look at what their own process uses. */
const children = ['server/child/**/*.test.ts']

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve,
        test: {
          name: 'rules',
          include: rules,
          exclude,
          ...waits,
          // They keep nothing: loading the house anew for each file would be most of their work.
          isolate: false,
        },
      },
      { resolve, test: { name: 'children', include: children, exclude, ...waits } },
      {
        resolve,
        test: {
          name: 'house',
          include: ['{app,server,scripts}/**/*.test.{ts,tsx,mts}'],
          exclude: [...exclude, ...rules, ...children],
          ...waits,
          // Each file has the house anew, but the embedded database's code is compiled once for all of them.
          pool: 'threads',
          env: { PLUMBLINE_DATA: join(tmpdir(), `plumbline-test-${process.pid}`, 'data') },
          globalSetup: ['scripts/proof/prepared-databases.ts'],
        },
      },
    ],
  },
})
