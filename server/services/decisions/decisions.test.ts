import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decisions, reportShares } from '@/server/db/schema/decisions'
import { auditEvents } from '@/server/db/schema/organizations'
import { cohortVersions, releases } from '@/server/db/schema/releases'
import { asOperator, asPublisher, asTenant } from '@/server/db/tenancy'
import type { Decide, DecisionFields } from '@/server/domain/reading/decisions'
import type { OrgContext } from '@/server/services/context'
import { makeCredential } from '@/server/testing/catalogue-factory'
import { makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import {
  makeMember,
  makeUser,
  orgContext,
  partnershipContext,
} from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { decide } from './decide'
import { finish } from './finish'
import { listOpen } from './list-open'
import { listShares } from './list-shares'
import { asShared, decisionsOfMap } from './read-decisions'
import { shareReport } from './share-report'
import { undo } from './undo'
import { unshareReport } from './unshare-report'

const hour = 3_600_000
const now = new Date()
const dayFrom = (days: number) =>
  new Date(now.getTime() + days * 24 * hour).toISOString().slice(0, 10)

describeOnBothEngines('deciding about the lines of a report', () => {
  let published: PublishedMap
  let owner: OrgContext
  let editor: OrgContext
  let viewer: OrgContext
  let stranger: OrgContext
  let competencyId: string

  const fields: DecisionFields = {
    choice: 'accept',
    reason: 'A lab of six hours.',
    owner: 'Dean of Technology',
    dueOn: dayFrom(200),
    stage: 'proposed',
    approvedBy: '',
    approvedOn: '',
    effectiveTerm: '',
  }
  const input = (over: Partial<DecisionFields> = {}, seen = ''): Decide => ({
    line: { credential: published.slug, occupation: published.occupation, competencyId },
    fields: { ...fields, ...over },
    seen,
    clientKey: randomUUID(),
  })
  const at = (ctx: OrgContext, hours: number): OrgContext => ({
    ...ctx,
    now: new Date(ctx.now.getTime() + hours * hour),
  })
  const place = () =>
    asTenant(owner, async (tx) => {
      const [row] = await tx
        .select({ credentialId: decisions.credentialId, occupationId: decisions.occupationId })
        .from(decisions)
        .where(eq(decisions.organizationId, owner.organization.id))
      return { organizationId: owner.organization.id, credentialId: '', occupationId: '', ...row }
    })
  const history = async (ctx = owner) => {
    const which = await place()
    return asTenant(ctx, async (tx) => (await decisionsOfMap(tx, which)).get(competencyId) ?? [])
  }

  beforeAll(async () => {
    published = await makePublishedMap()
    const organization = published.provider
    owner = await orgContext({
      ...{ organization, role: 'owner', now },
      user: await makeUser({ name: 'Ruth Calloway', email: 'ruth@lake.example' }),
    })
    editor = await orgContext({
      ...{ organization, role: 'editor', now },
      user: await makeUser({ name: 'Ed Ames' }),
    })
    viewer = await orgContext({ organization, role: 'viewer', now })
    stranger = await orgContext({ kind: 'provider', verification: 'V2', now })
    competencyId = published.idOf('Faults')
  })

  beforeEach(() =>
    asTenant(owner, async (tx) => {
      await tx.delete(decisions).where(eq(decisions.organizationId, owner.organization.id))
    }),
  )

  describe('a decision', () => {
    it('is written with what was shown, in whole points, and the groups that it sums', async () => {
      await decide(editor, input())
      const [decision] = await history()
      expect(decision).toMatchObject({
        ...{ choice: 'accept', stage: 'proposed', releaseNo: 3, by: 'Ed Ames', hiddenOn: null },
        owner: { name: 'Dean of Technology', member: false },
        shown: { word: 'act', employers: { fit: 17, importance: 14 } },
      })
      expect(
        Object.values(decision?.shown ?? {})
          .filter((each) => typeof each === 'number')
          .every(Number.isInteger),
      ).toBe(true)
      const [row] = await asTenant(owner, (tx) => tx.select().from(decisions))
      expect(row?.groups).toHaveLength(3)
    })

    it.each(['Ruth Calloway', 'RUTH calloway', 'Ruth@Lake.Example'])(
      'belongs to the member that “%s” names',
      async (typed) => {
        await decide(editor, input({ owner: typed }))
        expect((await history())[0]?.owner).toEqual({ name: 'Ruth Calloway', member: true })
      },
    )

    it('takes the place of the one its form showed, which stays as history', async () => {
      const first = await decide(editor, input())
      const second = await decide(
        at(owner, 1),
        input({ choice: 'plan', dueOn: '' }, first.decisionId),
      )
      expect((await history()).map(({ id }) => id)).toEqual([second.decisionId, first.decisionId])
    })

    it('is one however often its form is sent', async () => {
      const sent = input()
      const [one, other] = await Promise.all([decide(editor, sent), decide(editor, sent)])
      expect([other, await decide(editor, sent)]).toEqual([one, one])
      expect(await history()).toHaveLength(1)
    })

    it('is refused when its form was sent before with something else in it', async () => {
      const sent = input()
      await decide(editor, sent)
      await expect(
        decide(editor, { ...sent, fields: { ...fields, reason: 'Something else' } }),
      ).rejects.toEqual(refusal('decisions.sentBefore'))
    })

    it('is refused when somebody decided meanwhile, and says who and what', async () => {
      await decide(editor, input({ choice: 'will_not_do', owner: '', dueOn: '' }))
      await expect(decide(owner, input())).rejects.toEqual(
        refusal('decisions.decidedMeanwhile', {
          known: 'yes',
          who: 'Ed Ames',
          choice: 'will_not_do',
        }),
      )
      expect(await history()).toHaveLength(1)
    })

    it('is one of two that are sent at once', async () => {
      const first = await decide(editor, input())
      const sent = [editor, owner].map((ctx) => decide(at(ctx, 1), input({}, first.decisionId)))
      const ended = await Promise.allSettled(sent)
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'conflict', key: 'decisions.decidedMeanwhile' },
      })
    })

    it('is refused when what it would replace was taken back', async () => {
      const first = await decide(editor, input())
      await undo(editor, first)
      await expect(decide(owner, input({}, first.decisionId))).rejects.toEqual(
        refusal('decisions.undoneMeanwhile'),
      )
    })

    it.each<[string, Partial<DecisionFields>, string, string]>([
      ['without an owner', { owner: '' }, 'owner', 'decisions.ownerMissing'],
      ['in the past', { dueOn: '1970-01-01' }, 'dueOn', 'decisions.dueInPast'],
      ['in 9999', { dueOn: '9999-01-01' }, 'dueOn', 'decisions.dueTooFar'],
      [
        'without a reason',
        { choice: 'will_not_do', reason: '', dueOn: '' },
        'reason',
        'decisions.reasonMissing',
      ],
    ])('is refused %s, at the field', async (_, over, field, key) => {
      await expect(decide(owner, input(over))).rejects.toMatchObject({
        code: 'invalid',
        field,
        key,
      })
    })

    it('is approved by owners alone', async () => {
      const approved = {
        stage: 'approved' as const,
        approvedBy: 'Faculty',
        approvedOn: dayFrom(-3),
      }
      await expect(decide(editor, input(approved))).rejects.toMatchObject({
        ...{ field: 'stage', key: 'decisions.onlyOwnersApprove' },
      })
      await decide(owner, input(approved))
      expect((await history())[0]).toMatchObject(approved)
    })

    it('may keep a date that has passed since it was first decided', async () => {
      const line = { ...input().line, competencyId: published.idOf('Unasked') }
      const about = (ctx: OrgContext, days: number, seen = '') =>
        decide(ctx, { ...input({ dueOn: dayFrom(days) }, seen), line })
      const first = await about(at(owner, -240 * 24), -5)
      await expect(about(owner, -4, first.decisionId)).rejects.toMatchObject({
        ...{ field: 'dueOn', key: 'decisions.dueInPast' },
      })
      await about(owner, -5, first.decisionId)
    })

    it('names no employer that was asked about the credential', async () => {
      const { decisionId } = await decide(owner, input({ reason: 'As employers said.' }))
      const { credentialId } = await place()
      const asked = {
        ...{ ctx: owner, id: '', credentialIds: [credentialId], competencyIds: [competencyId] },
      }
      await makeCycle({
        ctx: owner,
        like: asked,
        addresses: ['ann@tide-works.example, Tide Works'],
      })
      const named = { code: 'invalid', key: 'input.namesEmployer' }
      for (const reason of ['As Tide Works said.', 'See www.tide-works.example']) {
        await expect(decide(owner, input({ reason }, decisionId))).rejects.toMatchObject({
          ...{ ...named, field: 'reason' },
        })
      }
      const late = { state: 'late' as const, happenedOn: '', note: 'TIDE WORKS is late' }
      await expect(finish(owner, { decisionId, fields: late })).rejects.toMatchObject({
        ...{ ...named, field: 'note' },
      })
    })

    it('is about a line of the provider’s own maps alone', async () => {
      const line = input().line
      const about = (over: Partial<typeof line>, ctx = owner) =>
        decide(ctx, { ...input(), line: { ...line, ...over } })
      const gone = { code: 'not_found' }
      await expect(about({ competencyId: randomUUID() })).rejects.toMatchObject(gone)
      await expect(about({ competencyId: published.idOf('Handover') })).rejects.toMatchObject(gone)
      await expect(about({ credential: 'no-such-credential' })).rejects.toMatchObject(gone)
      await expect(about({ occupation: '99-9999' })).rejects.toMatchObject(gone)
      await expect(about({}, stranger)).rejects.toMatchObject(gone)
    })

    it('is not a viewer’s to make, take back or finish', async () => {
      const { decisionId } = await decide(owner, input())
      const progress = { state: 'late' as const, happenedOn: '', note: 'Later' }
      for (const act of [
        () => decide(viewer, input()),
        () => undo(viewer, { decisionId }),
        () => finish(viewer, { decisionId, fields: progress }),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: 'forbidden' })
      }
    })

    it('loses what it showed once a group is hidden that it sums', async () => {
      const { decisionId } = await decide(owner, input())
      const [row] = await asTenant(owner, (tx) =>
        tx.select({ groups: decisions.groups }).from(decisions).where(eq(decisions.id, decisionId)),
      )
      const [group = ''] = row?.groups ?? []
      const hide = (hidden: boolean) =>
        asPublisher((tx) =>
          tx.update(cohortVersions).set({ hidden }).where(eq(cohortVersions.cohortId, group)),
        )
      await hide(true)
      expect((await history())[0]).toMatchObject({ shown: null, hiddenOn: expect.any(Date) })
    })

    it('is audited without its words', async () => {
      const { decisionId } = await decide(owner, input())
      const [event] = await asOperator((tx) =>
        tx
          .select()
          .from(auditEvents)
          .where(
            and(eq(auditEvents.verb, 'decision.decide'), eq(auditEvents.targetId, decisionId)),
          ),
      )
      expect(Object.keys(event?.detail ?? {}).sort()).toEqual([
        'choice',
        'competency',
        'credential',
        'stage',
      ])
    })
  })

  describe('taking back', () => {
    it('lets the earlier decision count again', async () => {
      const first = await decide(editor, input())
      const second = await decide(at(editor, 1), input({ choice: 'plan' }, first.decisionId))
      await expect(undo(owner, first)).rejects.toEqual(refusal('decisions.notNewest'))
      await undo(at(owner, 2), second)
      expect((await history()).map(({ id }) => id)).toEqual([first.decisionId])
    })

    it('is refused after a day, and by whoever it is not theirs', async () => {
      const made = await decide(editor, input())
      await expect(undo(at(owner, 24), made)).rejects.toEqual(refusal('decisions.undoTooLate'))
      await expect(undo(stranger, made)).rejects.toEqual(refusal('decisions.none'))
      const early = await decide(at(editor, -30), input({}, made.decisionId))
      await expect(undo(at(owner, -29), early)).rejects.toEqual(refusal('decisions.undoTooLate'))
    })
  })

  describe('how it went', () => {
    const done = { state: 'done' as const, happenedOn: dayFrom(-1), note: 'The outline' }

    it('is told each time, newest first, and closes what is done', async () => {
      const { decisionId } = await decide(owner, input())
      const late = { state: 'late' as const, happenedOn: '', note: 'No room yet' }
      await finish(owner, { decisionId, fields: late })
      expect((await listOpen(viewer)).open.some(({ id }) => id === decisionId)).toBe(true)
      await finish(at(editor, 1), { decisionId, fields: done })
      const told = (await history()).find(({ id }) => id === decisionId)?.progress
      expect(told?.map(({ state, by }) => [state, by])).toEqual([
        ['done', 'Ed Ames'],
        ['late', 'Ruth Calloway'],
      ])
      expect((await listOpen(viewer)).open.some(({ id }) => id === decisionId)).toBe(false)
    })

    it.each([
      ['done on no day', { ...done, happenedOn: '' }, 'decisions.doneDayMissing'],
      ['done tomorrow', { ...done, happenedOn: dayFrom(2) }, 'decisions.doneInFuture'],
      ['done and shown by nothing', { ...done, note: '' }, 'decisions.proofMissing'],
      [
        'dropped without a word',
        { state: 'dropped', happenedOn: '', note: '' },
        'decisions.noteMissing',
      ],
    ] as const)('is refused %s', async (_, told, key) => {
      const { decisionId } = await decide(owner, input())
      await expect(finish(owner, { decisionId, fields: told })).rejects.toMatchObject({
        ...{ code: 'invalid', key },
      })
    })

    it('is told of the newest decision, where something is to be done, by its own people', async () => {
      const { decisionId } = await decide(owner, input())
      await expect(finish(stranger, { decisionId, fields: done })).rejects.toEqual(
        refusal('decisions.none'),
      )
      const no = { choice: 'will_not_do' as const, owner: '', dueOn: '' }
      const next = await decide(at(owner, 1), input(no, decisionId))
      await expect(finish(owner, { decisionId, fields: done })).rejects.toEqual(
        refusal('decisions.notNewest'),
      )
      await expect(finish(owner, { ...next, fields: done })).rejects.toEqual(
        refusal('decisions.nothingToTell'),
      )
    })
  })

  it('lists what is open by due date, open dates last, and which lines are decided', async () => {
    const about = (label: string, over: Partial<DecisionFields>) => {
      const sent = input(over)
      return decide(owner, { ...sent, line: { ...sent.line, competencyId: published.idOf(label) } })
    }
    await about('Drawings', { choice: 'plan', dueOn: '' })
    await about('Safety', { dueOn: dayFrom(20) })
    await about('Faults', { choice: 'already_covered', owner: '', dueOn: '' })
    const { open, decided } = await listOpen(viewer)
    const fresh = open.filter(({ label }) => label !== 'Unasked')
    expect(fresh.map(({ label, dueOn }) => [label, dueOn])).toEqual([
      ['Safety', dayFrom(20)],
      ['Drawings', null],
    ])
    expect(fresh[0]).toMatchObject({
      credential: { slug: published.slug, name: 'CNC Certificate' },
      occupation: { code: published.occupation },
    })
    expect(decided).toHaveLength(1)
    expect(decided[0]?.competencyIds).toEqual(
      expect.arrayContaining([published.idOf('Faults'), published.idOf('Safety')]),
    )
    expect((await listOpen(stranger)).open).toEqual([])
  })

  describe('sharing a report', () => {
    let partnership: OrgContext
    const report = () => ({ credential: published.slug, occupation: published.occupation })
    const share = (ctx: OrgContext, over: Partial<ReturnType<typeof report>> = {}) =>
      shareReport(ctx, {
        report: { ...report(), ...over },
        partnershipId: partnership.organization.id,
      })
    const late = () => at(owner, 24 * 365)
    const unshared = () => asTenant(owner, (tx) => tx.delete(reportShares))

    beforeAll(async () => {
      partnership = await partnershipContext({ counties: ['us-55079'], name: 'Harbor Partnership' })
    })

    it('is refused before the public day, and names it', async () => {
      const early = { ...owner, now: new Date('2026-12-01T12:00:00Z') }
      await expect(share(early)).rejects.toEqual(
        refusal('reports.notPublicYet', { day: '2026-12-20' }),
      )
    })

    it('lets the partnership read decisions that are public, and none of who sees to them', async () => {
      // The policies go by the database's own clock.
      const early = dayFrom(19)
      await asPublisher((tx) =>
        tx
          .update(releases)
          .set({ publicAt: new Date(early) })
          .where(eq(releases.no, 3)),
      )
      const drawings = (seen = '') => {
        const given = input({}, seen)
        return { ...given, line: { ...given.line, competencyId: published.idOf('Drawings') } }
      }
      const first = await decide(at(owner, -26), drawings())
      await share(late())
      await share(late())
      const which = await place()
      const read = (ctx: OrgContext) =>
        asTenant(ctx, async (tx) => [...(await decisionsOfMap(tx, which)).values()].flat())
      expect((await listShares(owner, report())).shared.map(({ name }) => name)).toEqual([
        'Harbor Partnership',
      ])
      // Release 3 is not public yet.
      expect(await read(partnership)).toEqual([])
      const released = { ...owner.organization, verification: 'V1' as const }
      const second = await decide(
        { ...at(owner, -25), organization: released },
        drawings(first.decisionId),
      )
      // Today's could still be taken back.
      await decide({ ...owner, organization: released }, drawings(second.decisionId))
      const [shown] = await read(partnership)
      expect(shown).toMatchObject({ releaseNo: 2, by: null })
      expect(shown && asShared(shown)).toMatchObject({ owner: null, by: null, choice: 'accept' })
      expect(await read(stranger)).toEqual([])
      await unshareReport(owner, { report: report(), partnershipId: partnership.organization.id })
      expect(await read(partnership)).toEqual([])
    })

    it('is refused of a draft, and where nothing has been released', async () => {
      const about = {
        organizationId: owner.organization.id,
        occupationId: 'soc2018:51-4041',
        teaches: [competencyId],
      }
      const draft = await makeCredential({ ...about, state: 'draft' })
      const empty = await makeCredential({ ...about, occupationId: 'soc2018:49-9041' })
      const slug = (id: string) => ({ credential: `credential-${id.slice(0, 8)}` })
      await expect(share(late(), slug(draft.id))).rejects.toEqual(refusal('reports.draft'))
      await expect(share(late(), { ...slug(empty.id), occupation: '49-9041' })).rejects.toEqual(
        refusal('reports.nothingReleased'),
      )
    })

    it('is with confirmed partnerships alone, and those of the county come first', async () => {
      const unconfirmed = await orgContext({ kind: 'partnership', verification: 'V1' })
      for (const { organization } of [unconfirmed, stranger]) {
        await expect(
          shareReport(late(), { report: report(), partnershipId: organization.id }),
        ).rejects.toEqual(refusal('reports.noPartnership'))
      }
      await unshared()
      const offered = await listShares(owner, report())
      const named = [...offered.near, ...offered.others].map(({ id }) => id)
      expect(named).toContain(partnership.organization.id)
      expect(named).not.toContain(unconfirmed.organization.id)
    })

    it('is not a viewer’s, nor another provider’s', async () => {
      const asked = { report: report(), partnershipId: partnership.organization.id }
      for (const act of [
        () => share(viewer),
        () => unshareReport(viewer, asked),
        () => listShares(viewer, report()),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: 'forbidden' })
      }
      for (const act of [
        () => share(stranger),
        () => unshareReport(stranger, asked),
        () => listShares(stranger, report()),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: 'not_found' })
      }
    })
  })

  it('knows nobody of another organization as its owner', async () => {
    const other = await makeMember({
      organizationId: stranger.organization.id,
      user: await makeUser({ name: 'Far Away' }),
    })
    await decide(owner, input({ owner: other.email }))
    expect((await history())[0]?.owner).toEqual({ name: other.email, member: false })
  })
})
