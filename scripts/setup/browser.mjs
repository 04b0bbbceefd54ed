import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { aptInstall } from './apt.mjs'
import { runNode } from './child.mjs'
import { bin } from './paths.mjs'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

export function installedBrowser() {
  const asked = process.env.E2E_CHROMIUM
  return [asked, playwrightBrowser(), ...USUAL_PLACES].find((path) => path && existsSync(path))
}

export async function findBrowser() {
  const present = installedBrowser()
  if (present) return present
  await runNode([bin.playwright, 'install', 'chromium'])
  if (!installedBrowser()) await aptInstall(['chromium'])
  return installedBrowser()
}

export function browserFlags() {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
}

function playwrightBrowser() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath()
  } catch {
    return undefined
  }
}
