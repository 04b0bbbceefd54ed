import { createTranslator } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it, vi } from 'vitest'
import { CredentialForm } from '@/app/_components/credentials/credential-form'
import { credentialValues } from '@/app/_components/credentials/credential-values'
import { credentialWords } from '@/app/_components/credentials/credential-words'
import { credentialJsonLd } from '@/app/(public)/credentials/[slug]/credential-json-ld'
import {
  CredentialDetails,
  type CredentialField,
  type CredentialFields,
  credentialFields,
} from '@/server/domain/catalogue/credentials'
import { MapFilter } from '@/server/domain/reading/map-filter'
import type { MapView } from '@/server/domain/reading/map-view'
import { saysNothing } from '@/server/domain/reading/provider-says'
import {
  CredentialList,
  CredentialListFilter,
  PublishedCredential,
} from '@/server/domain/reading/published-credentials'
import { writeCtdlCredential } from '@/server/formats/ctdl-credential'
import { mapCsv } from '@/server/formats/map-export'
import { addClaim } from '@/server/services/credentials/change-claims'
import { publishCredential } from '@/server/services/credentials/publish-credential'
import { readPublishedCredential } from '@/server/services/credentials/read-published-credential'
import { createCredential } from '@/server/services/credentials/save-credential'
import { DEMO_CREDENTIALS } from '@/server/services/demo/content/credentials'
import { demoFields } from '@/server/services/demo/seed-credentials'
import { readMap } from '@/server/services/maps/read-map'
import { listPublishedCredentials } from '@/server/services/search/list-published-credentials'
import { makeFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import messages from '../../../messages/en/own-credentials.json'

vi.mock('server-only', () => ({}))
vi.mock('next/navigation', () => ({ useRouter: () => ({}) }))
vi.mock('next-intl/server', () => ({
  getTranslations: async (namespace?: never) =>
    createTranslator({
      locale: 'en',
      messages: { 'own-credentials': messages },
      namespace,
      onError: (error) => {
        throw error
      },
    }),
}))

const one: CredentialFields = {
  name: 'CNC certificate',
  kind: 'certificate',
  description: 'Runs and sets up machines.',
  url: 'https://college.example/cnc',
  lengthText: '16 weeks',
  costText: '$1,900',
}

/** Each of them other than in `one`. */
const other: CredentialFields = {
  name: 'Turning diploma',
  kind: 'diploma',
  description: 'Runs and mends machines.',
  url: 'https://college.example/turning',
  lengthText: '20 weeks',
  costText: 'Free of charge',
}

const OUTPUTS = ['form', 'json', 'ctdl', 'json-ld', 'csv', 'list', 'demo'] as const
type Output = (typeof OUTPUTS)[number]

const ofTheMap = 'a line is about a competency; what the credential says is in its own files'
const inOwnWords = 'schema.org takes ISO durations and prices, not words'

/** What an output leaves out on purpose, and why. */
const leftOut: Record<Output, Partial<Record<CredentialField, string>>> = {
  form: {},
  json: {},
  ctdl: {},
  'json-ld': {
    url: 'the address is that of the page it stands on',
    lengthText: inOwnWords,
    costText: inOwnWords,
  },
  csv: {
    kind: ofTheMap,
    description: ofTheMap,
    url: ofTheMap,
    lengthText: ofTheMap,
    costText: ofTheMap,
  },
  list: { url: 'a line leads to the page that has it' },
  demo: {},
}

describeOnBothEngines('every field of a credential', () => {
  let published: PublishedCredential
  let listed: Partial<Record<CredentialField, unknown>> = {}
  let map: MapView
  let form = ''

  beforeAll(async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V2' })
    const { competencies } = await makeFramework({
      organizationId: ctx.organization.id,
      labels: ['Reads drawings'],
    })
    const occupationIds = ['soc2018:51-4041']
    const { slug } = await createCredential(ctx, { ...one, occupationIds })
    const competencyId = competencies[0]?.id ?? ''
    await addClaim(ctx, { slug, claim: { competencyId, claim: 'teaches', level: null } })
    await publishCredential(ctx, { slug, state: 'published' })
    published = PublishedCredential.parse(await readPublishedCredential(slug))
    const filter = CredentialListFilter.parse({ provider: ctx.organization.slug })
    listed = CredentialList.parse(await listPublishedCredentials(filter)).items[0] ?? {}
    map = await readMap(ctx, MapFilter.parse({ credential: slug, occupation: '51-4041' }))
    form = renderToStaticMarkup(
      <CredentialForm
        {...{ org: 'college', slug, occupations: [] }}
        words={await credentialWords('save')}
        values={credentialValues(one)}
      />,
    )
  })

  /** Whether an output is another one where the credential says something else in this field. */
  const carries: Record<Output, (field: CredentialField) => boolean> = {
    form: (field) =>
      form.includes(`name="${field}"`) &&
      CredentialDetails.parse({ ...credentialValues(one), occupationIds: [] })[field] ===
        one[field],
    json: (field) => published[field] === one[field],
    ctdl: (field) =>
      differs(field, (said) =>
        writeCtdlCredential(said, 'https://x.example', { language: 'en', unconfirmed: '' }),
      ),
    'json-ld': (field) => differs(field, (said) => credentialJsonLd(said, 'https://x.example', '')),
    csv: (field) =>
      differs(field, (said) => mapCsv({ ...map, says: saysNothing, credential: said }, '')),
    list: (field) => listed[field] === one[field],
    demo: (field) => DEMO_CREDENTIALS.some((credential) => demoFields(credential)[field]),
  }

  const differs = (field: CredentialField, write: (said: PublishedCredential) => unknown) =>
    JSON.stringify(write(published)) !==
    JSON.stringify(write({ ...published, [field]: other[field] }))

  it.each(OUTPUTS)('stands in its %s, or is left out for a reason', (output) => {
    const lacks = (field: string) => `credential.${output} lacks ${field}`
    expect(credentialFields.filter((field) => !carries[output](field)).map(lacks)).toEqual(
      Object.keys(leftOut[output]).map(lacks),
    )
  })
})
