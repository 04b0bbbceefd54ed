import { beforeAll, expect, test } from 'vitest'
import { type AddressFile, addressKinds } from '@/server/domain/reading/site-addresses'
import type { OrgContext } from '@/server/services/context'
import { publishCredential } from '@/server/services/credentials/publish-credential'
import { listPublishedFrameworks } from '@/server/services/frameworks/list-frameworks'
import { listPublishedCredentials } from '@/server/services/search/list-published-credentials'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { refusal } from '@/server/testing/refusal'
import { indexLines } from './index-lines'
import { countAddressFiles, listAddresses } from './list-addresses'
import { listMaps } from './list-maps'

const machinist = 'soc2018:51-4041'
const welder = 'soc2018:51-4121'
const mechanic = 'soc2018:49-9041'
const RELEASE = { no: 1, at: new Date('2026-02-01T00:00:00Z') }
const COURSES = 51
const everything = { q: '', kind: '', provider: '', page: 1 } as const

const slugOf = (made: { id: string }) => `credential-${made.id.slice(0, 8)}`
const frameworkOf = (made: { id: string }) => `/frameworks/framework-${made.id.slice(0, 8)}`

describeOnBothEngines('public lists', () => {
  let lake: OrgContext
  let river: OrgContext
  const published: string[] = []
  const frameworks: string[] = []
  const rated: string[] = []
  const hidden: string[] = []

  beforeAll(async () => {
    for (const list of [published, frameworks, rated, hidden]) list.length = 0
    lake = await orgContext({ kind: 'provider', name: 'Lake College', verification: 'V2' })
    river = await orgContext({ kind: 'provider', name: 'River Institute', verification: 'V2' })
    await makeRelease(RELEASE)
    const organizationId = lake.organization.id
    for (let no = 1; no <= COURSES; no += 1) {
      const name = `Framework ${String(no).padStart(2, '0')}`
      frameworks.push(frameworkOf(await makeFramework({ organizationId, name, labels: ['Weld'] })))
    }
    hidden.push(
      frameworkOf(await makeFramework({ organizationId, state: 'draft', labels: ['Weld'] })),
    )
    const asked = await makeFramework({ organizationId, name: 'Asked', labels: ['Weld'] })
    frameworks.push(frameworkOf(asked))
    const [competency] = asked.competencies
    const rate = async (credentialId: string, occupationId: string, n: number) => {
      const subjectId = await makeSubject(occupationId, credentialId)
      const counts = [0, 0, 0, n, 0]
      const competencyId = competency?.id ?? ''
      await publishCohort({ subjectId, scale: 'fit', competencyId, counts, release: RELEASE })
    }
    for (let no = 1; no <= COURSES; no += 1) {
      const name = `Course ${String(no).padStart(2, '0')}`
      const made = await makeCredential({
        organizationId,
        occupationId: machinist,
        name,
        teaches: competency ? [competency.id] : [],
      })
      published.push(slugOf(made))
      if (no % 10 === 1) {
        await rate(made.id, machinist, no + 5)
        rated.push(`/maps/${slugOf(made)}/51-4041/all/all`)
      }
    }
    const others = { organizationId: river.organization.id, kind: 'degree' } as const
    const weld = await makeCredential({ ...others, name: 'Welding', occupationId: welder })
    const mend = await makeCredential({ ...others, name: 'Mending', occupationId: mechanic })
    published.push(slugOf(weld), slugOf(mend))
    const draft = { ...others, state: 'draft', occupationId: 'soc2018:47-2111' } as const
    hidden.push(`/credentials/${slugOf(await makeCredential(draft))}`, '/occupations/47-2111')
    const back = await makeCredential({ ...others, occupationId: 'soc2018:47-2152' })
    const ended = await makeCredential({ ...others, occupationId: 'soc2018:47-2031' })
    await rate(ended.id, 'soc2018:47-2031', 30)
    // What was said of one that is no longer offered stays.
    await publishCredential(river, { slug: slugOf(ended), state: 'archived' })
    rated.push(`/maps/${slugOf(ended)}/47-2031/all/all`)
    hidden.push(`/credentials/${slugOf(ended)}`)
    await indexLines(RELEASE.at)
    expect((await listMaps({ occupation: '47-2152' })).total).toBe(1)
    await publishCredential(river, { slug: slugOf(back), state: 'draft' })
    hidden.push(`/credentials/${slugOf(back)}`, '/occupations/47-2152')
  })

  async function addressesOf(kind: AddressFile['kind'], size?: number): Promise<string[][]> {
    const files = (await countAddressFiles(size)).find((count) => count.kind === kind)?.files ?? 0
    const numbers = Array.from({ length: files }, (_, index) => index + 1)
    return Promise.all(numbers.map((file) => listAddresses({ kind, file }, size)))
  }

  test('the site’s map names every published page once, over as many files as it takes', async () => {
    const expected = {
      credentials: published.map((slug) => `/credentials/${slug}`),
      occupations: [
        '/occupations/51-4041',
        '/occupations/51-4121',
        '/occupations/49-9041',
        '/occupations/47-2031',
      ],
      frameworks,
      maps: rated,
    }
    for (const kind of addressKinds) {
      const files = await addressesOf(kind, 2)
      expect(files.length, kind).toBe(Math.ceil(expected[kind].length / 2))
      expect(files.slice(0, -1).every((file) => file.length === 2)).toBe(true)
      expect(files.flat().sort(), kind).toEqual(expected[kind].toSorted())
      expect((await addressesOf(kind)).flat().sort(), kind).toEqual(expected[kind].toSorted())
      for (const path of hidden) expect(files.flat()).not.toContain(path)
    }
  })

  test('a file after the last is not there, and nothing is looked through for it', async () => {
    for (const kind of addressKinds) {
      await expect(listAddresses({ kind, file: 2 })).rejects.toThrow(refusal('site.noMapFile'))
      // So far in, the database itself would refuse to look.
      const beyond = listAddresses({ kind, file: 10_000 }, Number.MAX_SAFE_INTEGER)
      await expect(beyond).rejects.toThrow(refusal('site.noMapFile'))
    }
  })

  test('maps: fifty a page, those most have answered first, none twice', async () => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => listMaps({ occupation: '51-4041', page })),
    )
    expect(pages.map(({ total, items }) => [total, items.length])).toEqual([
      [COURSES, 50],
      [COURSES, 1],
      [COURSES, 0],
    ])
    expect(pages[0]?.items.slice(0, 7).map((line) => line.employers)).toEqual([
      56, 46, 36, 26, 16, 6, 0,
    ])
    const slugs = pages.flatMap(({ items }) => items.map((line) => line.credential.slug))
    expect(slugs.sort()).toEqual(published.slice(0, COURSES).sort())
    const some = { credentials: published.slice(0, 2) }
    expect((await listMaps({ ...some, occupation: '51-4041' })).total).toBe(2)
    expect((await listMaps({ ...some, occupation: '51-4121' })).items).toEqual([])
  })

  test('credentials: twenty a page by name, none twice, the counts of all', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => listPublishedCredentials({ ...everything, page })),
    )
    expect(pages.map(({ total, items }) => [total, items.length])).toEqual([
      [53, 20],
      [53, 20],
      [53, 13],
      [53, 0],
    ])
    expect(pages.flatMap(({ items }) => items.map((item) => item.slug)).sort()).toEqual(
      published.toSorted(),
    )
    const names = pages.flatMap(({ items }) => items.map((item) => item.name))
    expect(names).toEqual(names.toSorted())
    for (const { kinds, providers } of pages) {
      expect(kinds).toEqual([
        { kind: 'certificate', count: COURSES },
        { kind: 'degree', count: 2 },
      ])
      expect(providers.map(({ name, count }) => [name, count])).toEqual([
        ['Lake College', COURSES],
        ['River Institute', 2],
      ])
    }
    expect(pages[0]?.items[0]?.maps.map((line) => line.employers)).toEqual([6])
  })

  test('credentials by kind, provider and words: each choice is counted under the others', async () => {
    const found = async (filter: Partial<Parameters<typeof listPublishedCredentials>[0]>) => {
      const list = await listPublishedCredentials({ ...everything, ...filter })
      return [
        list.items.map((item) => item.name).slice(0, 2),
        list.total,
        Object.fromEntries(list.kinds.map(({ kind, count }) => [kind, count])),
        Object.fromEntries(list.providers.map(({ name, count }) => [name, count])),
      ]
    }
    const lakeSlug = lake.organization.slug
    const riverSlug = river.organization.slug
    const both = { certificate: COURSES, degree: 2 }
    expect(await found({ kind: 'degree' })).toEqual([
      ['Mending', 'Welding'],
      2,
      both,
      { 'River Institute': 2 },
    ])
    expect(await found({ provider: riverSlug })).toEqual([
      ['Mending', 'Welding'],
      2,
      { degree: 2 },
      { 'Lake College': COURSES, 'River Institute': 2 },
    ])
    expect(await found({ kind: 'degree', provider: lakeSlug })).toEqual([
      [],
      0,
      { certificate: COURSES },
      { 'River Institute': 2 },
    ])
    expect(await found({ q: 'MENDING' })).toEqual([
      ['Mending'],
      1,
      { degree: 1 },
      { 'River Institute': 1 },
    ])
    expect(await found({ q: 'river inst', kind: 'degree' })).toEqual([
      ['Mending', 'Welding'],
      2,
      { degree: 2 },
      { 'River Institute': 2 },
    ])
    expect(await found({ q: 'lake', page: 3 })).toEqual([
      ['Course 41', 'Course 42'],
      COURSES,
      { certificate: COURSES },
      { 'Lake College': COURSES },
    ])
    expect(await found({ q: 'nothing of the kind' })).toEqual([[], 0, {}, {}])
    expect(await found({ provider: 'nobody' })).toEqual([
      [],
      0,
      {},
      { 'Lake College': COURSES, 'River Institute': 2 },
    ])
  })

  test('providers on offer are those with the most credentials and the one chosen, and it is said that there are more', async () => {
    const offered = async (provider: string, most: number) => {
      const list = await listPublishedCredentials({ ...everything, provider }, most)
      return [list.providers.map(({ name }) => name), list.moreProviders]
    }
    expect(await offered('', 1)).toEqual([['Lake College'], true])
    expect(await offered(river.organization.slug, 1)).toEqual([['River Institute'], true])
    expect(await offered('', 2)).toEqual([['Lake College', 'River Institute'], false])
    const { moreProviders } = await listPublishedCredentials({ ...everything, q: 'xyzzy' })
    expect(moreProviders).toBe(false)
  })

  test('frameworks: fifty a page by name, none twice, drafts in none', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => listPublishedFrameworks(page)))
    expect(pages.map(({ total, items }) => [total, items.length])).toEqual([
      [52, 50],
      [52, 2],
      [52, 0],
    ])
    expect(
      pages.flatMap(({ items }) => items.map(({ slug }) => `/frameworks/${slug}`)).sort(),
    ).toEqual(frameworks.toSorted())
    expect(pages[1]?.items.map(({ name }) => name)).toEqual(['Framework 50', 'Framework 51'])
  })
})
