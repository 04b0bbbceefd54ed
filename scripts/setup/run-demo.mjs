import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { buildApp } from './build.mjs'
import { endRunning, runNode } from './child.mjs'
import { fingerprint, readStamp } from './fingerprint.mjs'
import { installPackages } from './install.mjs'
import { ROOT } from './paths.mjs'
import { PlainError, runCommand, say } from './plain-error.mjs'
import { choosePort, HOST } from './port.mjs'
import { startServer } from './server.mjs'

const PERSONAS = [
  ['employer', 'Employer'],
  ['rater', 'Rater with an open invitation'],
  ['educator', 'Educator'],
  ['partnership', 'Regional partnership'],
  ['operator', 'Operator'],
]

/** Installs, builds, seeds and serves the demonstration, each only when needed. */
export const runDemo = () =>
  runCommand(async () => {
    let server
    let leaving = false
    const leave = async () => {
      if (leaving) return
      leaving = true
      endRunning()
      await server?.stop()
      process.exit(0)
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
    process.on('SIGHUP', leave)
    leaveWithParent(leave)

    const port = await choosePort(process.env.PORT)
    await installPackages()
    await buildApp()
    const data = resolve(ROOT, process.env.PLUMBLINE_DATA || '.plumbline/demo')
    refuseSharedFolder(data)
    const env = demoEnvironment(data, port)
    await fillDatabase(data, env)
    server = await startServer({ port, env, log: `${data}.log` })
    server.child.once('exit', () => {
      if (leaving) return
      process.stderr.write(`The server stopped by itself; ${data}.log says why.\n`)
      process.exit(1)
    })
    greet(`http://${HOST}:${port}`, data)
  })

// Empty values keep a developer's .env file from pointing the demonstration at a real database.
function demoEnvironment(data, port) {
  return {
    PLUMBLINE_DEMO: '1',
    PLUMBLINE_DATA: data,
    APP_URL: `http://${HOST}:${port}`,
    PORT: String(port),
    DATABASE_URL: '',
    DATABASE_OWNER_URL: '',
    DATABASE_READER_URL: '',
    SMTP_URL: '',
    OPERATOR_NAME: 'the Plumbline demonstration',
  }
}

// The embedded database holds `<folder>.lock`; asking first gives the answer before the wait.
function refuseSharedFolder(data) {
  const [pid, started] = readStamp(`${data}.lock`).split(' ')
  if (!pid || !isAlive(Number(pid), started)) return
  throw new PlainError(
    `The data folder ${data} is in use by another Plumbline (process ${pid}). Stop that one, or set PLUMBLINE_DATA to another folder.`,
  )
}

// A process number can be reused, so where the system tells, its start must match too.
function isAlive(pid, started) {
  try {
    process.kill(pid, 0)
    const stat = readStamp(`/proc/${pid}/stat`)
    return !stat || stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] === started
  } catch {
    return false
  }
}

async function fillDatabase(data, env) {
  const stamp = `${data}.filled`
  const wanted = fingerprint(['drizzle', 'server/db', 'server/services', 'scripts/plumbline'])
  if (existsSync(data) && readStamp(stamp) === wanted) return
  say('Preparing the sample region …')
  mkdirSync(resolve(data, '..'), { recursive: true })
  rmSync(stamp, { force: true })
  const { code, output } = await runNode(
    ['--conditions=react-server', '--import', 'tsx', 'scripts/plumbline.ts', 'seed'],
    { env },
  )
  if (code !== 0) throw new PlainError(lastLine(output) || 'The sample region could not be added.')
  writeFileSync(stamp, `${wanted}\n`)
}

const lastLine = (output) => output.trim().split('\n').at(-1)

function greet(address, data) {
  const width = Math.max(...PERSONAS.map(([, name]) => name.length))
  say(
    `\nPlumbline is running at ${address}\n\nEach link signs you in at once, as often as you like:`,
  )
  for (const [persona, name] of PERSONAS) {
    say(`  ${name.padEnd(width)}  ${address}/demo/sign-in?as=${persona}`)
  }
  say(`\nMail that the demonstration sends: ${address}/mailbox`)
  say(
    `Its data: ${relative(process.cwd(), data)} (delete the folder to begin afresh). Stop with Ctrl-C.`,
  )
}

// `npm run` does not pass every signal on; when it is gone, so is the demonstration.
function leaveWithParent(leave) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) leave()
  }, 500).unref()
}
