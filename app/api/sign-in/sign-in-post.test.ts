import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { DomainError } from '@/server/domain/errors'
import { env } from '@/server/env'
import { signInPost } from './sign-in-post'

vi.mock('server-only', () => ({}))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key }))
vi.mock('@/app/_trpc/request-context', () => ({ requestContext: () => Promise.resolve({}) }))

test('who tried too often is told for how long to wait, in words and to the browser', async () => {
  const { origin } = new URL(env().appUrl)
  const request = new NextRequest(`${origin}/api/sign-in/code`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '6' },
    body: 'code=1',
  })
  const often = new DomainError('limit_reached', 'limits.tooOften', { values: { minutes: 7 } })
  const response = await signInPost(request, () => Promise.reject(often))
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '420'])
  expect(await response.text()).toContain('Try again in 7 minutes.')
})
