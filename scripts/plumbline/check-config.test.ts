import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** What `plumbline` says and how it ends, with these settings alone. */
function plumbline(command: string, settings: Record<string, string>) {
  const { PATH = '' } = process.env
  const run = ['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', command]
  const env = { PATH, NODE_ENV: 'development' as const, ...settings }
  const { status, stderr } = spawnSync(process.execPath, run, { env, encoding: 'utf8' })
  return { status, stderr: stderr.trim() }
}

test.each([
  ['JOBS', 'maybe', 'JOBS is none of its choices (on, off): see .env.example.'],
  [
    'JOBS',
    'off',
    'JOBS=off leaves mail and releases to `npm run plumbline -- work`, which needs PostgreSQL: set DATABASE_URL, or unset JOBS.',
  ],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL is none of its choices \(fatal, /],
  ['LOCALE', 'qx', /^LOCALE=qx has no folder/],
])('%s=%s is named, and nothing else', (name, value, sentence) => {
  const { status, stderr } = plumbline('check-config', { [name]: value })
  expect([status, stderr]).toEqual([
    1,
    typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
  ])
})
