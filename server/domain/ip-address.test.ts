import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAs, partsOf } from './ip-address.mjs'
import { networkPart } from './networks'

test.each([
  ['192.0.2.77', '192.0.2.77'],
  ['192.0.2.77:4711', '192.0.2.77'],
  ['::ffff:192.0.2.77', '192.0.2.77'],
  ['[::FFFF:192.0.2.77]:443', '192.0.2.77'],
  ['::ffff:c000:24d', '192.0.2.77'],
  ['0:0:0:0:0:ffff:192.0.2.77', '192.0.2.77'],
  ['2001:db8:1:2::7', '2001:db8:1:2::'],
  ['2001:db8:1:2:a:b:c:d', '2001:db8:1:2::'],
  ['2001:DB8:0001:0002::1', '2001:db8:1:2::'],
  ['[2001:db8:1:2::7]:443', '2001:db8:1:2::'],
  ['2001:db8::7', '2001:db8:0:0::'],
  ['2001:db8:0:0:5::7', '2001:db8:0:0::'],
  ['64:ff9b::192.0.2.77', '64:ff9b:0:0::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
  ['::1', '0:0:0:0::'],
  ['192.0.2', null],
  ['192.0.2.256', null],
  ['::ffff:192.0.2.256', null],
  ['1::2::3', null],
  ['unknown', null],
  ['', null],
])('"%s" is counted as %s', (address, expected) => {
  expect(countedAs(address)).toBe(expected)
})

test('an address is itself however it is written, and its network stays the same when it is cut', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(groups, fc.ipV6(), fc.ipV4(), (numbers, six, four) => {
      const text = numbers.map((number) => number.toString(16).padStart(4, '0')).join(':')
      if (numbers[5] !== 0xffff) expect(partsOf(text)).toEqual(numbers)
      for (const address of [six, four, text])
        expect(networkPart(countedAs(address) ?? '')).toBe(networkPart(address))
    }),
  )
})
