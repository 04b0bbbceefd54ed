import { afterEach, expect, test, vi } from 'vitest'
import { env } from '@/server/env'
import { keepMail } from '@/server/mail/mailbox'
import { listMailbox, readMailboxMail } from './read-mailbox'

const mail = { to: 'ann@acme.example', subject: 'A mail', text: 'Words', html: '<p>Words</p>' }

afterEach(() => vi.restoreAllMocks())

test('kept mail is read where this site keeps it for reading, and nowhere else', async () => {
  await keepMail(mail, new Date('2001-01-01T00:00:00Z'))
  const kept = (await listMailbox()).find(({ at }) => at.getUTCFullYear() === 2001)
  const input = { id: kept?.id ?? '' }
  expect(await readMailboxMail(input)).toMatchObject({ subject: 'A mail', text: 'Words' })
  const missing = { id: `0978307200000-${crypto.randomUUID()}` }
  await expect(readMailboxMail(missing)).rejects.toMatchObject({ code: 'not_found' })
  vi.spyOn(env(), 'mailbox', 'get').mockReturnValue(false)
  await expect(readMailboxMail(input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(listMailbox()).rejects.toMatchObject({ code: 'not_found' })
})
