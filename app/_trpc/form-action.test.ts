import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { DomainError, type DomainErrorCode } from '@/server/domain/errors'
import { env } from '@/server/env'
import { formAction } from './form-action'
import { readProblem } from './form-problem'

const session = vi.hoisted(() => ({ user: vi.fn() }))

vi.mock('server-only', () => ({}))
vi.mock('@/server/auth', () => ({
  sessionCookie: { name: 'session', options: {} },
  readSessionUser: session.user,
}))
vi.mock('./route-caller', () => ({ routeCaller: () => Promise.resolve({}) }))

const somebody = { id: '1', email: 'ann@acme.example', operator: false }

function post(body: string): NextRequest {
  return new NextRequest(`${env().appUrl}/o/a/save`, {
    method: 'POST',
    headers: {
      origin: new URL(env().appUrl).origin,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
    },
    body,
  })
}

function ledTo(response: Response): { path: string; query: Record<string, string> } {
  const url = new URL(response.headers.get('location') ?? '', env().appUrl)
  return { path: url.pathname, query: Object.fromEntries(url.searchParams) }
}

function refuse(code: DomainErrorCode) {
  return () => Promise.reject(new DomainError(code, 'imports.nameMissing', { field: 'name' }))
}

test('a form leads to the page that its work names', async () => {
  session.user.mockResolvedValue(somebody)
  const response = await formAction(post('name=Ann&more=1&more=2'), '/o/a', (_, field, { all }) =>
    Promise.resolve(`/o/${field('name')}?${all('more')}${field('none')}`),
  )
  expect([response.status, response.headers.get('location')]).toEqual([303, '/o/Ann?1,2'])
})

test('a refusal leads back to the form with its sentence, its field and what was typed', async () => {
  session.user.mockResolvedValue(somebody)
  const back = '/o/a?tab=2'
  const { path, query } = ledTo(
    await formAction(post('name=A&secret=b'), back, refuse('invalid'), { keep: ['name'] }),
  )
  expect(path).toBe('/o/a')
  expect(query).toMatchObject({ tab: '2', 'was.name': 'A' })
  expect(JSON.stringify(query)).not.toContain('secret')
  expect(readProblem(query)).toEqual({ message: 'Give the framework a name.', field: 'name' })
})

test('and to the part of the page that the form stands in', async () => {
  session.user.mockResolvedValue(somebody)
  const at = ({ field }: { field: (name: string) => string }) => `line-${field('about')}`
  const response = await formAction(post('about=3'), '/o/a', refuse('invalid'), { at })
  expect(response.headers.get('location')).toMatch(/^\/o\/a\?problem=.*#line-3$/)
})

test('a page with words of its own hears what was refused', async () => {
  session.user.mockResolvedValue(somebody)
  const response = await formAction(post('name=A'), '/o/a', refuse('conflict'), {
    refused: (error, { field }) => `/o/a?problem=${error.code}&was=${field('name')}`,
  })
  expect(response.headers.get('location')).toBe('/o/a?problem=CONFLICT&was=A')
})

test('a form that breaks off is not taken for one with empty fields', async () => {
  session.user.mockResolvedValue(somebody)
  const act = vi.fn(() => Promise.resolve('/o/a'))
  const request = post('name=A')
  vi.spyOn(request, 'formData').mockRejectedValue(new TypeError('The connection was lost.'))
  expect((await formAction(request, '/o/a', act)).status).toBe(500)
  expect(act).not.toHaveBeenCalled()
})

test('whoever is signed out goes to the sign-in page and comes back, before anything is done', async () => {
  const act = vi.fn(() => Promise.resolve('/o/a'))
  const signIn = { path: '/sign-in', query: { next: '/o/a?tab=2' } }
  session.user.mockResolvedValue(null)
  expect(ledTo(await formAction(post('name=A'), '/o/a?tab=2', act))).toEqual(signIn)
  expect(act).not.toHaveBeenCalled()
  session.user.mockResolvedValue(somebody)
  const gone = await formAction(post('name=A'), '/o/a?tab=2', refuse('unauthenticated'))
  expect(ledTo(gone)).toEqual(signIn)
})

test('a text comes back whole: in the address while it fits, else on a page to be sent again', async () => {
  session.user.mockResolvedValue(somebody)
  const refused = (text: string) =>
    formAction(post(`text=${encodeURIComponent(text)}&more=%22x%22`), '/o/a', refuse('invalid'), {
      keep: ['text'],
    })
  const some = 'Acme Tools\n'.repeat(100)
  expect(ledTo(await refused(some)).query['was.text']).toBe(some)
  const long = '\n</textarea><b>Acme & Söhne\n'.repeat(400)
  const response = await refused(long)
  expect([response.status, response.headers.get('location')]).toEqual([400, null])
  expect(response.headers.get('content-security-policy')).toContain("form-action 'self'")
  const page = await response.text()
  expect(page).toContain('Give the framework a name.')
  expect(page).toContain('<form method="post" action="/o/a/save"')
  expect(page).toContain('<input type="hidden" name="more" value="&#34;x&#34;">')
  const typed = /<textarea name="text"[^>]*>\n([^<]*)<\/textarea>/.exec(page)?.[1] ?? ''
  expect(typed.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(long)
})
