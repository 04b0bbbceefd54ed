import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'

export type Mail = { to: string; subject: string; text: string; at: string }

/** Everything the site mailed to an address, oldest first. */
export function mailsTo(folder: string, address: string): Mail[] {
  const box = join(folder, 'data.mail')
  if (!existsSync(box)) return []
  return readdirSync(box)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): Mail => JSON.parse(readFileSync(join(box, name), 'utf8')))
    .filter(({ to }) => to.toLowerCase().includes(address.toLowerCase()))
}

/** The newest mail to an address whose subject fits, waiting for the outbox to be drained. */
export async function newestMail(
  folder: string,
  address: string,
  subject: RegExp,
  after = 0,
): Promise<Mail> {
  let found: Mail | undefined
  await expect
    .poll(
      () => {
        found = mailsTo(folder, address)
          .slice(after)
          .findLast((mail) => subject.test(mail.subject))
        return found !== undefined
      },
      { message: `a mail to ${address} about ${subject}`, timeout: 20_000 },
    )
    .toBe(true)
  if (!found) throw new Error('There is no such mail.')
  return found
}

/** The first link of a mail that leads to a path. */
export function linkIn(mail: Mail, path: RegExp): string {
  const links = mail.text.match(/https?:\/\/\S+/g) ?? []
  const link = links.find((candidate) => path.test(new URL(candidate).pathname))
  if (!link) throw new Error(`No link to ${path} in: ${mail.text}`)
  return link
}

/** The code of a mail, as its subject shows it. */
export function codeIn(mail: Mail): string {
  const code = /\b[2-9A-Z]{4}-[2-9A-Z]{4}\b/.exec(mail.subject)?.[0]
  if (!code) throw new Error(`No code in: ${mail.subject}`)
  return code
}
