import { createHash, randomUUID } from 'node:crypto'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode, runToEnd } from '../setup/child.mjs'
import { freePort, HOST } from '../setup/port.mjs'
import { installedPrograms, startPostgres } from '../setup/postgres.mjs'
import { startServer } from '../setup/server.mjs'

const LOGIN = 'plumbline_drill'
/** The same on both sides: it keys the hashes that are stored. */
const SECRET = randomUUID() + randomUUID()

/**
 * Backs a seeded database up and restores it on a new cluster that knows none of its roles. What comes
 * back equals what was there, to the byte of a map page; what is not whole or was changed is found out.
 */
export async function restoreDrill(url) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-drill-'))
  const results = []
  const promise = (name, kept, seen = '') => results.push({ name, kept, seen })
  const cluster = url ? { url, stop: async () => {} } : await startPostgres({ fresh: true })
  let original
  let elsewhere
  try {
    original = await newDatabase(cluster.url)
    elsewhere = await startPostgres({ fresh: true })
    await drill({ folder, promise, original, elsewhere })
  } finally {
    await elsewhere?.stop()
    if (original) await dropDatabase(cluster.url, original)
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const broken = results.filter(({ kept }) => !kept)
  return {
    passed: results.length - broken.length,
    failed: broken.length,
    output: broken.map(({ name, seen }) => `not kept: ${name}\n${seen}`).join('\n'),
  }
}

async function drill({ folder, promise, original, elsewhere }) {
  const file = join(folder, 'site.dump')
  const seeded = await plumbline(original, 'seed')
  if (seeded.code !== 0) throw new Error(`seed: ${seeded.output}`)
  const map = await servedMap(original, join(folder, 'original.log'))

  const made = await plumbline(original, 'backup', file)
  promise('a backup is made', made.code === 0, made.output)
  promise('only its owner may read it', (statSync(file).mode & 0o077) === 0)
  const { DATABASE_URL } = original
  const blind = await plumbline({ ...original, DATABASE_OWNER_URL: DATABASE_URL }, 'backup', folder)
  promise(
    'a login that sees no rows makes no backup, and leaves no file',
    refused(blind, /does not see every row/) && readdirSync(folder).every(isWhole),
    blind.output,
  )
  const full = await plumbline(original, 'restore', file)
  promise('a database that is not empty is left alone', refused(full, /not empty/), full.output)

  const plain = await newDatabase(elsewhere.url)
  await dumpAsText(original.DATABASE_OWNER_URL, plain.DATABASE_OWNER_URL, folder)
  const unprepared = await plumbline(plain, 'restore-check', file)
  promise(
    'a dump restored without roles is found out',
    refused(unprepared, /^role plumbline_app is missing$/m) &&
      /^policy \S+ on public\.rating is missing$/m.test(unprepared.output) &&
      /^grant SELECT on public\.\S+ to plumbline_app is missing$/m.test(unprepared.output),
    unprepared.output,
  )

  const restored = await newDatabase(elsewhere.url)
  await holdAgainstDamage({ promise, restored, file })
  const whole = await plumbline(restored, 'restore', file)
  promise('a new cluster takes the backup', whole.code === 0, whole.output)
  const checked = await plumbline(restored, 'restore-check', file)
  promise(
    'rows, policies and grants are equal and a recount differs in nothing',
    checked.code === 0,
    checked.output,
  )
  promise(
    'a map page shows what it showed',
    map !== '' && (await servedMap(restored, join(folder, 'restored.log'))) === map,
  )
  await holdAgainstChanges({ promise, restored, file })
}

