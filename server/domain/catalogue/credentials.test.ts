import { describe, expect, it } from 'vitest'
import { CredentialDetails, claimState } from './credentials'

describe('claimState', () => {
  it.each([
    [false, [], 'not_described'],
    [true, [], 'not_claimed'],
    [true, ['teaches', 'assesses'], 'claimed'],
  ] as const)('described: %s, claims: %o says %s', (described, claims, state) => {
    expect(claimState({ described, claims })).toBe(state)
  })
})

describe('CredentialDetails', () => {
  const details = {
    name: ' CNC certificate ',
    kind: 'certificate',
    description: '',
    url: '',
    lengthText: '',
    costText: null,
    occupationIds: [],
  }
  it('trims, and takes empty words as nothing said', () => {
    expect(CredentialDetails.parse(details)).toMatchObject({
      name: 'CNC certificate',
      url: null,
      lengthText: null,
    })
  })
  it.each(['javascript:alert(1)', 'ftp://x.example', 'nonsense'])('refuses the link %s', (url) => {
    expect(CredentialDetails.safeParse({ ...details, url }).success).toBe(false)
  })
})
