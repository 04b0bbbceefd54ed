import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/server/env'
import type { Mail } from './mail'

const StoredMail = z.object({
  id: z.string(),
  at: z.coerce.date(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  unsubscribeUrl: z.string().optional(),
})

export type StoredMail = z.infer<typeof StoredMail>

const idShape = /^\d{13}-[0-9a-f-]{36}$/

/** The folder of mail that no server takes: beside the embedded database's own folder. */
export function mailboxFolder(): string {
  return path.resolve(`${env().PLUMBLINE_DATA}.mail`)
}

/** Keeps a mail as a file; it appears whole or not at all. */
export async function keepMail(mail: Mail, now: Date): Promise<void> {
  const folder = mailboxFolder()
  await mkdir(folder, { recursive: true })
  const id = `${String(now.getTime()).padStart(13, '0')}-${crypto.randomUUID()}`
  const file = path.join(folder, `${id}.json`)
  await writeFile(`${file}.part`, JSON.stringify({ id, at: now, ...mail }), { mode: 0o600 })
  await rename(`${file}.part`, file)
}

/** The newest mails first. */
export async function listKeptMail(limit: number): Promise<StoredMail[]> {
  const names = await readdir(mailboxFolder()).catch(() => [])
  const ids = names
    .filter((name) => name.endsWith('.json') && idShape.test(name.slice(0, -5)))
    .sort()
    .reverse()
    .slice(0, limit)
  return Promise.all(ids.map((name) => readKept(name)))
}

/** One mail by its id. */
export async function findKeptMail(id: string): Promise<StoredMail | undefined> {
  if (!idShape.test(id)) return undefined
  return readKept(`${id}.json`).catch(() => undefined)
}

async function readKept(name: string): Promise<StoredMail> {
  return StoredMail.parse(JSON.parse(await readFile(path.join(mailboxFolder(), name), 'utf8')))
}
