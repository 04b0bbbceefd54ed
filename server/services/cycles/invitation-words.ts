import type { ratingCycles } from '@/server/db/schema/cycles'
import { askedJob, type NamedOccupation } from '@/server/domain/asking/job-words'
import { usualMinutes } from '@/server/domain/asking/packets'
import type { RaterMailInput } from '@/server/mail/rater-mail'

type Asked = Pick<
  typeof ratingCycles.$inferSelect,
  'job' | 'message' | 'signerName' | 'signerTitle' | 'closesAt' | 'timeZone'
> & {
  asker: string
  askerConfirmed: boolean
  occupation: NamedOccupation
}

/** What a mail about a cycle says to whomever it goes: to a rater, or to the asker who looks at it. */
export function invitationWords(
  asked: Asked,
  { credential, competencies }: { credential: string; competencies: number },
): Omit<RaterMailInput, 'to' | 'name' | 'url'> {
  return {
    asker: asked.asker,
    confirmed: asked.askerConfirmed,
    job: askedJob({ ...asked, confirmed: asked.askerConfirmed }),
    credential,
    competencies,
    minutes: usualMinutes(competencies),
    closesAt: asked.closesAt,
    timeZone: asked.timeZone,
    message: asked.message,
    signer: { name: asked.signerName, title: asked.signerTitle },
  }
}
