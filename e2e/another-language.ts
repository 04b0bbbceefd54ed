import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from '@playwright/test'
import { pseudoWords } from '@/server/testing/pseudo-locale'

const LANGUAGE = 'en-XA'

export type AnotherSite = { baseURL: string; folder: string; stop: () => Promise<void> }

/** A site of its own, over fresh data, that speaks a language nobody speaks: a folder of words made for it. */
export async function startInAnotherLanguage(port: number, folder: string): Promise<AnotherSite> {
  const languages = join(folder, 'languages')
  writeWords(join(languages, LANGUAGE))
  const child = spawn(process.execPath, ['scripts/setup/serve-journeys.mjs'], {
    env: {
      ...process.env,
      E2E_PORT: String(port),
      E2E_FOLDER: folder,
      LOCALE: LANGUAGE,
      MESSAGES_FOLDER: languages,
    },
    stdio: 'inherit',
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const baseURL = `http://127.0.0.1:${port}`
  await expect
    .poll(async () => (await fetch(`${baseURL}/readyz`).catch(() => null))?.ok, {
      timeout: 300_000,
    })
    .toBe(true)
  return {
    baseURL,
    folder,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function writeWords(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync('messages/en')) {
    const words: object = JSON.parse(readFileSync(join('messages/en', name), 'utf8'))
    writeFileSync(join(folder, basename(name)), JSON.stringify(pseudoWords(words)))
  }
}
