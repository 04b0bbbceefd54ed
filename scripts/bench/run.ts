import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { defaultLanguage } from '@/server/domain/default-language'
import { buildApp } from '../setup/build.mjs'
import { startPostgres } from '../setup/postgres.mjs'
import { Measured } from './measured'
import { drawGrowth } from './plots'
import { HEAP_MIB, report } from './report'
import { Section, sectionText } from './section'

const ALL_SIZES = [100_000, 1_000_000, 10_000_000]
/** Each a script beside this one that is given a durable PostgreSQL and prints a section. */
const ALL_SECTIONS = [
  'lists',
  'maps',
  'pages',
  'reports',
  'loops',
  'tables',
  'large-sets',
  'workbooks',
  'packet',
  'beside-release',
  'flood',
]

const asked = process.argv.slice(2)
const complete = asked.length === 0
const sizes = complete ? ALL_SIZES : asked.map(Number).filter((size) => size > 0)
const sections = complete ? ALL_SECTIONS : asked.filter((name) => !(Number(name) > 0))
const unknown = sections.filter((name) => !ALL_SECTIONS.includes(name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is nothing to measure called ${unknown.join(', ')}. Name a number of scores, or: ${ALL_SECTIONS.join(', ')}.\n`,
  )
  process.exit(64)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const cluster = await startPostgres({ durable: true })
try {
  const measured: Measured[] = []
  for (const size of sizes) measured.push(await measureSize(cluster.url, size))
  const parts: string[] = []
  if (measured.length > 0) {
    parts.push(
      report(measured, {
        machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
        software: `Node ${process.versions.node}, PostgreSQL ${await serverVersion(cluster.url)}`,
      }),
    )
  }
  if (sections.length > 0) await buildApp()
  for (const name of sections) parts.push(sectionText(await measureSection(cluster.url, name)))
  const text = parts.join('\n')
  process.stdout.write(`${text}\n`)
  if (complete) {
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
    process.stderr.write(`${size.toLocaleString(defaultLanguage)} scores\n`)
    const said = await inChild('measure-size', [own.toString(), String(size)], HEAP_MIB)
    await admin.query(`DROP DATABASE ${name}`)
    return Measured.parse(JSON.parse(said))
  } finally {
    await admin.end()
  }
}

async function measureSection(url: string, name: string): Promise<Section> {
  process.stderr.write(`${name}\n`)
  return Section.parse(JSON.parse(await inChild(name, [url])))
}

/** What a script beside this one prints, in a process of its own; `heap` in MiB. */
function inChild(name: string, args: string[], heap?: number): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      ...(heap ? [`--max-old-space-size=${heap}`] : []),
      '--conditions=react-server',
      '--import',
      'tsx',
      fileURLToPath(new URL(`${name}.ts`, import.meta.url)),
      ...args,
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
      code === 0 ? resolve(out) : reject(new Error(`Measuring ${name} ended with ${code}.`)),
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
