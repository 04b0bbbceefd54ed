import { describe, expect, it } from 'vitest'
import { CredentialDetails, claimState } from './credentials'

describe('claimState', () => {
  it.each([
    [[], 'not_described'],
    [['b'], 'not_claimed'],
    [['a', 'b'], 'claimed'],
  ])('a credential that claims %o says of "a": %s', (claims, state) => {
    expect(claimState(new Set(claims), 'a')).toBe(state)
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
