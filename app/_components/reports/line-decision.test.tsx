import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import type { DecisionView } from '@/server/domain/reading/decisions'
import decisions from '../../../messages/en/decisions.json'
import maps from '../../../messages/en/maps.json'
import type { DecisionDesk } from './decision-desk'
import { LineDecision } from './line-decision'

vi.mock('server-only', () => ({}))

const now = new Date('2026-12-01T12:00:00Z')
const nothing = { about: '', done: null, problem: null, typed: new Map<string, string>() }
const desk: DecisionDesk = {
  ...{ org: 'lake', here: '/o/lake/reports/cnc/51-4041', mayDecide: true, mayApprove: false },
  ...{
    members: ['Ruth Calloway', 'ed@lake.example'],
    reader: 'Ruth Calloway',
    now,
    today: '2026-12-01',
    last: nothing,
  },
}
const decision: DecisionView = {
  ...{ id: '11111111-1111-4111-8111-111111111111', competencyId: 'faults', choice: 'accept' },
  ...{ stage: 'proposed', reason: 'A lab of six hours.', dueOn: '2027-08-15', approvedBy: null },
  ...{ owner: { name: 'Ruth Calloway', member: true }, approvedOn: null, effectiveTerm: null },
  ...{ releaseNo: 3, shown: null, hiddenOn: null, at: now, by: 'Ed Ames', progress: [] },
}
const line = { credential: 'cnc', occupation: '51-4041', key: 'faults', label: 'Find faults' }
const readBy = { public: true, publicFrom: null }

function shown(over: Partial<DecisionDesk> = {}, all: DecisionView[] = [], open = false): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ decisions, maps }}>
      <LineDecision
        {...{ line, readBy, open, row: null }}
        desk={{ ...desk, ...over }}
        decisions={all}
      />
    </NextIntlClientProvider>,
  )
}

const refused = (field: string, typed: Record<string, string>) => ({
  last: {
    ...{ about: 'faults', done: null, problem: { message: 'Name who sees to it.', field } },
    typed: new Map(Object.entries({ about: 'faults', ...typed })),
  },
})

test('an undecided line has its form behind its name, filled with the reader as owner', () => {
  const page = shown()
  expect(page).toContain('Decide about Find faults')
  expect(page).not.toContain('<details class="fold" open')
  expect(page).toContain('value="Ruth Calloway"')
  expect(page).toMatch(/name="seen" value=""/)
  expect(shown({}, [], true)).toContain('<details class="fold" open')
})

test('who may not decide reads that nothing is', () => {
  const page = shown({ mayDecide: false })
  expect(page).toContain('Not decided yet')
  expect(page).not.toContain('<form')
})

test('a decided line is text, a proposal until it is approved', () => {
  const page = shown({ mayDecide: false }, [decision])
  expect(page).toContain('We propose to change this')
  expect(page).toContain('Owner Ruth Calloway · due Aug 15, 2027 · decided Dec 1, 2026 by Ed Ames')
  const approved = { ...decision, stage: 'approved' as const, approvedOn: '2026-11-01' }
  expect(page).not.toContain('We will change this')
  expect(shown({ mayDecide: false }, [approved])).toContain('We will change this')
})

test('a decision can be taken back within a day', () => {
  const undo = 'Take back the decision about Find faults'
  expect(shown({}, [decision])).toContain(undo)
  const later = new Date(now.getTime() + 24 * 3_600_000)
  expect(shown({ now: later }, [decision])).not.toContain(undo)
})

test('what was refused comes back in the open form, at its field', () => {
  const page = shown(
    refused('fields.owner', { form: 'decide', choice: 'plan', reason: 'Money is short.' }),
  )
  expect(page).toContain('<details class="fold" open')
  expect(page).toContain('href="#owner-faults"')
  expect(page).toContain('Money is short.')
  expect(page).toMatch(/value="plan"[^>]*checked|checked[^>]*value="plan"/)
})

test('and in the other form, when that was refused', () => {
  const typed = { form: 'finish', state: 'done', note: 'The outline' }
  const page = shown(refused('happenedOn', typed), [decision])
  expect(page).toContain('href="#finish-happenedOn-faults"')
  expect(page.match(/<details class="fold" open/g)).toHaveLength(1)
  expect(page).not.toContain('href="#happenedOn-faults"')
})

test('a refusal about one line is told at no other', () => {
  const { last } = refused('owner', { form: 'decide' })
  expect(shown({ last: { ...last, about: 'drawings' } })).not.toContain('Name who sees to it.')
})

test('only owners are asked about an approval', () => {
  expect(shown()).not.toContain('Approved by')
  expect(shown({ mayApprove: true })).toContain('Approved by')
})

test('earlier decisions are its history', () => {
  const earlier = { ...decision, id: '2', choice: 'will_not_do' as const, reason: 'No room.' }
  const page = shown({ mayDecide: false }, [decision, earlier])
  expect(page).toContain('One earlier decision')
  expect(page).toContain('We propose not to change this')
})

test('what it showed is said to be hidden', () => {
  const page = shown({}, [{ ...decision, hiddenOn: now }])
  expect(page).toContain('is hidden since Dec 1, 2026')
})
