import { describe, expect, it } from 'vitest'
import { isFreeMail, normaliseEmail, ownDomain, plainName, spokenName } from './addresses'

describe('a text that is no address', () => {
  it.each([
    ['nothing', ''],
    ['a word', 'ann'],
    ['no person', '@x.com'],
    ['no domain', 'ann@'],
    ['a domain of one part', 'ann@x'],
    ['two signs', 'ann@bo@x.com'],
    ['a blank inside', 'ann lee@x.com'],
    ['a break, and a header after it', 'ann@x.com\nBcc: bo@y.com'],
    ['a dot at the end of a name', 'ann.@x.com'],
    ['two dots', 'ann..lee@x.com'],
    ['a domain that begins with a hyphen', 'ann@-x.com'],
    ['a number for a domain', 'ann@127.0.0.1'],
    ['a character outside ASCII', 'ann@bücher.com'],
    ['a name of 65 characters', `${'a'.repeat(65)}@x.com`],
    ['255 characters', `ann@${'a.'.repeat(124)}com`],
  ])('is told by %s', (_, text) => {
    expect(normaliseEmail(text)).toBeNull()
  })
})

describe('an address', () => {
  it('tells nothing of an employer where anybody can have it', () => {
    expect(ownDomain('a@gmail.com')).toBeNull()
    expect(ownDomain('a@acme.com')).toBe('acme.com')
    expect(isFreeMail('pat@gmail.com')).toBe(true)
    expect(isFreeMail('pat@keel.example')).toBe(false)
  })

  it.each([
    ['Acme Tool & Die, Inc.', 'acme tool and die'],
    ['Café Größe GmbH', 'cafe große gmbh'],
    ["O'Neil Co.", 'oneil'],
    ['Inc', 'inc'],
  ])('%s is compared as %s', (name, plain) => {
    expect(plainName(name)).toBe(plain)
  })
})

describe('a name', () => {
  it.each([
    ['Smith, Bob', 'Bob Smith'],
    ['van der Berg, Jan', 'Jan van der Berg'],
    ['García López, María José', 'María José García López'],
    ["O'Neil, Ann-Marie", "Ann-Marie O'Neil"],
    ['SMITH, BOB', 'BOB SMITH'],
    ['李, 伟', '伟 李'],
  ])('%s is said %s', (written, said) => {
    expect(spokenName(written)).toBe(said)
  })

  it.each([
    'Bob Smith',
    'Smith, Bob, Jr.',
    'Bob Smith, Jr.',
    'Bob Smith, PhD',
    'Ann Lee, RN',
    'Ann Lee, CNC',
    'Ann Lee, Plant Manager',
    'Keel Marine, Inc.',
    'Line 3, Bob',
    ', Bob',
    'Smith,',
    '',
    'Advisory Board of the College, Bob',
  ])('%s stays as it is', (written) => {
    expect(spokenName(written)).toBe(written)
  })
})
