import {
  type CredentialField,
  type CredentialFields,
  credentialFields,
} from '@/server/domain/catalogue/credentials'
import type { JsonObject } from '@/server/domain/json'
import { plainText } from '@/server/domain/marked-text'
import type { PublishedCredential } from '@/server/domain/reading/published-credentials'

/**
 * schema.org markup of a credential, ready to stand inside a script element.
 * @param unconfirmed what is said of a provider that nobody here has confirmed
 */
export function credentialJsonLd(
  credential: PublishedCredential,
  site: string,
  unconfirmed: string,
): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    '@id': `${site}/credentials/${credential.slug}`,
    url: `${site}/credentials/${credential.slug}`,
    ...Object.fromEntries(
      credentialFields.flatMap((field) => Object.entries(marked[field](credential) ?? {})),
    ),
    recognizedBy: {
      '@type': 'Organization',
      name: credential.provider.name,
      ...(credential.provider.confirmed ? {} : { description: unconfirmed }),
    },
    competencyRequired: credential.competencies.map((competency) => ({
      '@type': 'DefinedTerm',
      name: competency.label,
      description: plainText(competency.statement),
      termCode: competency.code ?? undefined,
      inDefinedTermSet: `${site}/frameworks/${competency.framework.slug}`,
    })),
  }
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

/** What schema.org has for each field. Its lengths are ISO durations and its costs prices, not people's own words. */
const marked: Record<CredentialField, (credential: CredentialFields) => JsonObject | null> = {
  name: ({ name }) => ({ name }),
  kind: ({ kind }) => ({ credentialCategory: kind }),
  description: ({ description }) => {
    const plain = plainText(description)
    return plain ? { description: plain } : null
  },
  url: () => null,
  lengthText: () => null,
  costText: () => null,
}
