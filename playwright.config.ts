import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import type { Site } from './e2e/site'
import { browserFlags, installedBrowser } from './scripts/setup/browser.mjs'

process.env.E2E_PORT ??= String(20_000 + (process.pid % 20_000))
// A server that runs already can be visited instead, such as a developer's.
const running = process.env.E2E_ADDRESS
const address = running ?? `http://127.0.0.1:${process.env.E2E_PORT}`
process.env.E2E_FOLDER ??= join(tmpdir(), `plumbline-e2e-${process.env.E2E_PORT}`)
const executablePath = installedBrowser()

export default defineConfig<Site>({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  workers: 1,
  // What is right may be late on a busy machine; what is wrong is still wrong then.
  expect: { timeout: 15_000 },
  // A machine that is busy for a moment is no finding; what fails twice is.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: address,
    // A press that finds nothing is told long before a long journey is over.
    actionTimeout: 60_000,
    production: Boolean(process.env.E2E_DATABASE_URL),
    folder: process.env.E2E_FOLDER,
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: browserFlags() },
    locale: 'en-US',
    trace: 'off',
  },
  projects: [
    {
      name: 'phone',
      teardown: 'pages reached on a phone',
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      teardown: 'pages reached on a desktop',
      use: { viewport: { width: 1280, height: 800 } },
    },
    ...['phone', 'desktop'].map((screen) => ({
      name: `pages reached on a ${screen}`,
      testMatch: 'every-page.reached.ts',
      metadata: { screen },
    })),
  ],
  ...(running
    ? {}
    : {
        webServer: {
          command: 'node scripts/setup/serve-journeys.mjs',
          url: `${address}/readyz`,
          timeout: 300_000,
          gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
          stdout: 'pipe',
        },
      }),
})
