import nodemailer from 'nodemailer'
import { z } from 'zod'
import { env } from '@/server/env'
import type { Mail } from './mail'
import { keepMail } from './mailbox'

/** The receiving server refused the address for good: trying again would not help. */
export class MailRefused extends Error {
  override name = 'MailRefused'
}

/** How long one mail may take, in milliseconds; then its connection is cut and it is tried again later. */
export type MailPatience = {
  /** Until the mail server is reached, and until it greets. */
  reach: number
  /** Without a word from it. */
  silence: number
  /** In all, however slowly it goes on talking. */
  whole: number
}

export const mailPatience: MailPatience = { reach: 5_000, silence: 15_000, whole: 30_000 }

/** Hands a mail to the mail server, or keeps it in the mailbox where there is none. */
export async function sendMail(mail: Mail, now: Date, patience = mailPatience): Promise<void> {
  const url = env().SMTP_URL
  if (!url) return keepMail(mail, now)
  try {
    await transportTo(url, patience).sendMail({
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
      signal: AbortSignal.timeout(patience.whole),
    })
  } catch (error) {
    if (refusedForGood(error)) throw new MailRefused('The address was refused.')
    throw error
  }
}

function transportTo(url: string, { reach, silence }: MailPatience) {
  return nodemailer.createTransport({
    url,
    dnsTimeout: reach,
    connectionTimeout: reach,
    greetingTimeout: reach,
    socketTimeout: silence,
  })
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
