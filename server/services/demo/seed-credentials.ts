import {
  credentialCompetencies,
  credentialOccupations,
  credentials,
  credentialVersions,
} from '@/server/db/schema/credentials'
import { asTenant } from '@/server/db/tenancy'
import { type CredentialFields, credentialFields } from '@/server/domain/catalogue/credentials'
import { pickFields } from '@/server/domain/fields'
import { DEMO_CREDENTIALS, type DemoCredential } from './content/credentials'
import { demoHost, demoId, demoTenant, demoTime } from './demo-id'
import { demoCompetency } from './seed-frameworks'

/** Days before the seed's `now` that the credentials were published. */
const published = -730

/** Writes the six credentials, published, with their occupations and claims. */
export async function seedCredentials(now: Date): Promise<void> {
  const createdAt = demoTime(now, published)
  for (const provider of new Set(DEMO_CREDENTIALS.map((credential) => credential.provider))) {
    const organizationId = demoHost(provider).id
    const own = DEMO_CREDENTIALS.filter((credential) => credential.provider === provider)
    await asTenant(demoTenant(demoHost(provider).slug), async (tx) => {
      await tx.insert(credentials).values(
        own.map((credential) => ({
          id: demoCredential(credential.key).credentialId,
          organizationId,
          slug: credential.slug,
          state: 'published' as const,
          currentVersionId: demoCredential(credential.key).versionId,
          sample: true,
          createdAt,
          updatedAt: createdAt,
        })),
      )
      await tx.insert(credentialVersions).values(
        own.map((credential) => ({
          id: demoCredential(credential.key).versionId,
          credentialId: demoCredential(credential.key).credentialId,
          organizationId,
          no: 1,
          ...demoFields(credential),
          createdAt,
        })),
      )
      await tx.insert(credentialOccupations).values(
        own.flatMap((credential) =>
          credential.occupations.map((code) => ({
            credentialId: demoCredential(credential.key).credentialId,
            occupationId: `soc2018:${code}`,
            organizationId,
          })),
        ),
      )
      const claims = own.flatMap((credential) => claimRows(credential, organizationId, createdAt))
      if (claims.length > 0) await tx.insert(credentialCompetencies).values(claims)
    })
  }
}

export function demoCredential(key: DemoCredential['key']): {
  credentialId: string
  versionId: string
} {
  return { credentialId: demoId('credential', key), versionId: demoId('credential-version', key) }
}

/** What a provider of the sample says about its credential. */
export function demoFields(credential: DemoCredential): CredentialFields {
  const url = `https://${demoHost(credential.provider).domain}/${credential.slug}`
  return pickFields({ ...credential, url }, credentialFields)
}

function claimRows(credential: DemoCredential, organizationId: string, createdAt: Date) {
  const { credentialId } = demoCredential(credential.key)
  return credential.claims.flatMap(({ code, claims, level }) =>
    claims.map((claim) => ({
      id: demoId('claim', `${credential.key} ${code} ${claim}`),
      credentialId,
      organizationId,
      competencyId: demoCompetency(code).competencyId,
      claim,
      level: level ?? null,
      assertedBy: organizationId,
      createdAt,
    })),
  )
}
