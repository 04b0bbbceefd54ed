import { expect, test } from 'vitest'
import { claimVerdict } from './organizations'

const record = {
  kind: 'employer',
  managed: false,
  verification: 'V0',
  domain: 'bolt.example',
  email: 'ann@elsewhere.example',
  invited: true,
} as const

test.each([
  ['an invited address takes over an unproven record', {}, { ok: true, proven: false }],
  [
    'an invited address does not take over a proven one',
    { verification: 'V1' },
    { ok: false, reason: 'stranger' },
  ],
  [
    'an invited address does not take over a confirmed one',
    { verification: 'V2' },
    { ok: false, reason: 'stranger' },
  ],
  [
    'an address at the own domain takes over a confirmed one',
    { verification: 'V2', email: 'ann@bolt.example', invited: false },
    { ok: true, proven: true },
  ],
  ['a stranger takes over nothing', { invited: false }, { ok: false, reason: 'stranger' }],
  ['a managed record stays managed', { managed: true }, { ok: false, reason: 'managed' }],
  ['a provider is not claimed', { kind: 'provider' }, { ok: false, reason: 'not_an_employer' }],
] as const)('%s', (_promise, change, verdict) => {
  expect(claimVerdict({ ...record, ...change })).toEqual(verdict)
})
