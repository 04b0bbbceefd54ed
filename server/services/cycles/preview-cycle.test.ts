import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { raterInvitations } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { senderHolds } from '@/server/db/schema/senders'
import { asOperator, asTenant, selectRows } from '@/server/db/tenancy'
import { limits } from '@/server/domain/limits'
import { mailWords } from '@/server/mail/mail-words'
import type { OrgContext } from '@/server/services/context'
import { systemContext } from '@/server/services/context'
import { mailTemplates } from '@/server/services/mail/mail-templates'
import { mailTo, makeCycle, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { findChoices } from './find-choices'
import { previewCycle } from './preview-cycle'
import { readCycle } from './read-cycle'
import { sendTest } from './send-test'

const email = 'ann@acme.example'
const details = {
  job: 'CNC setup machinist',
  signerName: 'Pat Lee',
  signerTitle: 'Dean of workforce programs',
}

const Waiting = z.object({
  payload: z.looseObject({ template: z.string(), to: z.string().nullish() }),
})

/** The test mails that wait for an asker's own address. */
async function testsFor(ctx: OrgContext) {
  const rows = await asOperator((tx) =>
    selectRows(
      tx,
      Waiting,
      sql`SELECT payload FROM outbox WHERE payload ->> 'to' = ${ctx.actor.email} ORDER BY id`,
    ),
  )
  return rows.map(({ payload }) => payload)
}

/** A mail without what is every rater's own: its link, and its name. */
function common(text: string | undefined): string {
  return (text ?? '').replaceAll(/https?:\S+/g, '<link>')
}

const preview = ({ ctx, id }: TestCycle) => previewCycle(ctx, { cycleId: id })
const confirmed = () => orgContext({ kind: 'provider', verification: 'V2' })

describeOnBothEngines('what raters get, shown to the asker', () => {
  it('is the mail that goes out, word for word, from the site’s address', async () => {
    const cycle = await makeCycle({ details, addresses: [email], open: true, competencies: 14 })
    const { mail, page } = await preview(cycle)
    const sent = await mailTo(cycle, email)
    expect(mail.subject).toBe(sent?.subject)
    expect(common(mail.text)).toBe(common(sent?.text))
    expect(mail.text).toContain('Pat Lee\nDean of workforce programs\n')
    expect(mail.from).toBe('Plumbline <plumbline@localhost>')
    expect([page.job, page.competencies]).toEqual(['CNC setup machinist', 12])
  })

  it('has no link but to itself, no code, and leaves nothing behind', async () => {
    const cycle = await makeCycle({ details })
    const { mail, question } = await preview(cycle)
    const links = [...mail.text.matchAll(/https?:\S+/g)].map(([link]) => new URL(link).pathname)
    const own = `/o/${cycle.ctx.organization.slug}/cycles/${cycle.id}/preview`
    expect(links.length).toBeGreaterThan(0)
    expect(new Set(links)).toEqual(new Set([own]))
    expect(question?.name).toBe('Competency 1')
    // A link belongs to an invitation, so without one there is none.
    const invited = await asTenant(cycle.ctx, (tx) =>
      tx.select().from(raterInvitations).where(eq(raterInvitations.cycleId, cycle.id)),
    )
    expect(invited).toEqual([])
  })

  it('carries no words of an asker nobody has confirmed', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V0' })
    const { mail, page, confirmed } = await preview(await makeCycle({ ctx, details }))
    expect([confirmed, page.job, page.message]).toEqual([false, 'machinist', ''])
    expect(mail.text).not.toMatch(/Pat Lee|CNC setup|Your view/)
    expect(mail.text).toContain('Nobody has confirmed yet')
  })

  it('is nobody else’s', async () => {
    const { id } = await makeCycle()
    const other = await confirmed()
    await expect(previewCycle(other, { cycleId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(sendTest(other, { cycleId: id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describeOnBothEngines('a test of a mail', () => {
  const render = (payload: unknown) =>
    mailTemplates['cycle-test']?.render(systemContext('job', 'mail'), payload, mailWords())

  it('goes to the asker’s own address alone, marked, with the words of the preview', async () => {
    const cycle = await makeCycle({ details, addresses: [email] })
    await sendTest(cycle.ctx, { cycleId: cycle.id })
    const [payload, ...others] = await testsFor(cycle.ctx)
    expect(others).toEqual([])
    const mail = await render(payload)
    const shown = await preview(cycle)
    expect(mail?.to).toBe(cycle.ctx.actor.email)
    expect(mail?.subject).toBe(`Test: ${shown.mail.subject}`)
    expect(mail?.text).toBe(shown.mail.text)
    expect(mail?.unsubscribeUrl).toBeUndefined()
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/\/r\/|\/unsubscribe|\/decline/)
    const [invitation] = (await readCycle(cycle.ctx, { cycleId: cycle.id })).invitations
    expect(invitation?.delivery).toBe('queued')
  })

  it('is not sent once its cycle is gone', async () => {
    const payload = {
      to: 'a@b.example',
      cycleId: crypto.randomUUID(),
      credential: '',
      competencies: 1,
    }
    expect(await render(payload)).toBeNull()
  })

  it.each([
    ['was stopped', { reason: 'stopped' as const }, 'senders.stopped'],
    ['waits for the operator', { reason: 'name' as const }, 'senders.nameWaits'],
    [
      'was refused',
      { reason: 'name' as const, verdict: 'refused' as const },
      'senders.nameRefused',
    ],
  ])('does not leave while the sender %s', async (_, hold, key) => {
    const cycle = await makeCycle()
    const { id: organizationId } = cycle.ctx.organization
    await asOperator((tx) => tx.insert(senderHolds).values({ organizationId, name: 'x', ...hold }))
    await expect(sendTest(cycle.ctx, { cycleId: cycle.id })).rejects.toMatchObject({ key })
    expect(await testsFor(cycle.ctx)).toEqual([])
  })

  it('may be asked for so often an hour, and takes none of the week’s mails', async () => {
    const ctx = await orgContext({ kind: 'provider', verification: 'V0' })
    const cycle = await makeCycle({ ctx })
    const left = async () => (await readCycle(ctx, { cycleId: cycle.id })).mails?.left
    const before = await left()
    for (let at = 0; at < limits['cycle-test'].tries; at++) {
      await sendTest(ctx, { cycleId: cycle.id })
    }
    expect(await left()).toBe(before)
    await expect(sendTest(ctx, { cycleId: cycle.id })).rejects.toMatchObject({
      code: 'limit_reached',
    })
  })
})

describeOnBothEngines('who signs', () => {
  it('is offered again to the same person, and to nobody else', async () => {
    const cycle = await makeCycle({ details })
    const none = {
      ...{ occupationId: null, credentialQuery: '', competencyQuery: '' },
      ...{ credentialIds: [], competencyIds: [] },
    }
    expect((await findChoices(cycle.ctx, none)).signer).toEqual({
      name: details.signerName,
      title: details.signerTitle,
    })
    const colleague = { ...cycle.ctx, actor: { ...cycle.ctx.actor, userId: crypto.randomUUID() } }
    expect((await findChoices(colleague, none)).signer).toEqual({ name: '', title: '' })
  })

  it.each([
    ['shouts', { signerName: 'WINNERS CLUB TODAY' }, 'signerName'],
    ['carries a link', { signerName: 'see evil.example' }, 'signerName'],
    ['carries markup', { signerName: '<b>Pat</b>' }, 'signerName'],
    ['claims the office', { signerName: 'Plumbline Support' }, 'signerName'],
    ['is disguised', { signerName: 'Pаt Lee' }, 'signerName'],
    ['is a title that claims the office', { signerTitle: 'Plumbline operator' }, 'signerTitle'],
    ['is a title with a link', { signerTitle: 'Dean, www.evil' }, 'signerTitle'],
  ])('is refused where it %s', async (_, signature, field) => {
    await expect(makeCycle({ details: signature })).rejects.toMatchObject({
      code: 'invalid',
      field,
    })
  })

  it.each(['Program administrator', 'Dean, Workforce & Trades', 'Account manager', ''])(
    'may be "%s"',
    async (signerTitle) => {
      const { ctx, id } = await makeCycle({ details: { signerName: 'Pat Lee', signerTitle } })
      expect((await readCycle(ctx, { cycleId: id })).signerTitle).toBe(signerTitle)
    },
  )

  it('signs nothing once the asker is not confirmed any more', async () => {
    const cycle = await makeCycle({ details, addresses: [email], open: true })
    expect((await mailTo(cycle, email))?.text).toContain('Pat Lee')
    await asOperator((tx) =>
      tx
        .update(organizations)
        .set({ verification: 'V0' })
        .where(eq(organizations.id, cycle.ctx.organization.id)),
    )
    expect((await mailTo(cycle, email))?.text).not.toContain('Pat Lee')
  })
})
