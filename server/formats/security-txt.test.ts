import fc from 'fast-check'
import { expect, test } from 'vitest'
import { securityTxt } from './security-txt'

const site = {
  contact: 'mailto:security@plumbline.example',
  appUrl: 'https://plumbline.example',
  language: 'en',
}

test('it names the contact, the languages and its own address', () => {
  expect(securityTxt({ ...site, now: new Date('2026-11-30T13:00:00Z') })).toBe(
    [
      'Contact: mailto:security@plumbline.example',
      'Expires: 2027-05-29T00:00:00.000Z',
      'Preferred-Languages: en',
      'Canonical: https://plumbline.example/.well-known/security.txt',
      '',
    ].join('\n'),
  )
})

test('whenever it is read, it runs out later, and within the year', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (now) => {
        const expires = /^Expires: (.+)$/m.exec(securityTxt({ ...site, now }))?.[1] ?? ''
        const ahead = Date.parse(expires) - now.getTime()
        expect(ahead).toBeGreaterThan(0)
        expect(ahead).toBeLessThan(365 * 86_400_000)
      },
    ),
  )
})
