import { expect, type Page } from '@playwright/test'

/** Calls a mutation as the person signed in on the page, as the page's own script would. */
export async function change<T>(page: Page, path: string, input: object): Promise<T> {
  const answer = await page.request.post(`/api/trpc/${path}`, {
    headers: { origin: new URL(page.url()).origin, 'content-type': 'application/json' },
    data: { json: input },
  })
  expect(answer.status(), `${path}: ${(await answer.text()).slice(0, 400)}`).toBe(200)
  return (await answer.json()).result.data.json
}

/** Calls a query as the person signed in on the page. */
export async function ask<T>(page: Page, path: string, input: object): Promise<T> {
  const given = encodeURIComponent(JSON.stringify({ json: input }))
  const answer = await page.request.get(`/api/trpc/${path}?input=${given}`)
  expect(answer.status(), `${path}: ${(await answer.text()).slice(0, 400)}`).toBe(200)
  return (await answer.json()).result.data.json
}
