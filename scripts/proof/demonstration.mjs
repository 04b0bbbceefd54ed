import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endChild, runNode } from '../setup/child.mjs'
import { npm } from '../setup/install.mjs'
import { ROOT } from '../setup/paths.mjs'
import { freePort, HOST } from '../setup/port.mjs'

/** Starts `npm run demo` as a person would and holds it to what it promises. */
export async function demonstration() {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-demo-'))
  const port = await freePort()
  const env = {
    PORT: String(port),
    PLUMBLINE_DATA: join(folder, 'data'),
    SECURITY_CONTACT: 'mailto:security@plumbline.example',
  }
  const results = []
  const promise = (name, kept, seen = '') => results.push({ name, kept, seen })
  const first = start(env)
  try {
    promise('it greets with an address', await first.says('Stop with Ctrl-C'), first.output())
    const links = first.output().match(/http:\S+as=\w+/g) ?? []
    promise('it prints a link for each persona', links.length >= 5)
    for (const link of links) {
      const place = await landing(link)
      promise(
        `${link} signs in`,
        /^\/(?:o|r|operator)(?:\/|$)/.test(place),
        `and leads to ${place}`,
      )
    }
    const site = `http://${HOST}:${port}`
    const optimizer = await fetch(`${site}/_next/image?url=%2Ficon.svg&w=64&q=75`)
    promise('the image optimizer is closed', optimizer.status === 404, optimizer.status)
    const security = await (await fetch(`${site}/.well-known/security.txt`)).text()
    promise(
      'security.txt names whom to tell',
      security.startsWith('Contact: mailto:security@plumbline.example\n'),
      security,
    )
    const guessable = await startGuessable()
    promise(
      'a secret that can be guessed keeps production from starting',
      guessable.code === 78 && /^AUTH_SECRET can be guessed/m.test(guessable.output),
      guessable.output,
    )
    const samePort = start({ ...env, PLUMBLINE_DATA: join(folder, 'other') })
    promise('a busy port is one clear line', await samePort.refuses(/^Port \d+ is in use\..*$/))
    const sameData = start({ ...env, PORT: String(await freePort()) })
    promise(
      'a folder in use is one clear line',
      await sameData.refuses(/^The data folder \S+ is in use by another Plumbline.*$/),
      sameData.output(),
    )
    first.child.kill('SIGTERM')
    promise('SIGTERM leaves nothing behind', await isQuiet(port))

    const again = start(env)
    promise('it starts again', await again.says('Stop with Ctrl-C'), again.output())
    process.kill(-again.child.pid, 'SIGINT')
    promise('Ctrl-C leaves nothing behind', await isQuiet(port))
    await endChild(again.child)
  } finally {
    await endChild(first.child)
    rmSync(folder, { recursive: true, force: true })
  }
  const broken = results.filter(({ kept }) => !kept)
  return {
    passed: results.length - broken.length,
    failed: broken.length,
    output: broken.map(({ name, seen }) => `not kept: ${name} ${seen}`).join('\n'),
  }
}

/** The site as production, with a secret out of an example. */
async function startGuessable() {
  return runNode(['scripts/serve.mjs', '-p', String(await freePort())], {
    timeout: 60_000,
    env: {
      NODE_ENV: 'production',
      PLUMBLINE_DEMO: '0',
      DATABASE_URL: `postgresql://plumbline@${HOST}:1/plumbline`,
      AUTH_SECRET: 'change-me-'.repeat(4),
      APP_URL: 'https://plumbline.example',
    },
  })
}

function start(env) {
  const [command, first] = npm()
  const child = spawn(command, [...first, 'run', '--silent', 'demo'], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      output += piece
    })
  }
  const until = async (done, patience) => {
    const deadline = Date.now() + patience
    while (!done() && Date.now() < deadline) await sleep(50)
    return done()
  }
  return {
    child,
    output: () => output,
    says: (text) =>
      until(() => output.includes(text) || child.exitCode !== null, 180_000).then(() =>
        output.includes(text),
      ),
    refuses: async (line) =>
      (await until(() => child.exitCode !== null, 60_000)) &&
      child.exitCode !== 0 &&
      line.test(output.trim()),
  }
}

/** Where a sign-in link leads, following the redirects of the sign-in itself. */
async function landing(link) {
  let place = link
  for (let hop = 0; hop < 3 && place.includes('/demo/sign-in'); hop += 1) {
    const { headers } = await fetch(place, { redirect: 'manual' })
    place = new URL(headers.get('location') ?? '/nowhere', place).href
  }
  return new URL(place).pathname
}

async function isQuiet(port) {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const answered = await fetch(`http://${HOST}:${port}/healthz`).then(
      () => true,
      () => false,
    )
    if (!answered) return true
    await sleep(100)
  }
  return false
}
