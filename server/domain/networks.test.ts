import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkPart } from './networks'

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['192.0.2.77:4711', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:22ff::7', '2001:db8:1:2200::/56'],
  ['[2001:DB8:1:22aa:0:0:0:7]:443', '2001:db8:1:2200::/56'],
  ['fe80::1%eth0', 'fe80:0:0:0::/56'],
  ['::1', '0:0:0:0::/56'],
  ['192.0.2', null],
  ['192.0.2.256', null],
  ['1:2:3', null],
  ['1::2::3', null],
  ['1:2:3:4:5:6:7:8:9', null],
  ['unknown', null],
  ['', null],
])('the network of "%s" is %s', (address, expected) => {
  expect(networkPart(address)).toBe(expected)
})

test('machines of one network are told apart by nothing', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet), octet, octet, (network, one, other) => {
      const at = (last: number) => networkPart([...network, last].join('.'))
      expect(at(one)).toBe(at(other))
    }),
  )
  const group = fc.integer({ min: 0, max: 0xffff })
  const groups = (length: number) => fc.array(group, { minLength: length, maxLength: length })
  fc.assert(
    fc.property(groups(3), fc.tuple(octet, octet), groups(4), groups(4), (...drawn) => {
      const [network, [high, low], one, other] = drawn
      const at = (subnet: number, rest: number[]) =>
        networkPart([...network, high * 256 + subnet, ...rest].map((n) => n.toString(16)).join(':'))
      expect(at(low, one)).toBe(at(0, other))
    }),
  )
})
