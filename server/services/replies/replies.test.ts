import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { asOperator, asPublisher, asTenant, selectRows } from '@/server/db/tenancy'
import { longestReply, SaveReply } from '@/server/domain/reading/replies'
import { mailWords } from '@/server/mail/mail-words'
import type { OrgContext } from '@/server/services/context'
import { readProviderSays } from '@/server/services/decisions/read-provider-says'
import { beatProcess, noteRefreshed } from '@/server/services/releases/page-refresh'
import { makeCredential } from '@/server/testing/catalogue-factory'
import { makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import { operatorContext, orgContext } from '@/server/testing/organizations-factory'
import { hideReply } from './hide-reply'
import { listPublishedReplies } from './list-published-replies'
import { repliesOfMap } from './replies-of-map'
import { replyHiddenTemplate } from './reply-mail-template'
import { saveReply } from './save-reply'
import { withdrawReply } from './withdraw-reply'

const reason = 'It names a person.'

const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describeOnBothEngines('replies', () => {
  let map: PublishedMap
  let ctx: OrgContext
  let clock = 0

  beforeAll(async () => {
    map = await makePublishedMap()
    ctx = await orgContext({ organization: map.provider })
    // Every release of the map is public, whatever day this runs on.
    await asPublisher((tx) => tx.execute(sql`UPDATE release SET public_at = started_at`))
  })

  const placeOf = (line: string | null) => ({
    ...{ credential: map.slug, occupation: map.occupation },
    competencyId: line === null ? null : map.idOf(line),
  })
  const newest = async (line: string | null) => {
    const place = { organizationId: map.provider.id, credentialId: map.credentialId }
    const all = await asTenant(ctx, (tx) =>
      repliesOfMap(tx, { ...place, occupationId: 'soc2018:51-4041' }),
    )
    return all.find(({ competencyId }) => competencyId === placeOf(line).competencyId)
  }
  /** Each a moment after the one before, and all before now. */
  const later = () => {
    clock += 1
    return { ...ctx, now: new Date(Date.now() - 60_000 + clock * 1000) }
  }
  const input = async (line: string | null, text: string, publish: boolean) => ({
    ...{ place: placeOf(line), text, publish, clientKey: randomUUID() },
    seen: (await newest(line))?.id ?? '',
  })
  const save = async (line: string | null, text: string, publish: boolean) =>
    (await saveReply(later(), await input(line, text, publish))).replyId
  const says = () => readProviderSays({ credential: map.slug, occupation: map.occupation })
  const operator = () => operatorContext(new Date())
  const setDay = (moment: string) =>
    asPublisher((tx) =>
      tx.execute(sql`UPDATE release SET public_at = ${moment}::timestamptz WHERE no = 3`),
    )

  it('is a draft until it is published; versions are kept, and a draft changes nothing in public', async () => {
    await save(null, 'A draft.', false)
    expect(await newest(null)).toMatchObject({ state: 'draft', published: null, hidden: null })
    expect((await says()).reply).toBeNull()
    await save(null, 'We agree.', true)
    await save(null, 'Another draft.', false)
    expect(await newest(null)).toMatchObject({
      ...{ state: 'draft', text: 'Another draft.', published: { text: 'We agree.' } },
    })
    expect((await says()).reply?.text).toBe('We agree.')
    expect(await versionsOf(map, null)).toBe(3)
  })

  it('is taken out of public, and not twice', async () => {
    const { clientKey, place, seen } = await input(null, '', false)
    await withdrawReply(later(), { clientKey, place, seen })
    expect((await says()).reply).toBeNull()
    expect(await newest(null)).toMatchObject({ state: 'withdrawn', published: null })
    const again = await input(null, '', false)
    expect(await refused(withdrawReply(later(), { ...again }))).toMatchObject({
      key: 'replies.nothingOut',
    })
  })

  it('waits for the public day of what it stands beside', async () => {
    const day = new Date(Date.now() + 9 * 86_400_000)
    const at = day.toISOString()
    await setDay(at)
    const saved = await saveReply(later(), await input('Safety', 'We know.', true))
    expect(saved.publicFrom?.toISOString()).toBe(at)
    expect((await says()).lines).toEqual([])
    expect((await newest('Safety'))?.published?.at.toISOString()).toBe(at)
    await setDay('2026-01-01T00:00:00Z')
  })

  it('is hidden by the operator with its earlier versions, and its owners are told why', async () => {
    await save('Faults', 'First.', true)
    const replyId = await save('Faults', 'Second.', true)
    const listed = await listPublishedReplies(await operator(), { page: 1 })
    expect(listed.items.find(({ id }) => id === replyId)).toMatchObject({
      ...{ text: 'Second.', provider: 'Lake College', line: 'Faults' },
    })
    const process = randomUUID()
    await noteRefreshed(process, await beatProcess(process))
    await asPublisher((tx) =>
      tx.execute(sql`UPDATE server_process SET refreshed_at = now() + interval '1 minute'`),
    )
    expect((await beatProcess(process)).due).toBe(false)
    await hideReply(
      { ...(await operator()), now: new Date(Date.now() + 120_000) },
      { replyId, reason },
    )
    expect((await beatProcess(process)).due).toBe(true)
    expect((await says()).lines).toEqual([])
    expect(await newest('Faults')).toMatchObject({ published: null, hidden: { reason } })
    const after = await listPublishedReplies(await operator(), { page: 1 })
    expect(after.items.map(({ id }) => id)).not.toContain(replyId)
    const mail = await replyHiddenTemplate.render(
      ctx,
      { to: 'ann@lake.example', replyId },
      mailWords(),
    )
    expect(mail?.text).toContain(reason)
    expect(mail?.text).toContain(`/reports/${map.slug}/${map.occupation}#reply`)
    const owners = await rows(sql`SELECT count(*) AS n FROM outbox WHERE subject_id = ${replyId}`)
    expect(owners).toBeGreaterThan(0)
    expect(await refused(hideReply(await operator(), { replyId, reason }))).toMatchObject({
      key: 'replies.hiddenAlready',
    })
    expect(
      await refused(hideReply(await operator(), { replyId: randomUUID(), reason })),
    ).toMatchObject({ key: 'replies.none' })
    expect(await refused(hideReply(ctx, { replyId, reason }))).toMatchObject({ code: 'forbidden' })
    await save('Faults', 'Third.', true)
    expect((await says()).lines.map(({ reply }) => reply?.text)).toEqual(['Third.'])
  })

  it('leaves what stands in public until the day of the next, and the operator may hide either', async () => {
    const before = await save(null, 'Before.', true)
    await setDay(new Date(Date.now() + 9 * 86_400_000).toISOString())
    await save(null, 'After.', true)
    expect((await says()).reply?.text).toBe('Before.')
    expect(await newest(null)).toMatchObject({
      ...{ published: { text: 'After.' }, meanwhile: { text: 'Before.' } },
    })
    const listed = async () => {
      const { items } = await listPublishedReplies(await operator(), { page: 1 })
      return items.filter(({ line }) => line === null).map(({ text }) => text)
    }
    expect(await listed()).toEqual(['After.', 'Before.'])
    await hideReply(await operator(), { replyId: before, reason })
    expect((await says()).reply).toBeNull()
    expect(await listed()).toEqual(['After.'])
    expect(await newest(null)).toMatchObject({ published: { text: 'After.' }, meanwhile: null })
    await setDay('2026-01-01T00:00:00Z')
  })

  it('is one version a form: a replay answers the same, another text under its key does not', async () => {
    const form = await input('Drawings', 'We agree.', true)
    const { replyId } = await saveReply(later(), form)
    expect((await saveReply(later(), form)).replyId).toBe(replyId)
    expect(await refused(saveReply(later(), { ...form, text: 'We do not.' }))).toMatchObject({
      key: 'replies.sentBefore',
    })
  })

  it('tells who wrote meanwhile, and writes nothing over it', async () => {
    const mine = await input('Drawings', 'Mine.', true)
    await save('Drawings', 'Theirs.', true)
    expect(await refused(saveReply(later(), mine))).toMatchObject({
      ...{ code: 'conflict', key: 'replies.writtenMeanwhile', field: 'text' },
    })
    expect((await newest('Drawings'))?.text).toBe('Theirs.')
    const both = await Promise.allSettled([
      saveReply(later(), await input('Drawings', 'One.', true)),
      saveReply(later(), await input('Drawings', 'Other.', true)),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('refuses what cannot stand, field by field', async () => {
    const text = async (typed: string, publish = true) =>
      SaveReply.safeParse({ ...(await input(null, typed, publish)) })
    expect((await text('x'.repeat(longestReply))).success).toBe(true)
    expect((await text('x'.repeat(longestReply + 1))).success).toBe(false)
    expect((await text(' a\r\nb ')).data?.text).toBe('a\nb')
    expect(await refused(saveReply(later(), await input(null, '', true)))).toMatchObject({
      ...{ key: 'replies.textMissing', field: 'text' },
    })
    const elsewhere = { ...(await input(null, 'We agree.', true)) }
    const of = (place: Partial<(typeof elsewhere)['place']>) =>
      refused(saveReply(later(), { ...elsewhere, place: { ...elsewhere.place, ...place } }))
    expect(await of({ competencyId: randomUUID() })).toMatchObject({ code: 'not_found' })
    expect(await of({ credential: 'none' })).toMatchObject({ code: 'not_found' })
    expect(await of({ occupation: '11-1011' })).toMatchObject({ code: 'not_found' })
    const stranger = await orgContext({ kind: 'provider', verification: 'V2' })
    expect(await refused(saveReply(stranger, elsewhere))).toMatchObject({ code: 'not_found' })
    const viewer = await orgContext({ organization: map.provider, role: 'viewer' })
    expect(await refused(saveReply(viewer, elsewhere))).toMatchObject({ code: 'forbidden' })
  })

  it('names no employer that was asked', async () => {
    const like = {
      ...{ ctx, id: '', credentialIds: [map.credentialId], competencyIds: [map.idOf('Faults')] },
    }
    await makeCycle({ ctx, like, addresses: ['ann@acme-tools.example, Acme Tools'] })
    expect(
      await refused(saveReply(later(), await input(null, 'As acme-tools.example said.', false))),
    ).toMatchObject({ key: 'input.namesEmployer', field: 'text' })
  })

  it('stands in public of confirmed providers and published credentials only; a draft can be kept', async () => {
    const newcomer = await orgContext({ kind: 'provider', verification: 'V0' })
    const occupationId = 'soc2018:51-4041'
    const organizationId = newcomer.organization.id
    const slugOf = async (state: 'draft' | 'published', owner: string) => {
      const { id } = await makeCredential({ organizationId: owner, occupationId, state })
      const [row] = await asOperator((tx) =>
        selectRows(
          tx,
          z.object({ slug: z.string() }),
          sql`SELECT slug FROM credential WHERE id = ${id}`,
        ),
      )
      return row?.slug ?? ''
    }
    const form = (credential: string, publish: boolean) => ({
      ...{ text: 'We agree.', publish, seen: '', clientKey: randomUUID() },
      place: { credential, occupation: map.occupation, competencyId: null },
    })
    const theirs = await slugOf('published', organizationId)
    expect(await refused(saveReply(newcomer, form(theirs, true)))).toMatchObject({
      key: 'replies.unconfirmed',
    })
    await saveReply(newcomer, form(theirs, false))
    const hidden = await slugOf('draft', map.provider.id)
    expect(await refused(saveReply(later(), form(hidden, true)))).toMatchObject({
      key: 'replies.draftCredential',
    })
  })
})

const Count = z.object({ n: z.coerce.number() })

async function rows(statement: ReturnType<typeof sql>): Promise<number> {
  const [row] = await asOperator((tx) => selectRows(tx, Count, statement))
  return row?.n ?? 0
}

function versionsOf(map: PublishedMap, competencyId: string | null): Promise<number> {
  return rows(sql`SELECT count(*) AS n FROM reply
    WHERE credential_id = ${map.credentialId} AND competency_id IS NOT DISTINCT FROM ${competencyId}::uuid`)
}
