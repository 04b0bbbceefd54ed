import type pg from 'pg'
import { insert } from './insert'
import { seededRandom } from './random'

export const COMPETENCIES = 12

export type BenchCredential = { id: string; subjectId: string; slug: string; occupation: number }

export type BenchOccupation = {
  id: string
  subjectId: string
  questionListId: string
}

export type Catalogue = {
  providerId: string
  occupations: BenchOccupation[]
  credentials: BenchCredential[]
  versionOf: (credentialId: string) => string
}

/**
 * A provider's credentials for some occupations, twelve competencies each, in one published framework: what answers
 * are about.
 */
export async function generateCatalogue(
  client: pg.Client,
  size: { credentials: number; occupations: number },
): Promise<Catalogue> {
  const random = seededRandom(20_260_101)
  const providerId = random.uuid()
  await insert(client, 'organization', [
    {
      id: providerId,
      kind: 'provider',
      slug: 'bench-provider',
      name: 'Bench provider',
      domain: 'bench-provider.example',
      verification: 'V2',
      county_id: 'us-55117',
      sample: false,
    },
  ])
  const { rows: codes } = await client.query<{ id: string }>(
    `SELECT id FROM occupation WHERE id LIKE 'soc2018:%' AND code NOT LIKE '%0'
     ORDER BY id = 'soc2018:51-4041' DESC, id LIMIT $1`,
    [size.occupations],
  )
  const frameworkId = random.uuid()
  const frameworkVersionId = random.uuid()
  await insert(client, 'framework', [
    {
      id: frameworkId,
      organization_id: providerId,
      slug: 'bench',
      state: 'published',
      name: 'Bench framework',
      current_version_id: frameworkVersionId,
    },
  ])
  await insert(client, 'framework_version', [
    {
      id: frameworkVersionId,
      framework_id: frameworkId,
      organization_id: providerId,
      no: 1,
      source_format: 'csv',
      document: {},
    },
  ])
  const occupations = codes.map(({ id }) => ({
    id,
    subjectId: random.uuid(),
    questionListId: random.uuid(),
    competencies: Array.from({ length: COMPETENCIES }, () => ({
      id: random.uuid(),
      framework_id: frameworkId,
      organization_id: providerId,
      current_version_id: random.uuid(),
    })),
  }))
  const competencies = occupations.flatMap((occupation) => occupation.competencies)
  await insert(client, 'competency', competencies)
  await insert(
    client,
    'competency_version',
    competencies.map((competency, index) => ({
      id: competency.current_version_id,
      competency_id: competency.id,
      framework_version_id: frameworkVersionId,
      organization_id: providerId,
      no: 1,
      label: `Competency ${index + 1}`,
      statement: `Does thing ${index + 1} as well as the job needs`,
      texts: {},
      levels: [],
      keywords: [],
      text_hash: String(index),
    })),
  )
  await insert(
    client,
    'question_list',
    occupations.map(({ questionListId, competencies: asked }, index) => ({
      id: questionListId,
      hash: `bench-${index}`,
      competency_ids: asked.map(({ id }) => id),
      competency_version_ids: asked.map(({ current_version_id }) => current_version_id),
    })),
  )
  const credentials = Array.from({ length: size.credentials }, (_, index) => ({
    id: random.uuid(),
    versionId: random.uuid(),
    subjectId: random.uuid(),
    slug: `bench-${index + 1}`,
    occupation: index % occupations.length,
  }))
  await insert(
    client,
    'credential',
    credentials.map(({ id, slug, versionId }) => ({
      id,
      organization_id: providerId,
      slug,
      state: 'published',
      current_version_id: versionId,
    })),
  )
  await insert(
    client,
    'credential_version',
    credentials.map(({ id, versionId }, index) => ({
      id: versionId,
      credential_id: id,
      organization_id: providerId,
      no: 1,
      name: `Bench credential ${index + 1}`,
      kind: 'certificate',
    })),
  )
  const occupationOf = (credential: { occupation: number }) =>
    occupations[credential.occupation]?.id
  await insert(
    client,
    'credential_occupation',
    credentials.map((credential) => ({
      credential_id: credential.id,
      occupation_id: occupationOf(credential),
      organization_id: providerId,
    })),
  )
  await insert(client, 'subject', [
    ...occupations.map(({ id, subjectId }) => ({
      id: subjectId,
      kind: 'occupation',
      occupation_id: id,
    })),
    ...credentials.map((credential) => ({
      id: credential.subjectId,
      kind: 'credential',
      occupation_id: occupationOf(credential),
      credential_id: credential.id,
    })),
  ])
  const versions = new Map(credentials.map(({ id, versionId }) => [id, versionId]))
  return { providerId, occupations, credentials, versionOf: (id) => versions.get(id) ?? '' }
}
