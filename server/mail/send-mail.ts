import nodemailer from 'nodemailer'
import { z } from 'zod'
import { env } from '@/server/env'
import type { Mail } from './mail'
import { keepMail } from './mailbox'

/** The receiving server refused the address for good: trying again would not help. */
export class MailRefused extends Error {
  override name = 'MailRefused'
}

/** Hands a mail to the mail server, or keeps it in the mailbox where there is none. */
export async function sendMail(mail: Mail, now: Date): Promise<void> {
  const url = env().SMTP_URL
  if (!url) return keepMail(mail, now)
  try {
    await transportTo(url).sendMail({
      from: env().MAIL_FROM,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(mail.unsubscribeUrl
          ? {
              'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }
          : {}),
      },
    })
  } catch (error) {
    if (refusedForGood(error)) throw new MailRefused('The address was refused.')
    throw error
  }
}

type Transport = ReturnType<typeof nodemailer.createTransport>

const transports = new Map<string, Transport>()

function transportTo(url: string): Transport {
  const open = transports.get(url)
  if (open) return open
  const transport = nodemailer.createTransport(url)
  transports.set(url, transport)
  return transport
}

const SmtpError = z.object({ command: z.string(), responseCode: z.number() })

/** Only an answer to the recipient is about the address; refusing our login is not. */
function refusedForGood(error: unknown): boolean {
  const answer = SmtpError.safeParse(error)
  return (
    answer.success &&
    answer.data.command === 'RCPT TO' &&
    answer.data.responseCode >= 500 &&
    answer.data.responseCode < 600
  )
}
