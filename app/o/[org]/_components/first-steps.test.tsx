import { createFormatter, createTranslator, NextIntlClientProvider } from 'next-intl'
import { prerender } from 'react-dom/static'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type MemberRole,
  mayDo,
  type OrganizationKind,
  type Verb,
} from '@/server/domain/permissions'
import home from '../../../../messages/en/home.json'
import { employerSteps } from './employer-steps'
import { firstRun, type Step } from './first-steps'
import { PartnershipHome } from './partnership-home'
import { partnershipSteps } from './partnership-steps'
import { providerSteps } from './provider-steps'

type Reader = { kind: OrganizationKind; role: MemberRole; verification: 'V1' | 'V2' }

const known = vi.hoisted(() => ({
  reader: { kind: 'partnership', role: 'owner', verification: 'V2' } as unknown,
  county: null as string | null,
  frameworks: 0,
  members: 1,
  waiting: 0,
}))
const readerOf = () => known.reader as Reader

vi.mock('server-only', () => ({}))
vi.mock('next-intl/server', () => ({
  getFormatter: async () => createFormatter({ locale: 'en' }),
  getLocale: async () => 'en',
  getTranslations: async (namespace: 'home') =>
    createTranslator({ locale: 'en', messages: { home }, namespace }),
}))
vi.mock('@/app/_trpc/page-data', () => ({ pageData: (all: unknown) => all }))
vi.mock('@/app/_trpc/may-do', () => ({
  readerMayDo: async (_org: string, verb: Verb) => mayDo(readerOf().kind, readerOf().role, verb),
}))
vi.mock('@/app/_trpc/public-caller', () => ({
  publicCaller: () => ({ maps: { newest: async () => ({ lines: [] }) } }),
}))
vi.mock('@/app/_components/answered-words', () => ({ answeredWords: () => ({}) }))
vi.mock('./not-confirmed', () => ({ NotConfirmed: () => null }))
vi.mock('@/app/_trpc/caller', () => ({
  caller: async () => ({
    organizations: {
      frame: async () => ({ organization: readerOf() }),
      read: async () => ({ county: known.county }),
      members: async () => ({ members: Array.from({ length: known.members }, () => ({})) }),
    },
    frameworks: {
      list: async () => ({ own: Array.from({ length: known.frameworks }, () => ({})) }),
    },
    regions: { list: async () => [{ id: 'r', name: 'Shore', counties: [] }] },
    employers: {
      list: async () => ({
        mayConfirm: readerOf().verification === 'V2',
        waiting: Array.from({ length: known.waiting }, () => ({})),
        confirmed: [],
      }),
    },
    cycles: { list: async () => [] },
    reports: { list: async () => [] },
    integrity: { ownHolds: async () => ({ counts: { held: 0 } }) },
  }),
}))

beforeEach(() => {
  const reader = { kind: 'partnership', role: 'owner', verification: 'V2' }
  Object.assign(known, { reader, county: null, frameworks: 0, members: 1, waiting: 0 })
})

/** Each step: done or not, and where its press leads. */
const told = (steps: readonly Step[]) =>
  steps.map(({ key, done, action }) => `${done ? '✓' : '–'} ${key} ${action?.href ?? 'nowhere'}`)

