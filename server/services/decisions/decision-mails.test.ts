import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/server/db/client'
import { organizations } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { occupations } from '@/server/db/schema/reference'
import { asOperator } from '@/server/db/tenancy'
import { plainTitle } from '@/server/domain/plain-title'
import type { DecisionFields } from '@/server/domain/reading/decisions'
import type { Mail } from '@/server/mail/mail'
import { mailWords } from '@/server/mail/mail-words'
import { type OrgContext, systemContext } from '@/server/services/context'
import { indexLines } from '@/server/services/maps/index-lines'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makePublishedMap, type PublishedMap } from '@/server/testing/map-factory'
import { makeUser, orgContext } from '@/server/testing/organizations-factory'
import { decide } from './decide'
import { decisionMailTemplates } from './decision-mail-templates'
import { finish } from './finish'
import { switchDecisionMail } from './mail-switch'
import { queueDigests } from './queue-digests'
import { queueReminders } from './queue-reminders'

const day = 86_400_000
/** A Monday, eight o'clock in Wisconsin. */
const monday = new Date('2027-03-01T14:00:00Z')
const from = (days: number) => new Date(monday.getTime() + days * day)
const dayFrom = (days: number) => from(days).toISOString().slice(0, 10)

describeOnBothEngines('mail about decisions', () => {
  let published: PublishedMap
  let owner: OrgContext
  let editor: OrgContext
  let seen: Record<string, string>

  const fields: DecisionFields = {
    choice: 'accept',
    reason: 'A lab of six hours.',
    owner: 'Ed Ames',
    dueOn: dayFrom(14),
    stage: 'proposed',
    approvedBy: '',
    approvedOn: '',
    effectiveTerm: '',
  }
  const about = async (label: string, over: Partial<DecisionFields> = {}, daysAgo = 60) => {
    const { credential, occupation } = {
      credential: published.slug,
      occupation: published.occupation,
    }
    const { decisionId } = await decide(
      { ...owner, now: from(-daysAgo) },
      {
        line: { credential, occupation, competencyId: published.idOf(label) },
        fields: { ...fields, ...over },
        seen: seen[label] ?? '',
        clientKey: randomUUID(),
      },
    )
    seen[label] = decisionId
    return decisionId
  }
  const queued = () =>
    asOperator(async (tx) => {
      const rows = await tx
        .select({ payload: outbox.payload })
        .from(outbox)
        .where(eq(outbox.kind, 'mail'))
      return rows.map(({ payload }) => payload as { template: string; to: string })
    })
  const asOwner = async (statement: string) =>
    (await database()).withOwner(({ query }) => query(statement))
  const render = async (now = monday): Promise<Mail[]> => {
    const ctx = systemContext('job', 'mail', now)
    const mails = await Promise.all(
      (await queued()).map((payload) =>
        decisionMailTemplates[payload.template]?.render(ctx, payload, mailWords()),
      ),
    )
    return mails.flatMap((mail) => mail ?? [])
  }

  beforeAll(async () => {
    published = await makePublishedMap()
    // Two readers at once may not compute what lists say of maps: the job has, before.
    await indexLines(new Date())
    await asOperator((tx) =>
      tx
        .update(organizations)
        .set({ countyId: 'us-55079' })
        .where(eq(organizations.id, published.provider.id)),
    )
    const organization = published.provider
    owner = await orgContext({ organization, user: await makeUser({ name: 'Ruth Calloway' }) })
    editor = await orgContext({
      ...{ organization, role: 'editor' },
      user: await makeUser({ name: 'Ed Ames', email: 'ed@lake.example' }),
    })
  })

  beforeEach(async () => {
    seen = {}
    // No door takes away what is a day old, or what was sent.
    for (const table of ['outbox', 'decision', 'decision_digest', 'decision_mail_off']) {
      await asOwner(`DELETE FROM ${table}`)
    }
  })

  describe('a reminder', () => {
    it('goes to the owner 14 days and a day before, once however many processes look', async () => {
      await about('Faults')
      expect(await queueReminders(from(-1))).toBe(0)
      const sent = await Promise.all([queueReminders(monday), queueReminders(monday)])
      expect(sent.sort()).toEqual([0, 1])
      expect(await queueReminders(from(12))).toBe(0)
      expect(await queueReminders(from(13))).toBe(1)
      const [mail] = await render(from(13))
      expect(mail?.to).toBe('ed@lake.example')
      expect(mail?.subject).toBe('Due March 15, 2027: Faults')
      expect(mail?.text).toContain('> We propose to change this\n> A lab of six hours.')
      expect(mail?.text).not.toContain('We will')
      expect(mail?.text).toContain(`/reports/${published.slug}/${published.occupation}#line-`)
      expect(mail?.text).toContain(`/o/${published.provider.slug}/settings#decision-mail`)
    })

    it('says that it will be done once that is approved', async () => {
      await about('Faults', { stage: 'approved', approvedBy: 'Faculty', approvedOn: dayFrom(-90) })
      await queueReminders(monday)
      expect((await render())[0]?.text).toContain('We will change this')
    })

    it.each<[string, () => Promise<unknown>]>([
      [
        'is done',
        async () => {
          const decisionId = await about('Faults')
          const done = { state: 'done' as const, happenedOn: dayFrom(-3), note: 'The outline' }
          await finish({ ...owner, now: monday }, { decisionId, fields: done })
        },
      ],
      [
        'is dropped',
        async () => {
          const decisionId = await about('Faults')
          const dropped = { state: 'dropped' as const, happenedOn: '', note: 'No room' }
          await finish({ ...owner, now: monday }, { decisionId, fields: dropped })
        },
      ],
      [
        'was replaced',
        async () => {
          await about('Faults')
          await about('Faults', { dueOn: '' }, 50)
        },
      ],
      ['is owned by nobody here', () => about('Faults', { owner: 'Somebody else' })],
      ['was decided when it was that near', () => about('Faults', { dueOn: dayFrom(5) }, 3)],
      [
        'has no owner who wants it',
        async () => {
          await about('Faults')
          await switchDecisionMail(editor, { on: false })
        },
      ],
    ])('is not queued of what %s', async (_, arrange) => {
      await arrange()
      expect(await queueReminders(monday)).toBe(0)
    })

    it.each<[string, (decisionId: string) => Promise<unknown>]>([
      [
        'is done',
        (decisionId) =>
          finish(
            { ...owner, now: monday },
            {
              decisionId,
              fields: { state: 'done', happenedOn: dayFrom(-3), note: 'The outline' },
            },
          ),
      ],
      ['was changed', () => about('Faults', { dueOn: dayFrom(90) }, 5)],
      ['has an owner who wants no more', () => switchDecisionMail(editor, { on: false })],
      ['has an owner who left', () => asOwner(`DELETE FROM member WHERE role = 'editor'`)],
    ])('does not leave of what %s meanwhile', async (_, change) => {
      const decisionId = await about('Faults')
      expect(await queueReminders(monday)).toBe(1)
      await change(decisionId)
      expect(await render()).toEqual([])
      await asOwner(
        `INSERT INTO member (organization_id, user_id, role)
         VALUES ('${editor.organization.id}', '${editor.actor.userId}', 'editor') ON CONFLICT DO NOTHING`,
      )
    })

    it('goes no more to an address that is refused for good', async () => {
      await about('Faults')
      await queueReminders(monday)
      const [payload] = await queued()
      await decisionMailTemplates['decision-reminder']?.bounced?.(
        systemContext('job', 'mail'),
        payload,
      )
      expect(await queueReminders(from(13))).toBe(0)
      await switchDecisionMail(editor, { on: true })
      expect(await queueReminders(from(13))).toBe(1)
    })
  })

  describe('the digest', () => {
    it('tells owners on Monday morning what is open, once', async () => {
      await about('Drawings', { dueOn: dayFrom(5) })
      await about('Safety', { choice: 'plan', dueOn: '' })
      await about('Unasked', { dueOn: dayFrom(-5) })
      expect(await queueDigests(from(-1))).toBe(0)
      expect(await queueDigests(new Date(monday.getTime() - 2 * 3_600_000))).toBe(0)
      const sent = await Promise.all([queueDigests(monday), queueDigests(monday)])
      expect(sent.sort()).toEqual([0, 1])
      expect(await queueDigests(from(7))).toBe(1)
      const [mail] = await render()
      expect(mail?.to).toBe(owner.actor.email)
      expect(mail?.subject).toBe('What is open at Lake College')
      const machinists = `(CNC Certificate for ${await occupationTitle()})`
      expect(mail?.text).toContain(
        `Overdue (1):\n• Unasked ${machinists}: We propose to change this. Due February 24, 2027.`,
      )
      expect(mail?.text).toContain('Due within 14 days (1):\n• Drawings')
      expect(mail?.text).toContain(
        `Decided, with the date open (1):\n• Safety ${machinists}: We want to; money or date open.`,
      )
      expect(mail?.text).toContain(
        `Lines to act on first that nobody has decided:\n• CNC Certificate for ${await occupationTitle()}: 1 line`,
      )
    })

    it('does not leave when nothing is open', async () => {
      await about('Faults', { choice: 'will_not_do', dueOn: '', owner: '' })
      expect(await queueDigests(monday)).toBe(1)
      expect(await render()).toEqual([])
    })

    it('goes to nobody who switched it off', async () => {
      await switchDecisionMail(owner, { on: false })
      expect(await queueDigests(monday)).toBe(0)
    })
  })

  async function occupationTitle(): Promise<string> {
    const [row] = await asOperator((tx) =>
      tx
        .select({ title: occupations.title })
        .from(occupations)
        .where(eq(occupations.code, published.occupation)),
    )
    return plainTitle(row?.title ?? '')
  }
})
