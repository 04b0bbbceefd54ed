import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import cycles from '../../../../../../messages/en/cycles.json'
import { Confirmation, ConfirmationGroups } from './confirmation'
import { unconfirmedSaid } from './confirmers-said'
import type { Confirmation as View } from './cycle'

type Group = View['groups'][number]

const alder = { id: 'a', name: 'Alder' }
const birch = { id: 'b', name: 'Birch' }
const day = (day: number) => new Date(Date.UTC(2026, 10, day))

const group = (about: Partial<Group> = {}): Group => ({
  ...{ by: [alder, birch], own: false, askedAt: null, operatorFrom: null, passedOnAt: null },
  employers: [{ id: '1', name: 'Keel Works' }],
  ...about,
})

function shown(element: React.ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ cycles }}>
      {element}
    </NextIntlClientProvider>,
  )
}

const groupsShown = (groups: Group[]) =>
  shown(<ConfirmationGroups org="harbor" operator="Site" confirmation={{ groups, refused: [] }} />)

describe('who confirms', () => {
  test.each<[string, Partial<Group>, string]>([
    ['can be any of several', {}, 'Alder or Birch can confirm 1 employer.'],
    [
      'is all who were asked',
      { askedAt: day(2) },
      'Alder and Birch were asked on November 2, 2026',
    ],
    [
      'is one who was asked',
      { askedAt: day(2), by: [alder] },
      'Alder was asked on November 2, 2026',
    ],
    ['is the operator', { askedAt: day(2), by: [] }, 'Site was asked on November 2, 2026'],
    [
      'will be the operator, too',
      { askedAt: day(2), operatorFrom: day(9) },
      'If nobody has by November 9, 2026, Site is asked.',
    ],
    [
      'is the operator, too, since it was passed on',
      { askedAt: day(2), passedOnAt: day(9) },
      'Site was asked, too, on November 9, 2026.',
    ],
  ])('%s', (_who, about, sentence) => {
    expect(groupsShown([group(about)])).toContain(sentence)
  })

  test('what was passed on is not promised any more', () => {
    expect(groupsShown([group({ askedAt: day(2), passedOnAt: day(9) })])).not.toContain('If nobody')
  })

  test('one press names everybody whom it asks, once', () => {
    const groups = [group(), group({ by: [birch] }), group({ by: [] })]
    const page = shown(
      <Confirmation
        {...{ org: 'harbor', cycleId: 'c', operator: 'Site', mayAsk: true }}
        confirmation={{ groups, refused: [] }}
      />,
    )
    expect(page).toContain('Ask Alder, Birch, and Site to confirm these 3')
  })

  test('as many are not confirmed as are listed', () => {
    const groups = [group(), group({ employers: [alder, birch] })]
    expect(unconfirmedSaid({ groups, refused: [] })).toBe(3)
    expect(unconfirmedSaid({ groups, refused: [{ ...alder, reason: null }] })).toBe(4)
  })
})
