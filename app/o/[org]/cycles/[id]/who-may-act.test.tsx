import { createFormatter, createTranslator, NextIntlClientProvider } from 'next-intl'
import { prerender } from 'react-dom/static'
import { expect, test, vi } from 'vitest'
import type { MemberRole } from '@/server/domain/permissions'
import cycles from '../../../../../messages/en/cycles.json'
import type { Cycle } from './_components/cycle'
import OpenCyclePage from './open/page'
import CyclePage from './page'

const read = vi.hoisted(() => ({ role: 'owner', cycle: {}, confirmation: {} }))
const nothing = vi.hoisted(() => () => null)

vi.mock('server-only', () => ({}))
vi.mock('next-intl/server', () => ({
  getFormatter: async () => createFormatter({ locale: 'en' }),
  getLocale: async () => 'en',
  getTranslations: async (namespace: 'cycles') =>
    createTranslator({ locale: 'en', messages: { cycles }, namespace }),
}))
vi.mock('@/app/_trpc/page-data', () => ({ pageData: (all: unknown) => all }))
vi.mock('@/app/_trpc/caller', () => ({
  caller: async () => ({
    cycles: {
      read: async () => read.cycle,
      confirmation: async () => read.confirmation,
      renewals: async () => [],
      places: async () => [],
      addressLists: async () => [],
      raterSources: async () => [],
    },
    organizations: {
      frame: async () => ({ organization: { kind: 'provider', role: read.role } }),
    },
  }),
}))
vi.mock('@/app/_components/answered-words', () => ({
  answeredWords: () => ({ sentence: nothing }),
}))
vi.mock('@/app/_components/cycles/forecast-view', () => ({ ForecastView: nothing }))
vi.mock('./_components/asked-list', () => ({ AskedList: nothing }))
vi.mock('./_components/renewal-list', () => ({ RenewalList: nothing }))
vi.mock('./_components/places', () => ({ Places: nothing }))
vi.mock('./_components/address-form', () => ({ AddressForm: nothing }))
vi.mock('@/app/_components/cycles/keep-list', () => ({ KeepList: nothing }))

const pages = { cycle: CyclePage, 'before the mails': OpenCyclePage }

const cycleIn = (state: Cycle['state']) => ({
  ...{ id: 'c', title: 'Machinists', state, occupation: 'Machinists', occupationCode: '51-4041' },
  ...{ closesAt: new Date(Date.UTC(2027, 0, 5)), timeZone: 'UTC', closedAt: null, mails: null },
  ...{ credentials: [], competencies: [], invitedEmployers: 1, repeats: null },
  forecast: { items: [], likely: { fit: 0 }, confirmed: 0, unconfirmed: 1 },
  invitations: [
    {
      id: 'i',
      email: 'pat@keel.example',
      name: null,
      employer: 'Keel Works',
      confirmed: false,
      delivery: 'queued',
    },
  ],
})

const confirmation = {
  groups: [
    {
      ...{ by: [], own: false, askedAt: null, operatorFrom: null, passedOnAt: null },
      employers: [{ id: '1', name: 'Keel Works' }],
    },
  ],
  refused: [],
}

async function shown(page: keyof typeof pages, state: Cycle['state'], role: MemberRole) {
  Object.assign(read, { role, cycle: cycleIn(state), confirmation })
  const element = await pages[page]({
    params: Promise.resolve({ org: 'harbor', id: 'c' }),
    searchParams: Promise.resolve({}),
  })
  const { prelude } = await prerender(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ cycles }}>
      {element}
    </NextIntlClientProvider>,
  )
  return new Response(prelude).text()
}

test.each([
  ['cycle', 'draft'],
  ['cycle', 'open'],
  ['before the mails', 'draft'],
] as const)(
  'on the page of %s, %s, whoever only reads is offered nothing to do',
  async (page, state) => {
    const does = /<form|\/edit\?|\/open"/
    expect(await shown(page, state, 'editor')).toMatch(does)
    expect(await shown(page, state, 'viewer')).not.toMatch(does)
  },
)
