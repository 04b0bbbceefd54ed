import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { asOperator, asTenant, selectRows } from '@/server/db/tenancy'
import { longestReply, SaveReply } from '@/server/domain/reading/replies'
import { mailWords } from '@/server/mail/mail-words'
import type { OrgContext } from '@/server/services/context'
import { readProviderSays } from '@/server/services/decisions/read-provider-says'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import { operatorContext, orgContext } from '@/server/testing/organizations-factory'
import { makeRelease, makeSubject, publishCohort } from '@/server/testing/published-factory'
import { hideReply } from './hide-reply'
import { listPublishedReplies } from './list-published-replies'
import { repliesOfMap } from './replies-of-map'
import { replyHiddenTemplate } from './reply-mail-template'
import { saveReply } from './save-reply'
import { withdrawReply } from './withdraw-reply'

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

describeOnBothEngines('replies', () => {
  let map: PublishedMap
  let ctx: OrgContext

  beforeAll(async () => {
    map = await makePublishedMap()
  })

  beforeEach(async () => {
    // Nothing is early any more, so that the public reads all of it.
    ctx = { ...(await orgContext({ organization: map.provider })), now: days(400) }
    await asOperator((tx) => tx.execute(sql`DELETE FROM hidden_reply`)).catch(() => undefined)
  })

  const placeOf = (line: string | null = null) => ({
    ...{ credential: map.slug, occupation: map.occupation },
    competencyId: line === null ? null : map.idOf(line),
  })
  const place = () => ({
    ...{ organizationId: map.provider.id, credentialId: map.credentialId },
    occupationId: 'soc2018:51-4041',
  })
  const listed = () => asTenant(ctx, (tx) => repliesOfMap(tx, place()))
  const newest = async (line: string | null = null) =>
    (await listed()).find(({ competencyId }) => competencyId === placeOf(line).competencyId)
  const seen = async (line: string | null = null) => (await newest(line))?.id ?? ''
  const save = async (text: string, publish: boolean, line: string | null = null) =>
    saveReply(ctx, {
      ...{ place: placeOf(line), text, publish, seen: await seen(line), clientKey: randomUUID() },
    })
  const says = () => readProviderSays({ credential: map.slug, occupation: map.occupation })

  it('is a draft until it is published, and keeps every version', async () => {
    await save('A draft.', false)
    expect(await newest()).toMatchObject({ state: 'draft', text: 'A draft.', published: null })
    ctx = { ...ctx, now: new Date() }
    await save('We agree.', true)
    await save('Another draft.', false)
    expect(await newest()).toMatchObject({
      ...{ state: 'draft', text: 'Another draft.', published: { text: 'We agree.' } },
    })
    expect(await countOf(`SELECT count(*) AS n FROM reply`)).toBe(3)
  })
})

const Count = z.object({ n: z.coerce.number() })

async function countOf(statement: string): Promise<number> {
  const [row] = await asOperator((tx) => selectRows(tx, Count, sql.raw(statement)))
  return row?.n ?? 0
}
