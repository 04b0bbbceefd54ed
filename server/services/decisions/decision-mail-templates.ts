import { z } from 'zod'
import { defaultLanguage } from '@/server/domain/default-language'
import { plainTitle } from '@/server/domain/plain-title'
import { openGroupOf } from '@/server/domain/reading/decision-mails'
import { isApproved, type OpenDecision } from '@/server/domain/reading/decisions'
import { env } from '@/server/env'
import {
  type DigestPart,
  digestMail,
  type MailedDecision,
  reminderMail,
} from '@/server/mail/decision-mail'
import type { OrgContext } from '@/server/services/context'
import type { MailTemplate } from '@/server/services/mail-template'
import { speak } from '@/server/words/speak'
import { listOpen } from './list-open'
import { MailReader, readerContext, stopMail } from './mail-reader'
import { undecidedLines } from './undecided-lines'

const Reminder = MailReader.extend({ decisionId: z.uuid() })

/** The mails about decisions, which say what is open when they leave. */
export const decisionMailTemplates: Record<string, MailTemplate> = {
  'decision-reminder': {
    async render(ctx, payload, words) {
      const { decisionId, ...reader } = Reminder.parse(payload)
      const as = await readerContext(ctx, reader)
      if (!as) return null
      const decision = (await listOpen(as)).open.find(({ id }) => id === decisionId)
      // Done, changed or taken back meanwhile.
      if (!decision?.dueOn) return null
      const { dueOn, reason, credential, occupation, competencyId } = decision
      const report = `/reports/${credential.slug}/${occupation.code}#line-${competencyId}`
      return reminderMail(words, readerOf(as), {
        decision: { ...mailed(decision), dueOn },
        ...{ reason, url: `${homeOf(as)}${report}` },
      })
    },
    bounced: stopMail,
  },
  'decision-digest': {
    async render(ctx, payload, words) {
      const as = await readerContext(ctx, MailReader.parse(payload))
      if (!as) return null
      const { open, decided, today } = await listOpen(as)
      const parts = (['overdue', 'soon', 'noDate'] as const).flatMap((kind): DigestPart[] => {
        const own = open.filter(({ dueOn }) => openGroupOf(dueOn, today) === kind)
        return own.length === 0 ? [] : [{ kind, decisions: own.map(mailed) }]
      })
      const undecided = (await undecidedLines(as, decided)).map((map) => ({
        ...map,
        occupation: inSentence(map.occupation),
      }))
      if (parts.length + undecided.length === 0) return null
      const url = `${homeOf(as)}/reports/all`
      return digestMail(words, readerOf(as), { parts, undecided, url })
    },
    bounced: stopMail,
  },
}

function mailed(decision: OpenDecision): MailedDecision {
  const { choice, stage, label, credential, occupation, dueOn } = decision
  const approved = isApproved(stage) ? 'yes' : 'no'
  return {
    said: speak('decisions')(`said.${choice}`, { approved }),
    ...{
      line: label,
      credential: credential.name,
      occupation: inSentence(occupation.title),
      dueOn,
    },
  }
}

/** "for machinists": titles stand in a sentence here. */
function inSentence(title: string): string {
  return env().LOCALE === defaultLanguage ? plainTitle(title) : title
}

function readerOf(ctx: OrgContext) {
  return {
    to: ctx.actor.email,
    organization: ctx.organization.name,
    switchUrl: `${homeOf(ctx)}/settings#decision-mail`,
  }
}

function homeOf({ organization }: OrgContext): string {
  return `${env().appUrl}/o/${organization.slug}`
}
