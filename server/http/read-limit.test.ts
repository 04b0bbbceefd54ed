import { describe, expect, it } from 'vitest'
import { readLimit } from './read-limit.mjs'
import { open } from './visit'

describe('reads that are computed, from one network', () => {
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
  const few = () => readLimit({ tries: { computed: 2, personal: 4 } })

  it('are counted a minute, and told when to come again', async () => {
    let at = 0
    const reads = readLimit({ tries: { computed: 2, personal: 4 }, now: () => at })
    const { visit } = await open({ trustedProxies: 1, reads })
    const ask = async () => (await visit('/search?q=a', from('192.0.2.1'))).status
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    const refused = await visit('/maps/a/b/all/all/map.csv', from('192.0.2.1'))
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60'])
    expect((await visit('/search', from('192.0.2.2'))).status).toBe(200)
    expect((await visit('/maps/a/b/all/all', from('192.0.2.1'))).status).toBe(200)
    at = 120_000
    expect(await ask()).toBe(200)
  })

  it.each([
    ['/search?q=a', {}],
    ['/api/v1/frameworks/a', {}],
    ['/api/trpc/maps.list', {}],
    ['/maps/filter?region=all', {}],
    ['/credentials/filter?kind=degree', {}],
    ['/credentials/find?q=a', {}],
    ['/frameworks/a/framework.jsonld', {}],
    ['/frameworks/a', { accept: 'application/ld+json' }],
    ['/maps/a/b/all/all/map.xlsx', {}],
    ['/method/constants.json', {}],
  ])('count %s %o', async (path, more) => {
    const { visit } = await open({ trustedProxies: 1, reads: few() })
    const ask = async () =>
      (await visit(path, { headers: { ...more, ...from('192.0.2.1').headers } })).status
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
  })

  it.each(['plumbline.session=x', '__Host-plumbline.session=x; plumbline.rater.x=y'])(
    'and no cookie (%s) buys more of them',
    async (cookie) => {
      const { visit } = await open({ trustedProxies: 1, reads: few() })
      const headers = { cookie, ...from('192.0.2.1').headers }
      const ask = async () => (await visit('/search', { headers })).status
      expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    },
  )

  it('have a budget beside that of pages that look up a link', async () => {
    const { visit } = await open({ trustedProxies: 1, reads: few() })
    const ask = async (path: string) => (await visit(path, from('192.0.2.1'))).status
    for (const path of ['/r/a', '/sign-in', '/invitations/a', '/r/a/rate'])
      expect(await ask(path)).toBe(200)
    for (const path of ['/r/b', '/sign-in/code', '/invitations/b'])
      expect(await ask(path)).toBe(429)
    expect(await ask('/search')).toBe(200)
  })

  it('are counted by what our own proxy saw, and by nothing else', async () => {
    const { visit } = await open({ trustedProxies: 1, reads: few() })
    const statuses = []
    for (const forged of ['a', 'b', 'c'])
      statuses.push((await visit('/search', from(`${forged}, 192.0.2.1`))).status)
    expect(statuses).toEqual([200, 200, 429])
    const unknown = await open({ trustedProxies: 0, reads: few() })
    for (let at = 0; at < 4; at += 1)
      expect((await unknown.visit('/search', from('192.0.2.1'))).status).toBe(200)
  })

  it('are counted for the whole network of a newer address', async () => {
    const { visit } = await open({ trustedProxies: 1, reads: few() })
    const statuses = []
    for (const address of ['2001:db8::1', '2001:db8:0:0:5::2', '2001:DB8:0:0:6:7:8:9'])
      statuses.push((await visit('/search', from(address))).status)
    expect(statuses).toEqual([200, 200, 429])
  })
})
