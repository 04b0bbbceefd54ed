import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { DomainError } from '@/server/domain/errors'
import { mostDecided } from '@/server/domain/people/confirmations'
import { env } from '@/server/env'
import { decidePost } from './decide-post'
import { readDecision } from './read-decision'

vi.mock('server-only', () => ({}))
vi.mock('@/server/auth', () => ({
  sessionCookie: { name: 'session', options: {} },
  readSessionUser: async () => ({ id: '1', email: 'ann@acme.example', operator: true }),
}))
vi.mock('@/app/_trpc/route-caller', () => ({ routeCaller: () => Promise.resolve({}) }))

const idOf = (at: number) => `${String(at).padStart(8, '0')}-0000-4000-8000-000000000000`
const rows = Array.from({ length: mostDecided }, (_, at) => idOf(at))
const unknown = 'We do not know this county. Write it like “Lorain County, Ohio”.'

type Undone = { organizationId: string; message: string; field: string | null }[]

/** Where a press leads, when of those ticked these cannot be decided. */
async function press(
  pairs: [string, string][],
  undone: Undone | Error = [],
  { verb = 'confirm', list = 'waiting' } = {},
) {
  const page = '/o/four-harbors/employers'
  const body = new URLSearchParams([['do', verb], ['list', list], ...pairs]).toString()
  const request = new NextRequest(`${env().appUrl}${page}/decide`, {
    method: 'POST',
    headers: {
      origin: new URL(env().appUrl).origin,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    },
    body,
  })
  const decide = async (ids: number) => {
    if (undone instanceof Error) throw undone
    return { done: ids - undone.length, undone }
  }
  const response = await decidePost(request, page, () => ({
    confirm: (each) => decide(each.length),
    refuse: ({ organizationIds }) => decide(organizationIds.length),
  }))
  const location = response.headers.get('location') ?? ''
  const url = new URL(location, env().appUrl)
  const query: Record<string, string | string[]> = {}
  for (const name of new Set(url.searchParams.keys())) {
    const all = url.searchParams.getAll(name)
    query[name] = all.length > 1 ? all : (all[0] ?? '')
  }
  return { location, url, decision: readDecision(query) }
}

const ticks = rows.map((id): [string, string] => ['employer', id])
const typed = (county: string, industry: string) =>
  rows.flatMap((id): [string, string][] => [
    [`county.${id}`, county],
    [`industry.${id}`, industry],
  ])
const allUndone = rows.map((organizationId) => ({
  organizationId,
  message: unknown,
  field: 'county',
}))

test('as many as a page holds come back whole in an address that servers in front let through', async () => {
  const { location, decision } = await press(
    [...ticks, ...typed('Cuyahoga County, Ohio', 'machine shop')],
    allUndone,
  )
  expect(location.length).toBeLessThan(3_300)
  expect(decision.problems.size).toBe(mostDecided)
  expect(decision.ticked.size).toBe(mostDecided)
  for (const id of rows) {
    expect(decision.typed.get(`county.${id.slice(0, 8)}`)).toBe('Cuyahoga County, Ohio')
    expect(decision.typed.get(`industry.${id.slice(0, 8)}`)).toBe('machine shop')
  }
})

test('whatever is typed, the address stays as short, and says each reason', async () => {
  const long = [...ticks, ...typed('Ö'.repeat(120), '郡'.repeat(160))]
  const { location, decision } = await press(long, allUndone)
  expect(location.length).toBeLessThan(3_300)
  expect(decision.problems.size).toBe(mostDecided)
})

test('what was only filled in is not carried, and what was emptied is', async () => {
  const [first = '', second = ''] = rows
  const { decision, location } = await press(
    [
      ...ticks.slice(0, 2),
      [`guess.county.${first}`, 'Lorain County, Ohio'],
      [`county.${first}`, 'Lorain County, Ohio'],
      [`guess.county.${second}`, 'Lorain County, Ohio'],
      [`county.${second}`, ''],
    ],
    allUndone.slice(0, 2),
  )
  expect(location).not.toContain('Lorain+County%2C+Ohio&was')
  expect([...decision.typed]).toEqual([[`county.${second.slice(0, 8)}`, '']])
})

test('the page comes again as it was searched, at the list it was about', async () => {
  const pairs: [string, string][] = [...ticks.slice(0, 1), ['q', 'keel & co']]
  const { url } = await press(pairs, allUndone.slice(0, 1), { list: 'employer' })
  expect([url.searchParams.get('q'), url.hash]).toEqual(['keel & co', '#employer'])
})

test('what was typed beside a row that is left stays; that of one that is done goes, and so do its reasons', async () => {
  const [first = '', second = ''] = rows
  const { decision } = await press([
    ['employer', first],
    ['note', 'Called them.'],
    [`county.${first}`, 'Lorain'],
    [`county.${second}`, 'Erie'],
  ])
  expect([...decision.typed]).toEqual([[`county.${second.slice(0, 8)}`, 'Erie']])
  expect(decision).toMatchObject({ all: null, done: { word: 'confirmed', count: 1, undone: 0 } })
})

test('without script all are ticked, and what was typed stays', async () => {
  const [first = ''] = rows
  const { decision } = await press(
    [
      ['refusal', 'Not known here.'],
      [`county.${first}`, 'Erie'],
    ],
    [],
    { verb: 'all', list: 'employer' },
  )
  expect(decision).toMatchObject({ all: 'employer', done: null })
  expect([...decision.typed]).toEqual([
    ['refusal', 'Not known here.'],
    [`county.${first.slice(0, 8)}`, 'Erie'],
  ])
})

test('an address that is not of ours ticks and types nothing', () => {
  const decision = readDecision({ all: 'waiting', sealed: 'made-up', tick: '1', 'was.note': 'a' })
  expect(decision).toMatchObject({ all: null, ticked: new Set(), typed: new Map() })
})

test('a press that is refused as a whole keeps the ticks and the whole reason', async () => {
  const reason = 'a reason '.repeat(55)
  const refused = new DomainError('invalid', 'confirmations.noteMissing', { field: 'note' })
  const { decision } = await press([...ticks, ['note', reason]], refused)
  expect(decision.ticked.size).toBe(mostDecided)
  expect(decision.typed.get('note')).toBe(reason)
})
