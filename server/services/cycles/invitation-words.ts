import { sql } from 'drizzle-orm'
import { ratingCycles } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
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

/** The columns it is said by: of a cycle joined with the organization that asks and with its occupation. */
export const askedColumns = {
  job: ratingCycles.job,
  message: ratingCycles.message,
  signerName: ratingCycles.signerName,
  signerTitle: ratingCycles.signerTitle,
  closesAt: ratingCycles.closesAt,
  timeZone: ratingCycles.timeZone,
  asker: organizations.name,
  askerConfirmed: sql<boolean>`${organizations.verification} = 'V2'`,
  occupation: { code: occupations.code, title: occupations.title },
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
