import { cycleTestTemplate } from '@/server/services/cycles/cycle-test-template'
import { decisionMailTemplates } from '@/server/services/decisions/decision-mail-templates'
import type { MailTemplate } from '@/server/services/mail-template'
import { confirmationMailTemplates } from '@/server/services/organizations/confirmation-mail-templates'
import { memberInvitationTemplate } from '@/server/services/organizations/member-invitation-template'
import { raterMailTemplates } from '@/server/services/ratings/rater-mail-templates'
import { replyHiddenTemplate } from '@/server/services/replies/reply-mail-template'
import { signInTemplate } from '@/server/services/sessions/sign-in-template'

/** Every mail by the name its outbox row carries. */
export const mailTemplates: Record<string, MailTemplate> = {
  'sign-in': signInTemplate,
  'member-invitation': memberInvitationTemplate,
  ...confirmationMailTemplates,
  'cycle-test': cycleTestTemplate,
  'reply-hidden': replyHiddenTemplate,
  ...raterMailTemplates,
  ...decisionMailTemplates,
}
