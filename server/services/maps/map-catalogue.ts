import { and, eq } from 'drizzle-orm'
import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { organizations } from '@/server/db/schema/organizations'
import { subjects } from '@/server/db/schema/ratings'
import { occupations } from '@/server/db/schema/reference'
import type { Transaction } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { Claim, CredentialView } from '@/server/domain/map-view'

export type MapCatalogue = {
  credential: CredentialView & { id: string }
  providerId: string
  occupation: { id: string; code: string; title: string }
  claims: { competencyId: string; claim: Claim }[]
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
  const credential = await findCredential(tx, which.credential)
  if (!credential) throw noSuchMap()
  if (which.organizationId && credential.organizationId !== which.organizationId) throw noSuchMap()
  const [occupation] = await tx
    .select({ id: occupations.id, code: occupations.code, title: occupations.title })
    .from(occupations)
    .where(eq(occupations.code, which.occupation))
  if (!occupation) throw noSuchMap()
  const asked = await tx
    .select({ id: subjects.id, kind: subjects.kind, credentialId: subjects.credentialId })
    .from(subjects)
    .where(eq(subjects.occupationId, occupation.id))
  const fit = asked.find((row) => row.credentialId === credential.id)?.id ?? null
  if (!fit && !(await leadsTo(tx, credential.id, occupation.id))) throw noSuchMap()
  const claims = await tx
    .select({
      competencyId: credentialCompetencies.competencyId,
      claim: credentialCompetencies.claim,
    })
    .from(credentialCompetencies)
    .where(eq(credentialCompetencies.credentialId, credential.id))
  const { organizationId: providerId, ...shown } = credential
  return {
    credential: shown,
    providerId,
    occupation,
    claims: claims.flatMap((row) =>
      row.competencyId ? [{ competencyId: row.competencyId, claim: row.claim }] : [],
    ),
    described: claims.length > 0,
    subjects: {
      fit,
      importance: asked.find((row) => row.kind === 'occupation')?.id ?? null,
    },
  }
}

async function findCredential(tx: Transaction, slug: string) {
  const [row] = await tx
    .select({
      id: credentials.id,
      organizationId: credentials.organizationId,
      slug: credentials.slug,
      state: credentials.state,
      sample: credentials.sample,
      name: credentialVersions.name,
      kind: credentialVersions.kind,
      providerSlug: organizations.slug,
      providerName: organizations.name,
    })
    .from(credentials)
    .innerJoin(credentialVersions, eq(credentialVersions.id, credentials.currentVersionId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .where(eq(credentials.slug, slug))
  if (!row) return null
  const { providerSlug, providerName, ...credential } = row
  return { ...credential, provider: { slug: providerSlug, name: providerName } }
}

async function leadsTo(
  tx: Transaction,
  credentialId: string,
  occupationId: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: credentialOccupations.occupationId })
    .from(credentialOccupations)
    .where(
      and(
        eq(credentialOccupations.credentialId, credentialId),
        eq(credentialOccupations.occupationId, occupationId),
      ),
    )
  return row !== undefined
}

function noSuchMap(): DomainError {
  return new DomainError('not_found', 'There is no such competency map.')
}
