import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { credentials } from '@/server/db/schema/credentials'
import { decisionProgress, decisions } from '@/server/db/schema/decisions'
import { organizations } from '@/server/db/schema/organizations'
import { hiddenReplies, replies } from '@/server/db/schema/replies'
import { asOperator, asTenant } from '@/server/db/tenancy'
import { saysNothing } from '@/server/domain/reading/provider-says'
import { describeOnBothEngines } from '@/server/testing/databases'
import { FIRST, makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import { tenant } from '@/server/testing/organizations-factory'
import { makeRelease } from '@/server/testing/published-factory'
import { readProviderSays } from './read-provider-says'

/** The database's own clock says what is public. */
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)

describeOnBothEngines('what a provider says in public', () => {
  let map: PublishedMap
  let line = ''

  beforeAll(async () => {
    map = await makePublishedMap()
    line = map.idOf('Faults')
  })

  const says = () => readProviderSays({ credential: map.slug, occupation: map.occupation })
  const ours = () => ({
    ...{ id: randomUUID(), organizationId: map.provider.id, credentialId: map.credentialId },
    ...{ occupationId: 'soc2018:51-4041', clientKey: randomUUID(), bodyHash: '' },
  })

  async function reply(over: Partial<typeof replies.$inferInsert>): Promise<string> {
    const at = over.at ?? ago(1)
    const state = over.state ?? 'published'
    const row = {
      ...ours(),
      ...{ text: 'We agree.', state, at, publishedAt: state === 'published' ? at : null },
      ...over,
    }
    await asTenant(tenant(map.provider.id), (tx) => tx.insert(replies).values(row))
    return row.id
  }

  async function decide(over: Partial<typeof decisions.$inferInsert>): Promise<string> {
    const row = {
      ...ours(),
      ...{ competencyId: line, choice: 'accept' as const, stage: 'proposed' as const },
      ...{ reason: 'A lab.', ownerName: 'Dean', groups: [], releaseNo: FIRST.no, at: ago(30) },
      ...over,
    }
    await asTenant(tenant(map.provider.id), (tx) => tx.insert(decisions).values(row))
    return row.id
  }

  it('is nothing where nothing was said, nor of a map that is not there', async () => {
    expect(await says()).toEqual(saysNothing)
    expect(await readProviderSays({ credential: 'none', occupation: '51-4041' })).toEqual(
      saysNothing,
    )
  })

  it('is the newest version that is out: no draft, none of a day to come, none withdrawn or hidden', async () => {
    const first = await reply({ text: 'First.', at: ago(9) })
    expect((await says()).reply?.text).toBe('First.')
    const draft = await reply({ text: 'A draft.', state: 'draft', replacesId: first, at: ago(8) })
    expect((await says()).reply?.text).toBe('First.')
    const later = await reply({
      ...{ text: 'Later.', replacesId: draft, at: ago(7), publishedAt: ago(-24) },
    })
    expect((await says()).reply?.text).toBe('First.')
    const second = await reply({ text: 'Second.', replacesId: later, at: ago(6) })
    expect((await says()).reply?.text).toBe('Second.')
    await asOperator((tx) =>
      tx.insert(hiddenReplies).values(
        [first, second].map((replyId) => ({
          ...{ replyId, organizationId: map.provider.id, reason: 'It names somebody.', at: ago(5) },
        })),
      ),
    )
    expect((await says()).reply).toBeNull()
    const third = await reply({ text: 'Third.', replacesId: second, at: ago(4) })
    expect((await says()).reply?.text).toBe('Third.')
    await reply({ text: '', state: 'withdrawn', replacesId: third, at: ago(3) })
    expect((await says()).reply).toBeNull()
  })

  it('tells a decision once its day is over and its release is public, and never who owns it', async () => {
    const first = await decide({})
    const second = await decide({ reason: 'Today.', replacesId: first, at: ago(2) })
    const early = { no: 9, at: ago(26), publicAt: ago(-24) }
    await makeRelease(early)
    await decide({ replacesId: second, releaseNo: early.no, reason: 'Early.', at: ago(25) })
    const { lines } = await says()
    expect(lines).toEqual([
      {
        competencyId: line,
        reply: null,
        decision: {
          ...{ choice: 'accept', stage: 'proposed', reason: 'A lab.', dueOn: null },
          ...{ approvedOn: null, effectiveTerm: null, releaseNo: FIRST.no, progress: null },
          at: expect.any(Date),
        },
      },
    ])
    await asTenant(tenant(map.provider.id), (tx) =>
      tx.insert(decisionProgress).values({
        ...{ id: randomUUID(), decisionId: first, organizationId: map.provider.id, state: 'done' },
        ...{ happenedOn: '2026-05-01', note: 'The outline of MNT 140.', at: ago(1) },
      }),
    )
    const [told] = (await says()).lines
    expect(told?.decision?.progress).toEqual({ state: 'done', happenedOn: '2026-05-01' })
    expect(JSON.stringify(told)).not.toContain('MNT 140')
  })

  it('tells nothing of a draft, nor of a provider that is not confirmed', async () => {
    await reply({ competencyId: map.idOf('Drawings'), text: 'Of a line.' })
    expect((await says()).lines).toHaveLength(2)
    const setState = (state: 'draft' | 'published') =>
      asTenant(tenant(map.provider.id), (tx) =>
        tx.update(credentials).set({ state }).where(eq(credentials.id, map.credentialId)),
      )
    await setState('draft')
    expect(await says()).toEqual(saysNothing)
    await setState('published')
    const confirm = (verification: 'V1' | 'V2') =>
      asOperator((tx) =>
        tx.update(organizations).set({ verification }).where(eq(organizations.id, map.provider.id)),
      )
    await confirm('V1')
    expect(await says()).toEqual(saysNothing)
    await confirm('V2')
    expect((await says()).lines).toHaveLength(2)
  })
})
