import { expect, type Page } from '@playwright/test'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import superjson from 'superjson'
import type { AppRouter } from '@/server/routers'

type Inputs = inferRouterInputs<AppRouter>
type Outputs = inferRouterOutputs<AppRouter>
type Noun = keyof Inputs & string
/** A procedure as it is asked for, such as `cycles.create`. */
type Procedure = { [N in Noun]: `${N}.${keyof Inputs[N] & string}` }[Noun]
type Of<
  All extends Record<Noun, unknown>,
  P extends Procedure,
> = P extends `${infer N extends Noun}.${infer V}`
  ? V extends keyof All[N]
    ? All[N][V]
    : never
  : never

/** What a procedure takes; a journey that gives something else does not compile. */
export type Input<P extends Procedure> = Of<Inputs, P>
/** What a procedure answers. */
export type Output<P extends Procedure> = Of<Outputs, P>

/** Calls a mutation as the person signed in on the page, as the page's own script would. */
export async function change<P extends Procedure>(
  page: Page,
  path: P,
  input: Input<P>,
): Promise<Output<P>> {
  const answer = await page.request.post(`/api/trpc/${path}`, {
    headers: { origin: new URL(page.url()).origin, 'content-type': 'application/json' },
    data: superjson.serialize(input),
  })
  expect(answer.status(), `${path}: ${(await answer.text()).slice(0, 400)}`).toBe(200)
  return superjson.deserialize((await answer.json()).result.data)
}

/** Calls a query as the person signed in on the page. */
export async function ask<P extends Procedure>(
  page: Page,
  path: P,
  input: Input<P>,
): Promise<Output<P>> {
  const given = encodeURIComponent(superjson.stringify(input))
  const answer = await page.request.get(`/api/trpc/${path}?input=${given}`)
  expect(answer.status(), `${path}: ${(await answer.text()).slice(0, 400)}`).toBe(200)
  return superjson.deserialize((await answer.json()).result.data)
}
