import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort, HOST } from '../../setup/port.mjs'
import { startServer } from '../../setup/server.mjs'
import type { Section } from '../section'

export type Served = { origin: string; pid: number; stop: () => Promise<void> }

/** A database, and how to serve the production build on it: with its jobs, or with nothing beside what is asked. */
export type Site = { url: string; serve: (jobs?: 'on' | 'off') => Promise<Served> }

/** Prints the section that is measured on a site of its own, on the cluster that the script was given. */
export async function printSection(measure: (site: Site) => Promise<Section>): Promise<void> {
  const [admin = ''] = process.argv.slice(2)
  await withSite(admin, async (site) => {
    process.stdout.write(`${JSON.stringify(await measure(site))}\n`)
  })
}

/** A database of its own and a folder, for as long as `use` takes. */
export async function withSite(admin: string, use: (site: Site) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-flood-'))
  const name = `flood_${process.pid}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: admin })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`CREATE DATABASE ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  try {
    await use({ url: url.href, serve: (jobs = 'on') => serve(url.href, folder, jobs) })
  } finally {
    await run(`DROP DATABASE ${name} WITH (FORCE)`)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The production build on that database, on a port of its own. */
async function serve(url: string, folder: string, jobs: string): Promise<Served> {
  const port = await freePort()
  const origin = `http://${HOST}:${port}`
  const env = {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: url,
    DATABASE_READER_URL: '',
    APP_URL: origin,
    PORT: String(port),
    AUTH_SECRET: crypto.randomUUID() + crypto.randomUUID(),
    PLUMBLINE_DEMO: '0',
    PLUMBLINE_DATA: join(folder, 'data'),
    PUBLIC_DELAY_DAYS: '0',
    JOBS: jobs,
    SMTP_URL: '',
    LOG_LEVEL: 'error',
  }
  const { child, stop } = await startServer({ port, env, log: join(folder, `${port}.log`) })
  return { origin, pid: child.pid ?? 0, stop }
}

/** The sample region in that database. */
export function fillWithSample(url: string): void {
  for (const command of ['migrate', 'seed']) {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', command],
      { env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: url, PLUMBLINE_DEMO: '0' } },
    )
    if (status !== 0) throw new Error(`${command}: ${stderr}`)
  }
}
