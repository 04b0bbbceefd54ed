import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { DomainError } from '@/server/domain/errors'
import { mailWords } from '@/server/mail/mail-words'
import { signInMail } from '@/server/mail/sign-in-mail'
import { tellError } from '@/server/routers/tell-error'
import { speakAnother } from '@/server/testing/another-language'
import { failedPage } from '@/server/trouble-page'
import { readWords } from '@/server/words/read-words'

test('another language is a folder, and what it lacks is said in the default one', () => {
  speakAnother('qx', { error: { title: 'Ouch' } })
  expect(readWords('qx')).toMatchObject({ error: { title: 'Ouch', tryAgain: 'Try again' } })
  expect(failedPage('')).toMatch(/^<!doctype html><html lang="qx">.*<h1>Ouch<\/h1>/)
})

test('mails speak it', () => {
  speakAnother('qx', { mail: { 'sign-in': { subject: 'Enter {code}' } } })
  const input = { to: 'a@b.example', url: 'https://b.example', code: '123', minutes: 10 }
  const { subject, html } = signInMail(mailWords(), input)
  expect(subject).toBe('Enter 123')
  expect(html).toContain('<html lang="qx">')
})

test('refusals speak it, whoever they are told to', () => {
  speakAnother('qx', { refusals: { limits: { tooOften: '[{minutes}]' } } })
  const often = new DomainError('limit_reached', 'limits.tooOften', { values: { minutes: 3 } })
  expect(tellError(often).message).toBe('[3]')
  expect(tellError(new DomainError('not_found', 'maps.none')).message).toMatch(/competency map/)
})

test('commands speak it', async () => {
  const here = process.cwd()
  const root = speakAnother('qx', { refusals: { addresses: { noMailAtAll: '[no mail]' } } })
  const said = await saidByCommand(here, root)
  expect(said).toBe('[no mail]\n')
}, 120_000)

test('one file of code names the default language; what a file of others is written in is its own', () => {
  const files = ['server', 'app', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      path.join(folder, name),
    ),
  )
  const naming = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => /(?<!\blanguage: )'en'/.test(readFileSync(file, 'utf8')))
  expect(naming).toEqual(['server/domain/default-language.ts'])
})

/** What a command says on its way out, run where the other language is. */
function saidByCommand(here: string, cwd: string): Promise<string> {
  const args = ['create-owner', '--email', 'nobody', '--organization', 'acme']
  const run = [
    '--conditions=react-server',
    '--import',
    createRequire(import.meta.url).resolve('tsx'),
  ]
  const env = {
    NODE_ENV: 'test' as const,
    LOCALE: 'qx',
    TSX_TSCONFIG_PATH: path.join(here, 'tsconfig.json'),
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...run, path.join(here, 'scripts/plumbline.ts'), ...args],
      { cwd, env },
      (_, __, said) => resolve(said),
    )
  })
}
