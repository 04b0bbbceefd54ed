import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import employers from '../../../messages/en/employers.json'
import { Decided } from './decided'
import type { Decision } from './read-decision'
import { WaitingList } from './waiting-list'
import type { WaitingRecord } from './waiting-row'

vi.mock('server-only', () => ({}))

const recordOf = (at: number): WaitingRecord => ({
  ...{ id: `${String(at).padStart(8, '0')}-0000-4000-8000-000000000000`, name: `Works ${at}` },
  ...{ domain: `works-${at}.example`, county: null, industry: null, sizeBand: null, links: [] },
  proposals: [{ asker: null, county: 'Lorain County, Ohio', industry: null, askedAt: null }],
  proven: false,
})
const records = Array.from({ length: 51 }, (_, at) => recordOf(at + 1))
const nothing: Decision = {
  ...{ all: null, ticked: new Set(), typed: new Map(), problems: new Map() },
  ...{ refusal: undefined, problem: null, done: null },
}
const problem = { message: 'This organization is confirmed already.', field: null }

function shown(element: React.ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ employers }}>
      {element}
    </NextIntlClientProvider>,
  )
}

function list(decision: Partial<Decision>, search = ''): string {
  return shown(
    <WaitingList
      {...{ action: '/decide', list: 'waiting', search, label: 'Waiting', records, placed: true }}
      may={() => true}
      decision={{ ...nothing, ...decision }}
    />,
  )
}

test('what could not be decided is on the page with its reason, however many wait before it', () => {
  expect(list({})).not.toContain('Works 51')
  const page = list({ ticked: new Set(['00000051']), problems: new Map([['00000051', problem]]) })
  expect(page).toContain('Works 51')
  expect(page).toContain(problem.message)
  expect(page.match(/ checked=""/g)).toHaveLength(1)
})

test('all of one list are ticked, and no other’s', () => {
  expect(list({ all: 'waiting' }).match(/ checked=""/g)).toHaveLength(25)
  expect(list({ all: 'employer' })).not.toContain(' checked=""')
})

test('the form carries what was searched and what was filled in, and Enter confirms', () => {
  const page = list({}, 'keel')
  expect(page).toContain('<input type="hidden" name="q" value="keel"/>')
  expect(page).toContain(`name="guess.county.${records[0]?.id}" value="Lorain County, Ohio"`)
  expect(/<button[^>]*>/.exec(page)?.[0]).toContain('value="confirm"')
})

test('why one that waits no more could not be decided is told above', () => {
  const done = { word: 'confirmed' as const, count: 0, undone: 2 }
  const problems = new Map([
    ['00000001', problem],
    ['99999999', problem],
  ])
  const told = shown(<Decided decision={{ ...nothing, problems, done }} waiting={records} />)
  expect(told).toContain('1 could not be decided: the reason stands beside it')
  expect(told).toContain(`1 could not be decided and waits no more: ${problem.message}`)
})
