import { expect, it } from 'vitest'
import type { PublishedCredential } from '@/server/domain/reading/published-credentials'
import { writeCtdlCredential } from './ctdl-credential'

const credential: PublishedCredential = {
  slug: 'cnc',
  name: 'CNC Certificate',
  kind: 'certificate',
  state: 'published',
  sample: false,
  provider: { slug: 'lake', name: 'Lake College', confirmed: true },
  description: 'Two terms at the machine.',
  url: null,
  lengthText: null,
  costText: null,
  version: 3,
  updatedAt: new Date('2026-11-09T10:00:00Z'),
  occupations: [{ code: '51-4041', title: 'Machinists' }],
  competencies: [
    {
      id: 'c1',
      label: 'Read drawings',
      statement: 'Reads views and tolerances.',
      code: 'A1',
      framework: { slug: 'f', name: 'Making' },
      claims: [
        { claim: 'teaches', level: null },
        { claim: 'assesses', level: null },
      ],
    },
  ],
}

const words = { language: 'en', unconfirmed: 'Lake College is not confirmed yet.' }

it('says of its provider that nobody has confirmed it, until somebody has', () => {
  const provider = { ...credential.provider, confirmed: false }
  const owner = (of: PublishedCredential) =>
    writeCtdlCredential(of, 'https://x.example', words)['ceterms:ownedBy']
  expect(owner({ ...credential, provider })).toMatchObject({
    'ceterms:description': { en: 'Lake College is not confirmed yet.' },
  })
  expect(owner(credential)).not.toHaveProperty('ceterms:description')
})

it('is the class of its kind, with its occupation and version', () => {
  expect(writeCtdlCredential(credential, 'https://x.example', words)).toMatchObject({
    '@id': 'https://x.example/credentials/cnc',
    '@type': 'ceterms:Certificate',
    'ceterms:versionIdentifier': '3',
    'ceterms:occupationType': [{ 'ceterms:codedNotation': '51-4041' }],
  })
})

it('names each claimed competency once a kind of claim, by the address of its page', () => {
  const document = writeCtdlCredential(credential, 'https://x.example', words)
  expect(document['ceterms:requires']).toMatchObject(
    ['Teaches', 'Assesses'].map((name) => ({
      'ceterms:name': { en: name },
      'ceterms:targetCompetency': [
        {
          'ceterms:targetNode': 'https://x.example/competencies/c1',
          'ceterms:targetNodeName': { en: 'Read drawings' },
        },
      ],
    })),
  )
})

it('claims nothing for a credential that is not described', () => {
  const bare = writeCtdlCredential({ ...credential, competencies: [] }, 'https://x.example', words)
  expect(bare['ceterms:requires']).toEqual([])
})

it('tells a length and a cost in the words of whoever wrote them', () => {
  const said = { ...credential, lengthText: '16 weeks', costText: '$1,900' }
  expect(writeCtdlCredential(said, 'https://x.example', words)).toMatchObject({
    'ceterms:estimatedDuration': [{ 'ceterms:description': { en: '16 weeks' } }],
    'ceterms:estimatedCost': [{ 'ceterms:description': { en: '$1,900' } }],
  })
})
