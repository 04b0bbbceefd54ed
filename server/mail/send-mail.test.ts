import { afterEach, expect, test, vi } from 'vitest'
import { env } from '@/server/env'
import { type Misbehaviour, openMailServer } from '@/server/testing/mail-server'
import { mailPatience, sendMail } from './send-mail'

const mail = { to: 'kim@hang.example', subject: 's', text: 't', html: '<p>t</p>' }
const patience = { reach: 300, silence: 300, whole: 900 }

const before = env().SMTP_URL
afterEach(() => {
  Object.assign(env(), { SMTP_URL: before })
})

/** Sends to a mail server that misbehaves, with no more patience than given. */
async function sendTo(how: Misbehaviour, given = patience) {
  const server = await openMailServer(how)
  Object.assign(env(), { SMTP_URL: server.url })
  return { server, result: await sendMail(mail, new Date(), given).catch((error) => error) }
}

test('a mail server that answers gets the mail', async () => {
  const { server, result } = await sendTo('none', mailPatience)
  expect(result).toBeUndefined()
  expect(server.mails.map(({ to }) => to)).toEqual(['kim@hang.example'])
  await server.close()
}, 30_000)

test.each(['never-greets', 'hangs', 'drips'] as const)(
  'a mail server that %s is given up, and its connection cut',
  async (how) => {
    const { server, result } = await sendTo(how)
    expect(result).toBeInstanceOf(Error)
    await vi.waitFor(() => expect(server.open()).toBe(0), { timeout: 15_000 })
    await server.close()
  },
  30_000,
)

test('one that goes on talking is given up by the whole time alone', async () => {
  const { server, result } = await sendTo('drips', { ...patience, silence: 20_000, reach: 20_000 })
  expect(result).toBeInstanceOf(Error)
  await server.close()
}, 10_000)
