import { expect, test } from 'vitest'
import { weaknessOf } from './secrets'

test.each([
  'changeme-changeme-changeme-changeme',
  'CHANGE_ME_1234567890_ABCDEFGHIJKLMN',
  'your-secret-goes-here-9f2a7c41b8d035',
  'replace-this-9f2a7c41b8d0356e1f2a7c4',
  'a-secret-for-development-that-signs-nothing-of-value',
  'x'.repeat(40),
  'abcabcabcabcabcabcabcabcabcabcabcabc',
  '9f2a7c41b8d09f2a7c41b8d09f2a7c41b8d0',
  'abcdefghijklmnopqrstuvwxyz0123456789',
  '01234567890123456789012345678901',
])('%s can be guessed', (secret) => {
  expect(weaknessOf(secret)).not.toBeNull()
})

test.each(['hex', 'base64', 'base64url'] as const)(
  'what chance makes cannot, in %s',
  (encoding) => {
    for (let draw = 0; draw < 500; draw += 1)
      expect(
        weaknessOf(Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString(encoding)),
      ).toBeNull()
  },
)
