// The server that the journeys visit: the production build over fresh data of its own.
// Embedded: the demonstration. With E2E_DATABASE_URL: production on a new database of that cluster.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildApp } from './build.mjs'
import { endRunning, runNode } from './child.mjs'
import { PlainError, runCommand, say } from './plain-error.mjs'
import { HOST } from './port.mjs'
import { startServer } from './server.mjs'

const port = Number(process.env.E2E_PORT)
const cluster = process.env.E2E_DATABASE_URL
const folder = process.env.E2E_FOLDER

await runCommand(async () => {
  let server
  let dropDatabase = async () => {}
  const leave = async () => {
    endRunning()
    await server?.stop()
    await dropDatabase()
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  }
  process.on('SIGINT', leave)
  process.on('SIGTERM', leave)
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && leave(), 500).unref()

  await buildApp()
  const env = { ...(cluster ? await production() : demonstration()), ...shared() }
  // Seeding migrates too; on PostgreSQL an operator's own command is tried first.
  for (const command of cluster ? ['migrate', 'seed'] : ['seed']) {
    const { code, output } = await runNode(
      ['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', command],
      { env },
    )
    if (code !== 0) throw new PlainError(`${command}: ${output.trim()}`)
  }
  server = await startServer({ port, env, log: join(folder, 'server.log') })
  say(`Serving ${env.APP_URL}`)

  async function production() {
    const { Client } = createRequire(import.meta.url)('pg')
    const name = `plumbline_e2e_${randomUUID().replaceAll('-', '')}`
    const run = async (...statements) => {
      const client = new Client({ connectionString: cluster })
      await client.connect()
      try {
        for (const statement of statements) await client.query(statement)
      } finally {
        await client.end()
      }
    }
    await run(
      `DO $$ BEGIN CREATE ROLE plumbline_e2e LOGIN NOINHERIT PASSWORD 'plumbline';
       EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
      `CREATE DATABASE ${name}`,
    )
    dropDatabase = () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    const owner = new URL(cluster)
    owner.pathname = `/${name}`
    const app = new URL(owner)
    app.username = 'plumbline_e2e'
    app.password = 'plumbline'
    return { PLUMBLINE_DEMO: '0', DATABASE_URL: app.href, DATABASE_OWNER_URL: owner.href }
  }
})

function demonstration() {
  return { PLUMBLINE_DEMO: '1', DATABASE_URL: '', DATABASE_OWNER_URL: '' }
}

function shared() {
  return {
    NODE_ENV: 'production',
    APP_URL: `http://${HOST}:${port}`,
    PORT: String(port),
    PLUMBLINE_DATA: join(folder, 'data'),
    AUTH_SECRET: randomUUID() + randomUUID(),
    PUBLIC_DELAY_DAYS: '0',
    OPERATOR_NAME: 'The Harbour Test Office',
    DATABASE_READER_URL: '',
    SMTP_URL: '',
    LOG_LEVEL: 'warn',
  }
}
