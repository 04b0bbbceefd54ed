import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { CredentialView } from '@/server/domain/catalogue/credential-view'
import { type ClaimKind, claimKinds } from '@/server/domain/catalogue/credentials'
import { DomainError } from '@/server/domain/errors'

export type MapCatalogue = {
  credential: CredentialView & { id: string }
  providerId: string
  occupation: { id: string; code: string; title: string }
  claims: { competencyId: string; claim: ClaimKind }[]
  described: boolean
  /** Subjects of fit and of importance; null while nobody has been asked. */
  subjects: { fit: string | null; importance: string | null }
}

/**
 * What the catalogue says of one map, seen through the door of `tx`: drafts only through their
 * owner's.
 */
export async function findMapCatalogue(
  tx: Transaction,
  which: { credential: string; occupation: string; organizationId?: string },
): Promise<MapCatalogue> {
  const [row] = await selectRows(
    tx,
    Row,
    sql`SELECT c.id, c.organization_id AS "providerId", c.slug, c.state, c.sample, v.name, v.kind,
               json_build_object('slug', o.slug, 'name', o.name, 'confirmed', o.verification = 'V2') AS provider,
               json_build_object('id', j.id, 'code', j.code, 'title', j.title) AS occupation,
               (SELECT s.id FROM subject s WHERE s.kind = 'credential' AND s.occupation_id = j.id
                  AND s.credential_id = c.id) AS fit,
               (SELECT s.id FROM subject s WHERE s.kind = 'occupation' AND s.occupation_id = j.id) AS importance,
               EXISTS (SELECT 1 FROM credential_occupation l
                       WHERE l.credential_id = c.id AND l.occupation_id = j.id) AS leads,
               (SELECT coalesce(json_agg(json_build_object('competencyId', k.competency_id, 'claim', k.claim)), '[]')
                FROM credential_competency k WHERE k.credential_id = c.id) AS claims
        FROM credential c
        JOIN credential_version v ON v.id = c.current_version_id
        JOIN organization o ON o.id = c.organization_id
        JOIN occupation j ON j.code = ${which.occupation}
        WHERE c.slug = ${which.credential}`,
  )
  if (!row || (!row.fit && !row.leads)) throw noSuchMap()
  const { providerId, occupation, fit, importance, leads: _, claims, ...credential } = row
  if (which.organizationId && providerId !== which.organizationId) throw noSuchMap()
  return {
    credential,
    providerId,
    occupation,
    claims: claims.flatMap(({ competencyId, claim }) =>
      competencyId ? [{ competencyId, claim }] : [],
    ),
    described: claims.length > 0,
    subjects: { fit, importance },
  }
}

const Row = z.object({
  ...CredentialView.shape,
  id: z.string(),
  providerId: z.string(),
  occupation: z.object({ id: z.string(), code: z.string(), title: z.string() }),
  fit: z.string().nullable(),
  importance: z.string().nullable(),
  leads: z.boolean(),
  claims: z.array(z.object({ competencyId: z.string().nullable(), claim: z.enum(claimKinds) })),
})

function noSuchMap(): DomainError {
  return new DomainError('not_found', 'maps.none')
}
