import { describe, expect, test } from 'vitest'
import { colleagueAt, colleaguesDomain } from './colleagues'

describe('an invitation is passed on within one web domain', () => {
  test.each([
    ['bo@acme.example', { email: 'bo@acme.example' }],
    ['  Bo@ACME.example ', { email: 'bo@acme.example' }],
    ['mailto:bo@acme.example', { email: 'bo@acme.example' }],
    ['ann@acme.example', { refused: 'sameAddress', domain: 'acme.example' }],
    ['ANN@acme.example', { refused: 'sameAddress', domain: 'acme.example' }],
    ['bo@plant.acme.example', { refused: 'otherDomain', domain: 'acme.example' }],
    ['bo@acme.example.evil.example', { refused: 'otherDomain', domain: 'acme.example' }],
    ['bo@notacme.example', { refused: 'otherDomain', domain: 'acme.example' }],
    ['bo@gmail.com', { refused: 'otherDomain', domain: 'acme.example' }],
    ['bo@evil.example@acme.example', { refused: 'notAddress', domain: 'acme.example' }],
    ['bo@acme.example, cy@acme.example', { refused: 'notAddress', domain: 'acme.example' }],
    ['bo@acme.example\r\nBcc: cy@evil.example', { refused: 'notAddress', domain: 'acme.example' }],
    ['Bo', { refused: 'notAddress', domain: 'acme.example' }],
    ['', { refused: 'notAddress', domain: 'acme.example' }],
  ])('%j', (typed, outcome) => {
    expect(colleagueAt('acme.example', typed, 'ann@acme.example')).toEqual(outcome)
  })

  test.each([
    ['ann@acme.example', 'acme.example'],
    ['ann@gmail.com', null],
    ['ann@k12.wi.us', null],
  ])('colleagues of %s are at %s', (invited, domain) => {
    expect(colleaguesDomain(invited)).toBe(domain)
  })
})