describe('a provider’s first run', () => {
  const nothing = { org: 'a', credentials: [], cycles: [] }
  const act = (reader: Partial<Reader> = {}) =>
    Object.assign(known, {
      reader: { kind: 'provider', role: 'owner', verification: 'V1', ...reader },
    })

  test('begins with what it may do, and only its owner says where it is', async () => {
    act()
    const first = [
      '– county /o/a/settings',
      '– bring /o/a/frameworks/imports/new',
      '– describe /o/a/credentials/new',
      '– ask /o/a/cycles/new',
    ]
    expect(told(await providerSteps(nothing))).toEqual(first)
    act({ role: 'editor' })
    expect(told(await providerSteps(nothing))).toEqual(['– county nowhere', ...first.slice(1)])
    act({ role: 'viewer' })
    expect(told(await providerSteps(nothing)).every((step) => step.endsWith('nowhere'))).toBe(true)
  })

  test('leads to the credential that claims nothing yet', async () => {
    act()
    known.frameworks = 1
    const credentials = [{ slug: 'cnc', competencies: 0 }]
    const steps = told(await providerSteps({ ...nothing, credentials }))
    expect(steps.slice(1, 3)).toEqual([
      '✓ bring /o/a/frameworks/imports/new',
      '– describe /o/a/credentials/cnc/claims',
    ])
  })

  test.each([
    ['draft', true],
    ['cancelled', true],
    ['open', false],
    ['closed', false],
  ] as const)('with a cycle that is %s goes on: %s', async (state, goesOn) => {
    act()
    const credentials = [{ slug: 'cnc', competencies: 3 }]
    const steps = await providerSteps({ ...nothing, credentials, cycles: [{ state }] })
    // Its county is worth saying, and keeps nobody.
    expect(steps[0]?.done).toBe(false)
    expect(firstRun(steps)).toBe(goesOn)
  })
})

describe('a partnership’s first run', () => {
  const nothing = { org: 'a', counties: 0, confirmed: 0, asked: false }

  test('leads to its region, its employers and a cycle', async () => {
    expect(told(await partnershipSteps(nothing))).toEqual([
      '– region /o/a/region',
      '– confirm /o/a/employers',
      '– ask /o/a/cycles/new',
    ])
  })

  test('confirms nobody before it is confirmed itself', async () => {
    known.reader = { kind: 'partnership', role: 'owner', verification: 'V1' }
    expect(told(await partnershipSteps(nothing))[1]).toBe('– confirm nowhere')
  })

  test('ends when all of it is done', async () => {
    const all = { org: 'a', counties: 2, confirmed: 1, asked: true }
    expect(firstRun(await partnershipSteps(all))).toBe(false)
    expect(firstRun(await partnershipSteps({ ...all, asked: false }))).toBe(true)
  })
})

describe('an employer’s first run', () => {
  const nothing = { org: 'a', record: { county: null, industryId: null }, jobs: 0 }
  const act = (role: MemberRole) =>
    Object.assign(known, { reader: { kind: 'employer', role, verification: 'V1' } })

  test('leads to its record, a job and a colleague', async () => {
    act('owner')
    expect(told(await employerSteps(nothing))).toEqual([
      '– record /o/a/settings',
      '– job /o/a/requirements/new',
      '– colleague /o/a/team',
    ])
    act('viewer')
    expect(told(await employerSteps(nothing)).every((step) => step.endsWith('nowhere'))).toBe(true)
  })

  test('is done with its record once county and industry stand in it, and needs no colleague', async () => {
    act('owner')
    const half = { ...nothing, jobs: 1, record: { county: 'Lorain', industryId: null } }
    expect(firstRun(await employerSteps(half))).toBe(true)
    const whole = { ...half, record: { county: 'Lorain', industryId: 'naics2017:332' } }
    expect(firstRun(await employerSteps(whole))).toBe(false)
    known.members = 2
    expect(told(await employerSteps(whole)).at(-1)).toBe('✓ colleague /o/a/team')
  })
})

describe('a partnership’s home', () => {
  test.each([
    ['an editor of a confirmed one', 'editor', 'V2', true],
    ['whoever only reads it', 'viewer', 'V2', false],
    ['an owner of one that nobody has confirmed', 'owner', 'V1', false],
  ] as const)('tells %s of employers to confirm: %#', async (_who, role, verification, tells) => {
    Object.assign(known, { reader: { kind: 'partnership', role, verification }, waiting: 3 })
    const { prelude } = await prerender(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ home }}>
        <PartnershipHome org="a" verification={verification} />
      </NextIntlClientProvider>,
    )
    const page = await new Response(prelude).text()
    expect(page.includes('3 employers are not confirmed')).toBe(tells)
  })
})
