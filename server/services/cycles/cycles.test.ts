import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { database } from '@/server/db/client'
import { organizations } from '@/server/db/schema/organizations'
import { asCourier, asOperator, selectRows } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import { raterMailTemplates } from '@/server/services/ratings/rater-mail-templates'
import { readPacket } from '@/server/services/ratings/read-packet'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { unsubscribeRater } from '@/server/services/ratings/unsubscribe-rater'
import { withdrawRatings } from '@/server/services/ratings/withdraw-ratings'
import { makeCredential, makeFramework } from '@/server/testing/catalogue-factory'
import {
  dayAhead,
  endAt,
  invitationOf,
  letPass,
  machinists,
  mailOf,
  mailTo,
  makeCycle,
  raterAt,
  type TestCycle,
} from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeOrganization, orgContext } from '@/server/testing/organizations-factory'
import { addAddresses, previewAddresses } from '@/server/testing/pasted-addresses'
import { resendInvitation, revokeInvitation } from './change-invitation'
import { cancelCycle, closeCycle, closeDueCycles, extendCycle } from './end-cycle'
import { findChoices } from './find-choices'
import { keepAddressList } from './keep-address-list'
import { listAddressLists } from './list-address-lists'
import { listCycles } from './list-cycles'
import { openCycle } from './open-cycle'
import { readCycle } from './read-cycle'
import { createCycle, editCycle } from './save-cycle'
import { sendFollowUps } from './send-follow-ups'

const refused = (code: string) => expect.objectContaining({ name: 'DomainError', code })

async function detailsOf(cycle: TestCycle) {
  return {
    title: 'Another title',
    occupationId: machinists,
    credentialIds: cycle.credentialIds,
    competencyIds: cycle.competencyIds,
    closesOn: dayAhead(30),
    timeZone: 'America/Denver',
    message: '',
  }
}

async function sendAs(cycle: TestCycle, email: string) {
  const rater = await raterAt(cycle, email)
  const { id } = await readPacket(rater, { packetId: null })
  await submitRating(rater, {
    packetId: id,
    clientKey: randomUUID(),
    taps: [
      { field: 'role', answer: 'hires' },
      { field: 'exposure', answer: 'few' },
      { field: 'i0', answer: '4' },
    ],
  })
  return rater
}

const asked = () =>
  asCourier((tx) =>
    selectRows(
      tx,
      z.object({ cycle_id: z.string(), employer_id: z.string(), list: z.array(z.string()) }),
      sql`SELECT p.cycle_id, p.employer_id, q.competency_ids AS list FROM packet p
          JOIN question_list q ON q.id = p.question_list_id`,
    ),
  )

