import {
  type ClaimKind,
  type CredentialField,
  type CredentialFields,
  type CredentialKind,
  claimKinds,
  credentialFields,
} from '@/server/domain/catalogue/credentials'
import type { JsonObject } from '@/server/domain/json'
import type { PublishedCredential } from '@/server/domain/reading/published-credentials'

const classes: Record<CredentialKind, string> = {
  badge: 'ceterms:Badge',
  certificate: 'ceterms:Certificate',
  certification: 'ceterms:Certification',
  licence: 'ceterms:License',
  apprenticeship: 'ceterms:ApprenticeshipCertificate',
  diploma: 'ceterms:Diploma',
  degree: 'ceterms:Degree',
}

const terms: JsonObject = {
  ceterms: 'https://purl.org/ctdl/terms/',
  'ceterms:name': { '@container': '@language' },
  'ceterms:description': { '@container': '@language' },
  'ceterms:frameworkName': { '@container': '@language' },
  'ceterms:targetNodeName': { '@container': '@language' },
  'ceterms:targetNodeDescription': { '@container': '@language' },
  'ceterms:subjectWebpage': { '@type': '@id' },
  'ceterms:framework': { '@type': '@id' },
  'ceterms:targetNode': { '@type': '@id' },
}

/**
 * A published credential in CTDL (FORMATS §4): what it claims stands in one condition profile a kind of
 * claim, each competency by the address of its page.
 * @param site the one address of the site, without a trailing slash
 * @param language the language of its words, such as `en`
 * @param unconfirmed what is said of a provider that nobody here has confirmed
 */
export function writeCtdlCredential(
  credential: PublishedCredential,
  site: string,
  { language, unconfirmed }: { language: string; unconfirmed: string },
): JsonObject {
  const said = (text: string) => ({ [language]: text })
  const address = `${site}/credentials/${credential.slug}`
  return {
    '@context': terms,
    '@id': address,
    'ceterms:subjectWebpage': address,
    ...Object.fromEntries(
      credentialFields.flatMap((field) => Object.entries(written[field](credential, said) ?? {})),
    ),
    'ceterms:ownedBy': {
      '@type': 'ceterms:CredentialOrganization',
      'ceterms:name': said(credential.provider.name),
      ...(credential.provider.confirmed ? {} : { 'ceterms:description': said(unconfirmed) }),
    },
    'ceterms:dateModified': credential.updatedAt.toISOString().slice(0, 10),
    'ceterms:versionIdentifier': String(credential.version),
    'ceterms:occupationType': credential.occupations.map((occupation) => ({
      '@type': 'ceterms:CredentialAlignmentObject',
      'ceterms:frameworkName': { en: 'Standard Occupational Classification' },
      'ceterms:codedNotation': occupation.code,
      'ceterms:targetNodeName': { en: occupation.title },
    })),
    'ceterms:requires': conditions(credential, site, said),
  }
}

type Said = (text: string) => JsonObject

/** What CTDL has for each field; a length and a cost in people's own words are a profile's description. */
const written: Record<
  CredentialField,
  (credential: CredentialFields, said: Said) => JsonObject | null
> = {
  name: ({ name }, said) => ({ 'ceterms:name': said(name) }),
  kind: ({ kind }) => ({ '@type': classes[kind] }),
  description: ({ description }, said) =>
    description ? { 'ceterms:description': said(description) } : null,
  url: ({ url }) => (url ? { 'ceterms:subjectWebpage': url } : null),
  lengthText: ({ lengthText }, said) =>
    lengthText
      ? {
          'ceterms:estimatedDuration': [
            { '@type': 'ceterms:DurationProfile', 'ceterms:description': said(lengthText) },
          ],
        }
      : null,
  costText: ({ costText }, said) =>
    costText
      ? {
          'ceterms:estimatedCost': [
            { '@type': 'ceterms:CostProfile', 'ceterms:description': said(costText) },
          ],
        }
      : null,
}

const claimNames: Record<ClaimKind, string> = {
  teaches: 'Teaches',
  assesses: 'Assesses',
  requires: 'Requires',
}

function conditions(credential: PublishedCredential, site: string, said: Said): JsonObject[] {
  return claimKinds.flatMap((kind) => {
    const claimed = credential.competencies.filter((competency) =>
      competency.claims.some((claim) => claim.claim === kind),
    )
    if (claimed.length === 0) return []
    return [
      {
        '@type': 'ceterms:ConditionProfile',
        'ceterms:name': { en: claimNames[kind] },
        'ceterms:targetCompetency': claimed.map((competency) => ({
          '@type': 'ceterms:CredentialAlignmentObject',
          'ceterms:framework': `${site}/frameworks/${competency.framework.slug}`,
          'ceterms:frameworkName': said(competency.framework.name),
          'ceterms:targetNode': `${site}/competencies/${competency.id}`,
          'ceterms:targetNodeName': said(competency.label),
          'ceterms:targetNodeDescription': said(competency.statement),
          ...(competency.code ? { 'ceterms:codedNotation': competency.code } : {}),
        })),
      },
    ]
  })
}
