import { TRPCError } from '@trpc/server'
import { expect, test, vi } from 'vitest'
import { pageData } from './page-data'

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(new Headers({ 'x-path': '/o/a/team?tab=2' })),
}))

const failing = (code: TRPCError['code']) => pageData(Promise.reject(new TRPCError({ code })))

test.each(['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST'] as const)(
  'a page about what is refused with %s does not exist',
  async (code) => {
    await expect(failing(code)).rejects.toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;404' })
  },
)

test('someone signed out is sent to sign in, and comes back', async () => {
  await expect(failing('UNAUTHORIZED')).rejects.toMatchObject({
    digest: expect.stringContaining(';/sign-in?next=%2Fo%2Fa%2Fteam%3Ftab%3D2;'),
  })
})

test.each(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TOO_MANY_REQUESTS'] as const)(
  'trouble that is not about the address stays what it is: %s',
  async (code) => {
    await expect(failing(code)).rejects.toMatchObject({ code })
  },
)
