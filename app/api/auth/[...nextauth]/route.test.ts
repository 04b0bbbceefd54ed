import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { authOptions } from '@/server/auth'
import { GET, POST } from './route'

const paths = [
  'session',
  'csrf',
  'providers',
  'signin',
  'signout',
  'callback/email',
  'error',
  '_log',
]

test.each(paths)('without a provider there is nothing at /api/auth/%s', async (path) => {
  expect(authOptions.providers).toEqual([])
  const params = Promise.resolve({ nextauth: path.split('/') })
  for (const [method, answer] of [
    ['GET', GET],
    ['POST', POST],
  ] as const) {
    const request = new NextRequest(
      `http://127.0.0.1/api/auth/${path}?callbackUrl=//evil.example`,
      { method },
    )
    const response = await answer(request, { params })
    expect(response.status).toBe(404)
    expect([...response.headers.keys()]).toEqual(['cache-control'])
  }
})
