import type { PublishedCredential } from '@/server/domain/reading/published-credentials'

/** schema.org markup of a credential, ready to stand inside a script element. */
export function credentialJsonLd(credential: PublishedCredential, site: string): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    '@id': `${site}/credentials/${credential.slug}`,
    url: `${site}/credentials/${credential.slug}`,
    name: credential.name,
    description: credential.description || undefined,
    credentialCategory: credential.kind,
    recognizedBy: { '@type': 'Organization', name: credential.provider.name },
    competencyRequired: credential.competencies.map((competency) => ({
      '@type': 'DefinedTerm',
      name: competency.label,
      description: competency.statement,
      termCode: competency.code ?? undefined,
      inDefinedTermSet: `${site}/frameworks/${competency.framework.slug}`,
    })),
  }
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
