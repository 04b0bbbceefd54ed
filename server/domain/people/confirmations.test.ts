import { describe, expect, test } from 'vitest'
import { type Confirmer, type ConfirmVerdict, confirmVerdict, mergeVerdict } from './confirmations'
import type { Verification } from './organizations'

const operator: Confirmer = { kind: 'operator' }
const partnership: Confirmer = { kind: 'partnership', verification: 'V2' }

type Asked = Partial<Parameters<typeof confirmVerdict>[0]['target']> & { note?: string }

function verdict(by: Confirmer, { note = '', ...target }: Asked): string {
  const result: ConfirmVerdict = confirmVerdict({
    by,
    target: {
      kind: 'employer',
      confirmed: false,
      domain: true,
      placed: true,
      nearby: true,
      elsewhere: false,
      linked: false,
      refused: false,
      ...target,
    },
    note,
  })
  return result.ok ? 'confirmed' : result.reason
}

describe('who confirms whom', () => {
  test.each<[string, Confirmer, Asked, string]>([
    ['a partnership, an employer with its web domain', partnership, {}, 'confirmed'],
    ['a partnership, one without', partnership, { domain: false }, 'no_domain'],
    [
      'a partnership, one turned down',
      partnership,
      { refused: true, note: 'known' },
      'turned_down',
    ],
    ['a partnership, one outside its region', partnership, { nearby: false }, 'outside'],
    [
      'a partnership, one that others believe elsewhere',
      partnership,
      { elsewhere: true },
      'elsewhere',
    ],
    ['the operator, one anywhere', operator, { nearby: false, elsewhere: true }, 'confirmed'],
    [
      'a note does not help a partnership',
      partnership,
      { domain: false, note: 'known' },
      'no_domain',
    ],
    [
      'a partnership nobody confirmed',
      { kind: 'partnership', verification: 'V1' },
      {},
      'confirmer_unconfirmed',
    ],
    ['a partnership, a provider', partnership, { kind: 'provider' }, 'not_a_confirmer'],
    ['a partnership, another partnership', partnership, { kind: 'partnership' }, 'not_a_confirmer'],
    [
      'a provider confirms nobody',
      { kind: 'provider', verification: 'V2' },
      { note: 'known' },
      'not_a_confirmer',
    ],
    [
      'an employer confirms nobody',
      { kind: 'employer', verification: 'V2' },
      {},
      'not_a_confirmer',
    ],
    ['the operator, a web domain', operator, {}, 'confirmed'],
    [
      'the operator, free mail without a reason',
      operator,
      { domain: false, note: ' ' },
      'note_missing',
    ],
    [
      'the operator, free mail with a reason',
      operator,
      { domain: false, note: 'called them' },
      'confirmed',
    ],
    ['the operator, a partnership', operator, { kind: 'partnership', placed: false }, 'confirmed'],
    ['nobody twice', operator, { confirmed: true }, 'confirmed_already'],
    ['nobody without region and sector', partnership, { placed: false }, 'place_missing'],
    ['the operator, one turned down, with a reason', operator, { refused: true }, 'note_missing'],
    ['linked records wait', partnership, { linked: true }, 'linked'],
    ['linked records need the operator’s reason', operator, { linked: true }, 'note_missing'],
    ['with it they pass', operator, { linked: true, note: 'two firms, one office' }, 'confirmed'],
  ])('%s', (_name, by, asked, expected) => {
    expect(verdict(by, asked)).toBe(expected)
  })
})

describe('two records of one employer', () => {
  const base = {
    by: 'partnership' as const,
    same: false,
    keptConfirmedByThem: true,
    goneConfirmedByThem: false,
    goneVerification: 'V0' as Verification,
    goneManaged: false,
  }
  test.each([
    ['the operator merges any', { by: 'operator' as const, keptConfirmedByThem: false }, true],
    ['never one with itself', { by: 'operator' as const, same: true }, false],
    ['a partnership, into one it confirmed', {}, true],
    ['not into another’s', { keptConfirmedByThem: false }, false],
    ['not one that somebody manages', { goneManaged: true }, false],
    ['unless it confirmed both', { goneManaged: true, goneConfirmedByThem: true }, true],
    ['not one that another confirmed', { goneVerification: 'V2' as Verification }, false],
    ['nobody else', { by: 'other' as const }, false],
  ])('%s', (_name, change, ok) => {
    expect(mergeVerdict({ ...base, ...change }).ok).toBe(ok)
  })
})
