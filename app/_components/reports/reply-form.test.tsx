import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import type { ReplyView } from '@/server/domain/reading/replies'
import replies from '../../../messages/en/replies.json'
import type { DecisionDesk } from './decision-desk'
import { ReplyForm, type ReplyReaders } from './reply-form'
import { replyId } from './report-forms'

vi.mock('server-only', () => ({}))

const now = new Date('2026-12-01T12:00:00Z')
const day = new Date('2026-12-09T12:00:00Z')
const nothing = { about: '', done: null, problem: null, typed: new Map<string, string>() }
const desk: DecisionDesk = {
  ...{ org: 'lake', here: '/o/lake/reports/cnc/51-4041', mayDecide: true, mayApprove: false },
  ...{ members: ['Ruth Calloway'], reader: 'Ruth Calloway', now, today: '2026-12-01' },
  last: nothing,
}
const kept: ReplyView = {
  ...{ id: '11111111-1111-4111-8111-111111111111', competencyId: null, text: 'Their draft.' },
  ...{ state: 'draft', at: now, by: 'Ed Ames', published: null, meanwhile: null, hidden: null },
}
const everybody = { confirmed: true, published: true, publicFrom: null }

function shown(
  reply: ReplyView | null,
  over: { readers?: ReplyReaders; last?: DecisionDesk['last'] } = {},
): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ replies }}>
      <ReplyForm
        desk={{ ...desk, last: over.last ?? nothing }}
        place={{ credential: 'cnc', occupation: '51-4041' }}
        line={null}
        reply={reply}
        readers={over.readers ?? everybody}
      />
    </NextIntlClientProvider>,
  )
}

test('what is kept is in the field, and is written on from there', () => {
  const page = shown(kept)
  expect(page).toContain('>Their draft.</textarea>')
  expect(page).toContain(`name="seen" value="${kept.id}"`)
  expect(page).toContain('it stands beside the public map at once')
  expect(page).not.toContain('Draft of')
  expect(page).not.toContain('>Withdraw<')
})

test('what was typed comes back, and a draft that somebody kept meanwhile is read beside it', () => {
  const problem = { message: 'Ed Ames wrote here meanwhile.', field: 'text' }
  const typed = new Map([['text', 'My words.']])
  const last = { about: replyId(null), done: null, problem, typed }
  const page = shown(kept, { last })
  expect(page).toContain('>My words.</textarea>')
  expect(page).toContain('Draft of Dec 1, 2026 by Ed Ames:')
  expect(page).toContain('Their draft.')
  expect(shown({ ...kept, by: null }, { last })).toContain('Draft of Dec 1, 2026:')
})

test('what stands until a day is read beside what stands from then on', () => {
  const page = shown({
    ...kept,
    ...{ state: 'published', text: 'After.', meanwhile: { text: 'Before.', at: now } },
    published: { id: kept.id, text: 'After.', at: day },
  })
  expect(page).toMatch(
    /In public since Dec 1, 2026:.*Before\..*In public from Dec 9, 2026:.*After\./,
  )
  expect(page).toContain('>Withdraw<')
})

test('what was hidden is told with its reason', () => {
  const hidden = { at: now, reason: 'It names a person.' }
  expect(shown({ ...kept, hidden })).toContain(
    'hid what stood here on Dec 1, 2026. The reason: It names a person.',
  )
})

test.each([
  [{ ...everybody, confirmed: false }, 'has to be confirmed before'],
  [{ ...everybody, published: false }, 'has to be published before'],
])('who may not publish yet is told why, and can keep a draft', (readers, why) => {
  const page = shown(null, { readers })
  expect(page).toContain(why)
  expect(page).toContain('Save as draft')
  expect(page).not.toContain('value="publish"')
})