describeOnBothEngines('a rating cycle', () => {
  it('is set up as a draft, changed, opened and listed', async () => {
    const cycle = await makeCycle({ addresses: ['ann@acme.example'] })
    await editCycle(cycle.ctx, { cycleId: cycle.id, ...(await detailsOf(cycle)) })
    await openCycle(cycle.ctx, { cycleId: cycle.id })
    const [row] = await listCycles(cycle.ctx)
    expect(row).toMatchObject({
      title: 'Another title',
      state: 'open',
      occupation: 'Machinists',
      credentials: ['Certificate 1'],
      invitedEmployers: 1,
      answered: { band: null, asOf: null, weekly: false },
      timeZone: 'America/Denver',
    })
  })

  it('lists how many of the employers asked nobody has confirmed, sites of one employer as one', async () => {
    const parent = await makeOrganization({ kind: 'employer', verification: 'V2' })
    const site = (domain: string, level: 'V1' | 'V2') =>
      makeOrganization({ kind: 'employer', domain, verification: level, parentId: parent.id })
    await site('one-of-two.example', 'V1')
    await site('two-of-two.example', 'V2')
    const cycle = await makeCycle({
      addresses: ['a@one-of-two.example', 'b@two-of-two.example', 'c@nobody-knows.example'],
    })
    const page = () => readCycle(cycle.ctx, { cycleId: cycle.id })
    expect(await listCycles(cycle.ctx)).toMatchObject([
      { invitedEmployers: 2, unconfirmedEmployers: 1 },
    ])
    expect(await page()).toMatchObject({ invitedEmployers: 2, forecast: { confirmed: 1 } })
    const invitationId = await invitationOf(cycle, 'c@nobody-knows.example')
    await revokeInvitation(cycle.ctx, { cycleId: cycle.id, invitationId })
    expect(await listCycles(cycle.ctx)).toMatchObject([
      { invitedEmployers: 1, unconfirmedEmployers: 0 },
    ])
    expect(await page()).toMatchObject({ invitedEmployers: 1, forecast: { confirmed: 1 } })
  })

  it('matches each address to its employer, or makes an unconfirmed one, and names what is wrong', async () => {
    const known = await makeOrganization({
      kind: 'employer',
      name: 'Bolt Works, Inc.',
      domain: 'bolt.example',
      verification: 'V2',
    })
    const cycle = await makeCycle()
    const text = [
      'hr@bolt.example',
      'ann@somewhere.example,Bolt Works',
      'new@fresh.example',
      'also@fresh.example',
      'someone@gmail.com',
      'nonsense',
      'hr@bolt.example',
    ].join('\n')
    const preview = await previewAddresses(cycle.ctx, { cycleId: cycle.id, text })
    expect(preview.rows.map((row) => [row.email, row.employer, row.how])).toEqual([
      ['hr@bolt.example', known.name, 'domain'],
      ['ann@somewhere.example', known.name, 'name'],
      ['new@fresh.example', 'fresh.example', 'new'],
      ['also@fresh.example', 'fresh.example', 'new'],
    ])
    expect(preview.problems.map((each) => [each.line, each.reason])).toEqual([
      [5, 'no_employer'],
      [6, 'not_an_address'],
      [7, 'duplicate'],
    ])
    expect(preview).toMatchObject({ employers: 2, newEmployers: 1 })
    expect(await addAddresses(cycle.ctx, { cycleId: cycle.id, text })).toEqual({
      added: 4,
      refused: 3,
    })
    expect(await addAddresses(cycle.ctx, { cycleId: cycle.id, text })).toMatchObject({ added: 0 })
    const view = await readCycle(cycle.ctx, { cycleId: cycle.id })
    expect(view.forecast).toMatchObject({
      confirmed: 1,
      unconfirmed: 1,
      likely: { importance: 0, fit: 0 },
    })
    expect(view.forecast.advice).toEqual({
      shortenTo: null,
      addConfirmed: { importance: 7, fit: 11 },
    })
  })

  it('forecasts that twelve confirmed employers are enough', async () => {
    const addresses: string[] = []
    for (let at = 0; at < 12; at++) {
      const domain = `firm-${randomUUID().slice(0, 8)}.example`
      await makeOrganization({
        kind: 'employer',
        domain,
        verification: 'V2',
        countyId: 'us-55117',
      })
      addresses.push(`hr@${domain}`)
    }
    const cycle = await makeCycle({ addresses })
    const { forecast } = await readCycle(cycle.ctx, { cycleId: cycle.id })
    expect(forecast).toMatchObject({
      confirmed: 12,
      likely: { importance: 3, fit: 3 },
      advice: null,
      spread: false,
      groups: [{ region: 'Wisconsin', sector: null }],
    })
  })

  it('asks the first twelve of a longer list, of everyone the same, also of who joins later', async () => {
    const cycle = await makeCycle({ competencies: 14, addresses: ['a@one.example'], open: true })
    await addAddresses(cycle.ctx, { cycleId: cycle.id, text: 'b@two.example' })
    const lists = (await asked()).filter((row) => row.cycle_id === cycle.id)
    expect(lists.map((row) => row.list)).toEqual([
      cycle.competencyIds.slice(0, 12),
      cycle.competencyIds.slice(0, 12),
    ])
    expect(await mailTo(cycle, 'b@two.example')).not.toBeNull()
  })

  describe('opening', () => {
    it('is refused without addresses, twice, and when the last day has passed', async () => {
      const empty = await makeCycle()
      await expect(openCycle(empty.ctx, { cycleId: empty.id })).rejects.toEqual(refused('invalid'))
      const late = await makeCycle({ addresses: ['a@late.example'] })
      await endAt(late, '-1 hour')
      await expect(openCycle(late.ctx, { cycleId: late.id })).rejects.toEqual(refused('invalid'))
      const open = await makeCycle({ addresses: ['a@open.example'], open: true })
      await expect(openCycle(open.ctx, { cycleId: open.id })).rejects.toEqual(refused('conflict'))
    })

    it('fixes what is asked: an open cycle cannot be edited', async () => {
      const cycle = await makeCycle({ addresses: ['a@fixed.example'], open: true })
      await expect(
        editCycle(cycle.ctx, { cycleId: cycle.id, ...(await detailsOf(cycle)) }),
      ).rejects.toEqual(refused('conflict'))
    })
  })

  it.each([
    [{ closesOn: '2020-01-01' }, 'invalid'],
    [{ closesOn: dayAhead(500) }, 'invalid'],
    [{ occupationId: 'soc2018:99-9999' }, 'invalid'],
    [{ credentialIds: [randomUUID()] }, 'not_found'],
    [{ competencyIds: [randomUUID()] }, 'not_found'],
  ])('cannot be set up with %o', async (wrong, code) => {
    const cycle = await makeCycle()
    const details = { ...(await detailsOf(cycle)), ...wrong }
    await expect(createCycle(cycle.ctx, details)).rejects.toEqual(refused(code))
  })

  it('never asks about a draft of another provider', async () => {
    const foreign = await orgContext({ kind: 'provider' })
    const framework = await makeFramework({
      organizationId: foreign.organization.id,
      state: 'draft',
      labels: ['Secret'],
    })
    const credential = await makeCredential({
      organizationId: foreign.organization.id,
      occupationId: machinists,
      state: 'draft',
    })
    const cycle = await makeCycle()
    const details = await detailsOf(cycle)
    for (const theirs of [
      { credentialIds: [credential.id] },
      { competencyIds: framework.competencies.map((each) => each.id) },
    ]) {
      const asked = { ...details, ...theirs }
      await expect(createCycle(cycle.ctx, asked)).rejects.toEqual(refused('not_found'))
      await expect(editCycle(cycle.ctx, { cycleId: cycle.id, ...asked })).rejects.toEqual(
        refused('not_found'),
      )
    }
  })

  it('is closed once it was opened, and then takes nobody in, nor their employer', async () => {
    const { ctx, id: cycleId } = await makeCycle({ addresses: ['a@over.example'] })
    await expect(closeCycle(ctx, { cycleId })).rejects.toEqual(refused('conflict'))
    await openCycle(ctx, { cycleId })
    expect(await addAddresses(ctx, { cycleId, text: 'b@over.example' })).toMatchObject({ added: 1 })
    await closeCycle(ctx, { cycleId })
    for (const act of [closeCycle, cancelCycle, openCycle]) {
      await expect(act(ctx, { cycleId })).rejects.toEqual(refused('conflict'))
    }
    await expect(addAddresses(ctx, { cycleId, text: 'b@too-late.example' })).rejects.toEqual(
      refused('conflict'),
    )
    const made = await asOperator((tx) =>
      tx.select().from(organizations).where(eq(organizations.domain, 'too-late.example')),
    )
    expect(made).toEqual([])
  })

  it('moves its end to a later day only, and stays open', async () => {
    const cycle = await makeCycle({ addresses: ['a@later.example'], open: true })
    await expect(
      extendCycle(cycle.ctx, { cycleId: cycle.id, closesOn: dayAhead(10) }),
    ).rejects.toEqual(refused('invalid'))
    await extendCycle(cycle.ctx, { cycleId: cycle.id, closesOn: dayAhead(40) })
    const view = await readCycle(cycle.ctx, { cycleId: cycle.id })
    expect(view.state).toBe('open')
    expect(view.closesAt.getTime()).toBeGreaterThan(Date.now() + 39 * 86_400_000)
    await closeCycle(cycle.ctx, { cycleId: cycle.id })
    await expect(
      extendCycle(cycle.ctx, { cycleId: cycle.id, closesOn: dayAhead(50) }),
    ).rejects.toEqual(refused('conflict'))
  })

  it('closes by itself when its day has passed, tells the release, and cannot be reopened', async () => {
    const cycle = await makeCycle({ addresses: ['a@due.example'], open: true })
    await endAt(cycle, '-1 minute')
    expect(await closeDueCycles(systemContext('job', 'cycles'))).toBeGreaterThanOrEqual(1)
    expect(await closeDueCycles(systemContext('job', 'cycles'))).toBe(0)
    expect((await readCycle(cycle.ctx, { cycleId: cycle.id })).state).toBe('closed')
    const touched = await asOperator((tx) =>
      selectRows(
        tx,
        z.object({ subjects: z.coerce.number() }),
        sql`SELECT count(DISTINCT subject_id) AS subjects FROM outbox
            WHERE kind = 'subject.touched' AND subject_id IN (
              SELECT importance_subject_id FROM rating_cycle WHERE id = ${cycle.id}
              UNION SELECT subject_id FROM cycle_credential WHERE cycle_id = ${cycle.id})`,
      ),
    )
    expect(touched).toEqual([{ subjects: 2 }])
    await expect(openCycle(cycle.ctx, { cycleId: cycle.id })).rejects.toEqual(refused('conflict'))
    await expect(cancelCycle(cycle.ctx, { cycleId: cycle.id })).rejects.toEqual(refused('conflict'))
  })

  it('shows nothing about single addresses, and no count of who answered', async () => {
    const cycle = await makeCycle({
      addresses: ['a@total.example', 'b@total.example', 'c@other.example'],
      open: true,
    })
    for (const email of ['a@total.example', 'b@total.example', 'c@other.example']) {
      await mailTo(cycle, email)
    }
    const before = await readCycle(cycle.ctx, { cycleId: cycle.id })
    await sendAs(cycle, 'a@total.example')
    await sendAs(cycle, 'b@total.example')
    const view = await readCycle(cycle.ctx, { cycleId: cycle.id })
    const sent = (each: typeof view) => ({
      ...each,
      invitations: each.invitations.map(({ sentAt: _, ...row }) => row),
    })
    expect(sent(view)).toEqual(sent(before))
    const states = view.invitations.map(({ confirmed, delivery }) => ({ confirmed, delivery }))
    expect(states).toEqual(Array(3).fill({ confirmed: false, delivery: 'sent' }))
    expect(JSON.stringify(view)).not.toMatch(/submitted|started|reminder/i)
  })

  it('groups by industry unless a provider asks, or whoever asks says otherwise', async () => {
    const partnership = await orgContext({ kind: 'partnership' })
    const own = await makeCycle()
    const groups = async (ctx: typeof partnership, byIndustry?: boolean) => {
      const { id } = await createCycle(ctx, {
        ...(await detailsOf(own)),
        ...(byIndustry === undefined ? {} : { byIndustry }),
      })
      return (await readCycle(ctx, { cycleId: id })).byIndustry
    }
    expect(await groups(own.ctx)).toBe(false)
    expect(await groups(own.ctx, true)).toBe(true)
    await editCycle(own.ctx, { cycleId: own.id, ...(await detailsOf(own)), byIndustry: true })
    expect((await readCycle(own.ctx, { cycleId: own.id })).byIndustry).toBe(true)
    const theirs = await makeCycle({ ctx: partnership })
    expect((await readCycle(partnership, { cycleId: theirs.id })).byIndustry).toBe(true)
  })

  describe('follow-ups', () => {
    const followUps = (cycle: TestCycle) =>
      asCourier((tx) =>
        selectRows(
          tx,
          z.object({ email: z.string(), number: z.coerce.number() }),
          sql`SELECT i.email, i.follow_ups_sent AS number FROM rater_invitation i
              WHERE i.cycle_id = ${cycle.id} ORDER BY i.email`,
        ),
      )
    const queued = async (cycle: TestCycle) => {
      const rows = await asOperator((tx) =>
        selectRows(
          tx,
          z.object({ email: z.string() }),
          sql`DELETE FROM outbox o USING rater_invitation i
              WHERE o.kind = 'mail' AND o.payload->>'template' = 'rater-follow-up'
                AND i.id = o.subject_id AND i.cycle_id = ${cycle.id} RETURNING i.email`,
        ),
      )
      return rows.map(({ email }) => email).sort()
    }

    it('go to everybody reached, answered or not, at most twice', async () => {
      const emails = ['done@r.example', 'slow@r.example', 'no@r.example', 'back@r.example']
      const cycle = await makeCycle({ addresses: [...emails, 'wrong@r.example'], open: true })
      for (const email of emails) await mailTo(cycle, email)
      const bounced = await invitationOf(cycle, 'wrong@r.example')
      await raterMailTemplates['rater-invitation'].bounced?.(systemContext('job', 'mail'), {
        invitationId: bounced,
      })
      await sendAs(cycle, 'done@r.example')
      await withdrawRatings(await sendAs(cycle, 'back@r.example'))
      await declineInvitation(await raterAt(cycle, 'no@r.example', false))
      await sendFollowUps()
      expect(await queued(cycle)).toEqual([])

      const reached = ['back@r.example', 'done@r.example', 'slow@r.example']
      await letPass(cycle, '10 days 12 hours')
      await Promise.all([sendFollowUps(), sendFollowUps(), sendFollowUps()])
      expect(await queued(cycle)).toEqual(reached)
      await sendFollowUps()
      expect(await queued(cycle)).toEqual([])
      const words = async (email: string) =>
        (await mailTo(cycle, email, 'rater-follow-up'))?.text.replace(/\/r\/[\w-]{32}/g, '/r/…')
      const first = await words('slow@r.example')
      expect(first).toContain('If you have answered, thank you')
      expect(first).not.toContain('last mail')
      for (const email of reached) expect(await words(email)).toBe(first)
      expect(await words('no@r.example')).toBeUndefined()

      await letPass(cycle, '7 days')
      await sendFollowUps()
      expect(await queued(cycle)).toEqual(reached)
      expect(await words('done@r.example')).toContain('last mail')
      expect(await followUps(cycle)).toEqual([
        { email: 'back@r.example', number: 2 },
        { email: 'done@r.example', number: 2 },
        { email: 'no@r.example', number: 0 },
        { email: 'slow@r.example', number: 2 },
        { email: 'wrong@r.example', number: 0 },
      ])
    })

    it('leave out who stopped them, which shows nowhere', async () => {
      const cycle = await makeCycle({
        addresses: ['a@s.example', 'b@s.example', 'c@s.example'],
        open: true,
      })
      for (const each of ['a', 'b', 'c']) await mailTo(cycle, `${each}@s.example`)
      await declineInvitation(await sendAs(cycle, 'a@s.example'))
      await unsubscribeRater(await raterAt(cycle, 'b@s.example', false))
      await letPass(cycle, '10 days 12 hours')
      await sendFollowUps()
      expect(await queued(cycle)).toEqual(['a@s.example', 'b@s.example', 'c@s.example'])
      expect(await mailTo(cycle, 'a@s.example', 'rater-follow-up')).toBeNull()
      expect(await mailTo(cycle, 'b@s.example', 'rater-follow-up')).toBeNull()
      expect(await mailTo(cycle, 'c@s.example', 'rater-follow-up')).not.toBeNull()
      expect(new Set((await followUps(cycle)).map(({ number }) => number))).toEqual(new Set([1]))
    })

    it('come to an address added later only two days after its invitation', async () => {
      const cycle = await makeCycle({ addresses: ['early@l.example'], open: true })
      await mailTo(cycle, 'early@l.example')
      await letPass(cycle, '9 days')
      await addAddresses(cycle.ctx, { cycleId: cycle.id, text: 'late@l.example' })
      await mailTo(cycle, 'late@l.example')
      await letPass(cycle, '36 hours')
      await sendFollowUps()
      expect(await queued(cycle)).toEqual(['early@l.example'])
      await letPass(cycle, '7 days')
      await sendFollowUps()
      expect(await queued(cycle)).toEqual(['early@l.example', 'late@l.example'])
    })

    it('keep their times when the cycle is extended', async () => {
      const cycle = await makeCycle({ addresses: ['x@x.example'], open: true })
      await mailTo(cycle, 'x@x.example')
      const times = () =>
        asCourier((tx) =>
          selectRows(
            tx,
            z.object({ times: z.string() }),
            sql`SELECT follow_ups::text AS times FROM rating_cycle WHERE id = ${cycle.id}`,
          ),
        )
      const before = await times()
      await extendCycle(cycle.ctx, { cycleId: cycle.id, closesOn: dayAhead(60) })
      expect(await times()).toEqual(before)
    })

    it('are made and sent without a look at anybody’s progress', async () => {
      const cycle = await makeCycle({ addresses: ['p@p.example'], open: true })
      await mailTo(cycle, 'p@p.example')
      await letPass(cycle, '10 days 12 hours')
      const invitationId = await invitationOf(cycle, 'p@p.example')
      const owner = async (statement: string) =>
        (await database()).withOwner(({ query }) => query(statement))
      await owner('REVOKE SELECT ON rater_progress FROM plumbline_courier')
      try {
        await sendFollowUps()
        expect(await queued(cycle)).toEqual(['p@p.example'])
        for (const template of ['rater-invitation', 'rater-follow-up', 'rater-note'] as const) {
          expect(await mailOf(invitationId, template)).not.toBeNull()
        }
        await expect(
          asCourier((tx) => tx.execute(sql`SELECT 1 FROM rater_progress`)),
        ).rejects.toThrow()
      } finally {
        await owner('GRANT SELECT ON rater_progress TO plumbline_courier')
      }
    })
  })

  it('takes an invitation back, and sends one again at most once an hour', async () => {
    const cycle = await makeCycle({ addresses: ['a@again.example', 'b@again.example'], open: true })
    const a = await invitationOf(cycle, 'a@again.example')
    const again = () => resendInvitation(cycle.ctx, { cycleId: cycle.id, invitationId: a })
    await expect(again()).rejects.toEqual(refused('limit_reached'))
    await mailTo(cycle, 'a@again.example')
    await expect(again()).rejects.toEqual(refused('limit_reached'))
    await letPass(cycle, '2 hours')
    await again()
    await revokeInvitation(cycle.ctx, { cycleId: cycle.id, invitationId: a })
    await expect(again()).rejects.toEqual(refused('conflict'))
    const draft = await makeCycle({ addresses: ['a@draft.example'] })
    const invitationId = await invitationOf(draft, 'a@draft.example')
    await revokeInvitation(draft.ctx, { cycleId: draft.id, invitationId })
    expect((await readCycle(draft.ctx, { cycleId: draft.id })).invitations).toEqual([])
  })

  it.each([
    ['closed', closeCycle],
    ['cancelled', cancelCycle],
  ] as const)('%s invites nobody any more, and sends nothing again', async (_, end) => {
    const cycle = await makeCycle({ addresses: ['a@ended.example'], open: true })
    const invitationId = await invitationOf(cycle, 'a@ended.example')
    await mailTo(cycle, 'a@ended.example')
    await letPass(cycle, '2 hours')
    await end(cycle.ctx, { cycleId: cycle.id })
    const about = { cycleId: cycle.id }
    await expect(resendInvitation(cycle.ctx, { ...about, invitationId })).rejects.toEqual(
      refused('conflict'),
    )
    await expect(addAddresses(cycle.ctx, { ...about, text: 'late@ended.example' })).rejects.toEqual(
      refused('conflict'),
    )
    expect((await readCycle(cycle.ctx, about)).invitations).toHaveLength(1)
  })

  it('offers credentials of the occupation and what they claim', async () => {
    const cycle = await makeCycle({ competencies: 2 })
    const { id: organizationId } = cycle.ctx.organization
    const elsewhere = await makeFramework({ organizationId, labels: ['Files returns'] })
    await makeCredential({
      organizationId,
      occupationId: 'soc2018:13-2082',
      name: 'Tax badge',
      teaches: elsewhere.competencies.map(({ id }) => id),
    })
    const choicesFor = (credentialIds: string[], competencyIds: string[] = []) =>
      findChoices(cycle.ctx, {
        occupationId: machinists,
        credentialQuery: 'Tax badge',
        competencyQuery: '',
        credentialIds,
        competencyIds,
      })
    const choices = await choicesFor(cycle.credentialIds)
    // What was found by its name and leads elsewhere brings no competencies of its own accord.
    expect((await choicesFor([])).competencies.map(({ name }) => name)).not.toContain(
      'Files returns',
    )
    expect((await choicesFor(['no id'], ['none'])).competencies).toEqual([])
    expect(choices.occupation?.title).toBe('Machinists')
    expect(choices.credentials[0]).toMatchObject({ own: true, fits: true })
    expect(choices.competencies.map((each) => [each.name, each.claimed])).toEqual([
      ['Competency 1', 1],
      ['Competency 2', 1],
    ])
  })

  describe('is refused', () => {
    const verbs = (cycle: TestCycle, invitationId: string, ctx = cycle.ctx) => {
      const cycleId = cycle.id
      return [
        async () => createCycle(ctx, await detailsOf(cycle)),
        async () => editCycle(ctx, { cycleId, ...(await detailsOf(cycle)) }),
        () => addAddresses(ctx, { cycleId, text: 'x@y.example' }),
        () => keepAddressList(ctx, { cycleId, text: 'x@y.example' }),
        () => listAddressLists(ctx, { cycleId }),
        () => openCycle(ctx, { cycleId }),
        () => extendCycle(ctx, { cycleId, closesOn: dayAhead(60) }),
        () => closeCycle(ctx, { cycleId }),
        () => cancelCycle(ctx, { cycleId }),
        () => revokeInvitation(ctx, { cycleId, invitationId }),
        () => resendInvitation(ctx, { cycleId, invitationId }),
      ]
    }

    it('to viewers, and to employers altogether', async () => {
      const cycle = await makeCycle({ addresses: ['a@role.example'] })
      const invitationId = await invitationOf(cycle, 'a@role.example')
      const viewer = {
        ...cycle.ctx,
        organization: { ...cycle.ctx.organization, role: 'viewer' as const },
      }
      const employer = await orgContext({ kind: 'employer' })
      for (const ctx of [viewer, employer]) {
        for (const verb of verbs(cycle, invitationId, ctx)) {
          await expect(verb()).rejects.toEqual(refused('forbidden'))
        }
      }
      await expect(listCycles(employer)).rejects.toEqual(refused('forbidden'))
    })

    it('to another organization, exactly like a cycle that is not there', async () => {
      const cycle = await makeCycle({ addresses: ['a@cross.example'], open: true })
      const invitationId = await invitationOf(cycle, 'a@cross.example')
      const stranger = await orgContext({ kind: 'provider' })
      for (const verb of verbs(cycle, invitationId, stranger).slice(1)) {
        await expect(verb()).rejects.toEqual(refused('not_found'))
      }
      await expect(readCycle(stranger, { cycleId: cycle.id })).rejects.toEqual(refused('not_found'))
      const missing = await readCycle(stranger, { cycleId: randomUUID() }).catch(
        (e: Error) => e.message,
      )
      const foreign = await readCycle(stranger, { cycleId: cycle.id }).catch(
        (e: Error) => e.message,
      )
      expect(foreign).toBe(missing)
    })
  })
})
