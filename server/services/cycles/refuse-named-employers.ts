import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import { employerNamedIn, type Nameable } from '@/server/domain/reading/named-employers'

/**
 * Refuses words of a provider that name an employer it invited to say what it thinks of the credential: that would tell who
 * was asked beside what was said (REPORTS §5).
 * @param texts what was typed, by the field it stands in
 */
export async function refuseNamedEmployers(
  tx: Transaction,
  asked: { organizationId: string; credentialId: string },
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const typed = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  if (typed.length === 0) return
  const employers = await invitedAbout(tx, asked)
  for (const [field, text] of typed) {
    const name = employerNamedIn(text, employers)
    if (name) throw new DomainError('invalid', 'input.namesEmployer', { field, values: { name } })
  }
}

const Named = z.object({ name: z.string(), domain: z.string().nullable() })

/** The employers of every list about a credential, as they were named and as they are on record now. */
function invitedAbout(
  tx: Transaction,
  { organizationId, credentialId }: { organizationId: string; credentialId: string },
): Promise<Nameable[]> {
  return selectRows(
    tx,
    Named,
    sql`WITH asked AS (
          SELECT DISTINCT v.employer_id FROM rater_invitation v
          JOIN cycle_credential k ON k.cycle_id = v.cycle_id AND k.credential_id = ${credentialId}
          WHERE v.organization_id = ${organizationId})
        SELECT o.name, o.domain FROM asked JOIN organization o ON o.id = asked.employer_id
        UNION
        SELECT kept.name, kept.domain FROM asked JOIN organization o ON o.id = asked.employer_id
        JOIN organization kept ON kept.id IN (o.merged_into_id, o.parent_id)
        ORDER BY 1, 2`,
  )
}