/** A file that was cut short; then one whose list does not tell, so that the restore itself has to fail. */
async function holdAgainstDamage({ promise, restored, file }) {
  const cut = `${file}.cut`
  const bytes = readFileSync(file).subarray(0, statSync(file).size * 0.7)
  writeFileSync(cut, bytes)
  copyFileSync(`${file}.json`, `${cut}.json`)
  const damaged = await plumbline(restored, 'restore', cut)
  promise('a backup cut short is refused', refused(damaged, /damaged or cut short/), damaged.output)
  const manifest = JSON.parse(readFileSync(`${cut}.json`, 'utf8'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  writeFileSync(
    `${cut}.json`,
    JSON.stringify({ ...manifest, file: { bytes: bytes.length, sha256 } }),
  )
  const failed = await plumbline(restored, 'restore', cut)
  const left = await query(
    restored.DATABASE_OWNER_URL,
    "SELECT FROM pg_tables WHERE schemaname = 'public'",
  )
  promise(
    'a restore that fails leaves nothing',
    failed.code === 1 && left.length === 0,
    failed.output,
  )
}

async function holdAgainstChanges({ promise, restored, file }) {
  await query(
    restored.DATABASE_OWNER_URL,
    "SET session_replication_role = 'replica'",
    `UPDATE rating SET fit = translate(fit, '01234', '12340')
     WHERE id = (SELECT id FROM rating ORDER BY id LIMIT 1)`,
    `UPDATE cohort_version SET counts[1] = counts[1] + 1
     WHERE (cohort_id, no) = (SELECT cohort_id, no FROM cohort_version WHERE NOT hidden ORDER BY 1, 2 LIMIT 1)`,
    'DROP POLICY own ON member',
    'ALTER TABLE rating NO FORCE ROW LEVEL SECURITY',
  )
  const changed = await plumbline(restored, 'restore-check', file)
  promise(
    'a changed answer and figure, a lost policy and lifted row security are named',
    refused(changed, /^table public\.rating: rows differ/m) &&
      /^recount: subject \S+ /m.test(changed.output) &&
      /^policy own on public\.member is missing$/m.test(changed.output) &&
      /^row security public\.rating differs/m.test(changed.output) &&
      /^recount: subject /m.test(changed.output),
    changed.output,
  )
}

/** A new database of a cluster and its login, as the settings that name them. */
async function newDatabase(cluster) {
  const name = `plumbline_drill_${randomUUID().replaceAll('-', '')}`
  await query(
    cluster,
    `DO $$ BEGIN CREATE ROLE ${LOGIN} LOGIN NOINHERIT PASSWORD 'plumbline';
     EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    `CREATE DATABASE ${name}`,
  )
  const owner = new URL(cluster)
  owner.pathname = `/${name}`
  const app = new URL(owner)
  app.username = LOGIN
  app.password = 'plumbline'
  return {
    NODE_ENV: 'production',
    PLUMBLINE_DEMO: '0',
    DATABASE_URL: app.href,
    DATABASE_OWNER_URL: owner.href,
    DATABASE_READER_URL: '',
    AUTH_SECRET: SECRET,
    APP_URL: `http://${HOST}:3000`,
    PUBLIC_DELAY_DAYS: '0',
    SMTP_URL: '',
    LOG_LEVEL: 'warn',
  }
}

const dropDatabase = (cluster, settings) =>
  query(
    cluster,
    `DROP DATABASE IF EXISTS ${new URL(settings.DATABASE_URL).pathname.slice(1)} WITH (FORCE)`,
  )

const plumbline = (env, ...words) =>
  runNode(['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', ...words], {
    env,
  })

const isWhole = (name) => /^site\.dump(\.json)?$|\.log$/.test(name)

const refused = ({ code, output }, line) => code === 1 && line.test(output)

/** What an operator would do who knows nothing of roles; its errors are what the check has to find. */
async function dumpAsText(from, to, folder) {
  const text = join(folder, 'plain.sql')
  const programs = installedPrograms()
  await runToEnd(join(programs, 'pg_dump'), ['--file', text, '--dbname', from])
  await runToEnd(join(programs, 'psql'), ['--quiet', '--no-psqlrc', '--file', text, '--dbname', to])
}

/** The text of the first map page that the site lists, as the built product serves it. */
async function servedMap(env, log) {
  const port = await freePort()
  const site = `http://${HOST}:${port}`
  const server = await startServer({ port, env: { ...env, APP_URL: site }, log })
  try {
    const list = await (await fetch(`${site}/sitemaps/maps-1.xml`)).text()
    const path = /\/maps\/[^<]+\/all\/all/.exec(list)?.[0]
    if (!path) throw new Error(`The site lists no map: ${list.slice(0, 300)}`)
    const page = await fetch(`${site}${path}`)
    return page.ok ? textOf(await page.text()) : ''
  } finally {
    await server.stop()
  }
}

const textOf = (html) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

async function query(url, ...statements) {
  const { Client } = createRequire(import.meta.url)('pg')
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return rows
  } finally {
    await client.end()
  }
}
