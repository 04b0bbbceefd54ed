import { expect, test } from 'vitest'
import { claimVerdict } from './organizations'

const record = {
  kind: 'employer',
  managed: false,
  confirmed: false,
  domain: null,
  email: 'ann@elsewhere.example',
  invited: true,
} as const

test.each([
  ['an invited address takes over a record without a domain', {}, { ok: true, proven: false }],
  [
    'an invited address does not take over one with a domain, proven or not',
    { domain: 'bolt.example' },
    { ok: false, reason: 'stranger' },
  ],
  [
    'an invited address does not take over a confirmed one',
    { confirmed: true },
    { ok: false, reason: 'stranger' },
  ],
  [
    'an address at the own domain takes over a confirmed one',
    { confirmed: true, domain: 'bolt.example', email: 'ann@bolt.example', invited: false },
    { ok: true, proven: true },
  ],
  ['a stranger takes over nothing', { invited: false }, { ok: false, reason: 'stranger' }],
  ['a managed record stays managed', { managed: true }, { ok: false, reason: 'managed' }],
  ['a provider is not claimed', { kind: 'provider' }, { ok: false, reason: 'not_an_employer' }],
] as const)('%s', (_promise, change, verdict) => {
  expect(claimVerdict({ ...record, ...change })).toEqual(verdict)
})
