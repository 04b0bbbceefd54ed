import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startPostgres } from '../setup/postgres.mjs'
import { Measured } from './measured'
import { drawGrowth } from './plots'
import { HEAP_MIB, report } from './report'

const asked = process.argv.slice(2).map(Number)
const SIZES = asked.length > 0 ? asked : [100_000, 1_000_000, 10_000_000]
const COMPLETE = asked.length === 0

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const cluster = await startPostgres({ durable: true })
try {
  const measured: Measured[] = []
  for (const size of SIZES) measured.push(await measureSize(cluster.url, size))
  const text = report(measured, {
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    software: `Node ${process.versions.node}, PostgreSQL ${await serverVersion(cluster.url)}`,
  })
  process.stdout.write(`${text}\n`)
  if (COMPLETE) {
    writeFileSync('docs/benchmarks.md', text)
    const tokens = readFileSync('app/_styles/tokens.css', 'utf8')
    for (const { file, svg } of drawGrowth(measured, tokens))
      writeFileSync(`docs/pictures/${file}`, svg)
  }
} finally {
  await cluster.stop()
}

/** One size in a database and a process of its own. */
async function measureSize(url: string, size: number): Promise<Measured> {
  const name = `bench_${size}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name}`)
    await admin.query(`CREATE DATABASE ${name}`)
    const own = new URL(url)
    own.pathname = `/${name}`
    process.stderr.write(`${size.toLocaleString('en')} scores\n`)
    const measured = Measured.parse(JSON.parse(await inChild(own.toString(), size)))
    await admin.query(`DROP DATABASE ${name}`)
    return measured
  } finally {
    await admin.end()
  }
}

function inChild(url: string, size: number): Promise<string> {
  const script = fileURLToPath(new URL('measure-size.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${HEAP_MIB}`,
      '--conditions=react-server',
      '--import',
      'tsx',
      script,
      url,
      String(size),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PUBLIC_DELAY_DAYS: '0', LOG_LEVEL: 'warn' },
    },
  )
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`Measuring ${size} scores ended with ${code}`)),
    )
  })
}

async function serverVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
    return rows[0]?.server_version.split(' ')[0] ?? ''
  } finally {
    await client.end()
  }
}
