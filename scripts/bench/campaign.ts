import type pg from 'pg'
import type { SubmitRating } from '@/server/services/ratings/submit-rating'
import { hashToken } from '@/server/services/session-token'
import type { Generated } from './generate'
import { insert } from './insert'
import { seededRandom } from './random'

export type Submission = { code: string; session: string; input: SubmitRating }

/** Credentials of one job that a spread campaign asks about. */
export const SPREAD = 20

/**
 * An open cycle with one invited, started rater per submission, each of another employer. `spread`
 * gives them all credentials in turn; otherwise everybody is asked about the same one.
 */
export async function openCampaign(
  client: pg.Client,
  made: Generated,
  { count, spread, seed }: { count: number; spread: boolean; seed: number },
): Promise<Submission[]> {
  const random = seededRandom(seed)
  const [occupation] = made.occupations
  if (!occupation) throw new Error('A campaign asks about at least one job.')
  const own = made.credentials.filter((credential) => credential.occupation === 0)
  const asked = own.slice(0, spread ? SPREAD : 1)
  const cycleId = random.uuid()
  await insert(client, 'rating_cycle', [
    {
      id: cycleId,
      organization_id: made.providerId,
      title: 'Bench',
      occupation_id: occupation.id,
      importance_subject_id: occupation.subjectId,
      state: 'open',
      opens_at: '2026-01-01T00:00:00Z',
      // As soon as a cycle of today: the job that counts its weeks runs beside what is measured.
      closes_at: new Date(Date.now() + 60 * 86_400_000).toISOString(),
      time_zone: 'America/Chicago',
    },
  ])
  await insert(
    client,
    'cycle_credential',
    asked.map((credential, index) => ({
      cycle_id: cycleId,
      credential_id: credential.id,
      subject_id: credential.subjectId,
      organization_id: made.providerId,
      position: index + 1,
    })),
  )
  const people = Array.from({ length: count }, (_, index) => {
    const credential = asked[index % asked.length]
    if (!credential) throw new Error('A campaign asks about at least one credential.')
    return {
      credential,
      employerId: random.uuid(),
      raterId: random.uuid(),
      invitationId: random.uuid(),
      packetId: random.uuid(),
      code: random.uuid(),
      session: random.uuid(),
      name: `${seed}-${index}`,
    }
  })
  const later = '2099-01-01T00:00:00Z'
  await insert(
    client,
    'organization',
    people.map(({ employerId, name }) => ({
      id: employerId,
      kind: 'employer',
      slug: `campaign-${name}`,
      name: `Campaign ${name}`,
      verification: 'V2',
      county_id: 'us-55117',
      industry_id: 'naics2017:332710',
      sample: false,
    })),
  )
  await insert(
    client,
    'rater',
    people.map(({ raterId, employerId }) => ({
      id: raterId,
      organization_id: employerId,
      address_hash: raterId,
    })),
  )
  await insert(
    client,
    'rater_invitation',
    people.map(({ invitationId, employerId, raterId, name }) => ({
      id: invitationId,
      cycle_id: cycleId,
      organization_id: made.providerId,
      employer_id: employerId,
      rater_id: raterId,
      email: `${name}@campaign.example`,
      delivery: 'sent',
    })),
  )
  await insert(
    client,
    'rater_progress',
    people.map(({ invitationId, raterId }) => ({
      invitation_id: invitationId,
      rater_id: raterId,
      cycle_id: cycleId,
      started_at: new Date().toISOString(),
    })),
  )
  await insert(
    client,
    'packet',
    people.map(({ packetId, employerId, credential }) => ({
      id: packetId,
      cycle_id: cycleId,
      organization_id: made.providerId,
      employer_id: employerId,
      credential_id: credential.id,
      subject_id: credential.subjectId,
      question_list_id: occupation.questionListId,
      position: 1,
    })),
  )
  await insert(
    client,
    'rater_link',
    people.map(({ code, invitationId }) => ({
      token_hash: hashToken(code),
      invitation_id: invitationId,
      expires_at: later,
    })),
  )
  await insert(
    client,
    'rater_session',
    people.map(({ session, invitationId }) => ({
      token_hash: hashToken(session),
      invitation_id: invitationId,
      expires_at: later,
    })),
  )
  await client.query('ANALYZE')
  return people.map(({ code, session, packetId }) => ({
    code,
    session,
    input: { packetId, clientKey: random.uuid(), taps: taps() },
  }))

  function taps() {
    const items = Array.from({ length: 12 }, (_, at) => at)
    return [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
      ...items.map((at) => ({ field: `i${at}`, answer: String(1 + random.below(4)) })),
      ...items.map((at) => ({ field: `f${at}`, answer: String(random.below(5)) })),
      { field: 'value', answer: '3' },
    ]
  }
}
