import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvents } from '@/server/db/schema/organizations'
import { asOperator } from '@/server/db/tenancy'
import { mailWords } from '@/server/mail/mail-words'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeMember,
  makeOrganization,
  makeUser,
  orgContext,
  tenant,
  userContext,
} from '@/server/testing/organizations-factory'
import { acceptInvitation } from './accept-invitation'
import { changeMember, leaveOrganization } from './change-member'
import { editOrganization } from './edit-organization'
import { enterOrganization } from './enter-organization'
import { inviteMember } from './invite-member'
import { listMembers } from './list-members'
import { memberInvitationTemplate } from './member-invitation-template'
import { readAudit } from './read-audit'
import { readMemberInvitation } from './read-member-invitation'
import { readOrganization } from './read-organization'
import { revokeInvitation } from './revoke-invitation'

async function mailedToken(invitationId: string, to: string): Promise<string> {
  const mail = await memberInvitationTemplate.render(
    { actor: { kind: 'job', name: 'mail' }, requestId: 'r', now: new Date() },
    { to, invitationId },
    mailWords(),
  )
  return /\/invitations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

const record = {
  name: 'New name',
  website: null,
  county: '',
  industryId: '',
  sizeBand: '' as const,
}

describeOnBothEngines('members', () => {
  test('an invited person joins with the role given, once', async () => {
    const owner = await orgContext()
    const guest = await makeUser()
    const { id } = await inviteMember(owner, { email: guest.email, role: 'editor' })
    const token = await mailedToken(id, guest.email)
    expect((await readMemberInvitation(userContext(guest), { token })).state).toBe('open')
    expect(await acceptInvitation(userContext(guest), { token })).toEqual({
      slug: owner.organization.slug,
    })
    const entered = await enterOrganization(userContext(guest), owner.organization.slug)
    expect(entered.organization.role).toBe('editor')
    await expect(acceptInvitation(userContext(guest), { token })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('a forwarded invitation does not let somebody else in', async () => {
    const owner = await orgContext()
    const { id } = await inviteMember(owner, { email: 'guest@college.example', role: 'owner' })
    const token = await mailedToken(id, 'guest@college.example')
    const stranger = userContext(await makeUser())
    await expect(acceptInvitation(stranger, { token })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(enterOrganization(stranger, owner.organization.slug)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('nobody is invited who is a member already, or at what is no address', async () => {
    const owner = await orgContext()
    const invite = (email: string) => inviteMember(owner, { email, role: 'viewer' })
    await expect(invite('nobody')).rejects.toMatchObject({ code: 'invalid', field: 'email' })
    await expect(invite(owner.actor.email)).rejects.toMatchObject({
      code: 'conflict',
      field: 'email',
    })
    await invite('nobody@college.example')
  })

  test('an organization deleted meanwhile is not found', async () => {
    const owner = await orgContext()
    const gone = {
      ...owner,
      organization: { ...owner.organization, ...tenant(randomUUID()).organization },
    }
    await expect(readOrganization(gone)).rejects.toMatchObject({ code: 'not_found' })
    await expect(editOrganization(gone, record)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a new mail ends the link of the one before', async () => {
    const owner = await orgContext()
    const guest = await makeUser()
    const first = await inviteMember(owner, { email: guest.email, role: 'viewer' })
    const old = await mailedToken(first.id, guest.email)
    await inviteMember(owner, { email: guest.email, role: 'viewer' })
    expect((await readMemberInvitation(userContext(guest), { token: old })).state).toBe('revoked')
  })

  test('an invitation taken back or guessed opens nothing', async () => {
    const owner = await orgContext()
    const guest = await makeUser()
    const { id } = await inviteMember(owner, { email: guest.email, role: 'viewer' })
    const token = await mailedToken(id, guest.email)
    await revokeInvitation(owner, { id })
    await expect(acceptInvitation(userContext(guest), { token })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(acceptInvitation(userContext(guest), { token: 'guess' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('removing a member acts on the very next request', async () => {
    const owner = await orgContext()
    const member = await makeMember({ organizationId: owner.organization.id, role: 'editor' })
    await enterOrganization(userContext(member), owner.organization.slug)
    await changeMember(owner, { userId: member.id, role: null })
    await expect(
      enterOrganization(userContext(member), owner.organization.slug),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('demoting acts on the very next request too', async () => {
    const owner = await orgContext()
    const member = await makeMember({ organizationId: owner.organization.id, role: 'owner' })
    await changeMember(owner, { userId: member.id, role: 'viewer' })
    const entered = await enterOrganization(userContext(member), owner.organization.slug)
    await expect(
      changeMember(entered, { userId: owner.actor.userId, role: null }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('the last owner can neither leave, go, nor be demoted', async () => {
    const owner = await orgContext()
    const { userId } = owner.actor
    await expect(leaveOrganization(owner)).rejects.toMatchObject({ code: 'conflict' })
    for (const role of [null, 'viewer'] as const) {
      await expect(changeMember(owner, { userId, role })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
  })

  test('two owners removing each other at once leave one', async () => {
    const first = await orgContext()
    const other = await makeMember({ organizationId: first.organization.id, role: 'owner' })
    const second = await enterOrganization(userContext(other), first.organization.slug)
    await Promise.allSettled([
      changeMember(first, { userId: other.id, role: null }),
      changeMember(second, { userId: first.actor.userId, role: null }),
    ])
    const survivors = await Promise.allSettled([
      enterOrganization(first, first.organization.slug),
      enterOrganization(second, first.organization.slug),
    ])
    expect(survivors.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  })

  test('a member leaves of its own accord', async () => {
    const owner = await orgContext()
    const member = await makeMember({ organizationId: owner.organization.id, role: 'viewer' })
    const ctx = await enterOrganization(userContext(member), owner.organization.slug)
    await leaveOrganization(ctx)
    expect((await listMembers(owner)).members).toHaveLength(1)
  })

  test.each(['editor', 'viewer'] as const)(
    'an %s changes neither members, invitations nor the record, and each try is recorded',
    async (role) => {
      const ctx = await orgContext({ role })
      const tries = [
        inviteMember(ctx, { email: 'x@college.example', role: 'owner' }),
        changeMember(ctx, { userId: ctx.actor.userId, role: 'owner' }),
        revokeInvitation(ctx, { id: crypto.randomUUID() }),
        editOrganization(ctx, record),
        readAudit(ctx, {}),
      ]
      for (const result of await Promise.allSettled(tries)) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
      }
      const refused = await asOperator((tx) =>
        tx
          .select({ verb: auditEvents.verb })
          .from(auditEvents)
          .where(
            and(
              eq(auditEvents.organizationId, ctx.organization.id),
              eq(auditEvents.outcome, 'refused'),
            ),
          ),
      )
      expect(refused).toHaveLength(tries.length)
    },
  )

  test('members and invitations of another organization are not found', async () => {
    const owner = await orgContext()
    const other = await orgContext()
    const { id } = await inviteMember(other, { email: 'y@college.example', role: 'viewer' })
    await expect(revokeInvitation(owner, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      changeMember(owner, { userId: other.actor.userId, role: null }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('an owner reads what was done in its own organization only', async () => {
    const owner = await orgContext()
    const other = await orgContext()
    await inviteMember(owner, { email: 'newcomer@college.example', role: 'viewer' })
    await inviteMember(other, { email: 'b@college.example', role: 'viewer' })
    const { events } = await readAudit(owner, {})
    expect(events.map((event) => event.verb)).toEqual(['member.invite'])
    expect(JSON.stringify(events)).not.toContain('newcomer@college.example')
  })

  const standing = { ...record, county: 'lorain, ohio', industryId: 'naics2017:332' }
  const employerAt = async (verification: 'V1' | 'V2') =>
    orgContext({
      organization: await makeOrganization({
        ...{ kind: 'employer', verification, name: standing.name },
        ...{ countyId: 'us-39093', industryId: standing.industryId },
      }),
    })

  test.each([
    ['the name', { name: 'Another name' }],
    ['the county', { county: 'Erie County, Ohio' }],
    ['the county, when it is left out', { county: '' }],
    ['the industry', { industryId: 'naics2017:333' }],
  ])('a confirmation fixes what it rests on: %s', async (_, change) => {
    await editOrganization(await employerAt('V1'), { ...standing, ...change })
    const confirmed = await employerAt('V2')
    await expect(editOrganization(confirmed, { ...standing, ...change })).rejects.toMatchObject({
      code: 'conflict',
    })
    await editOrganization(confirmed, { ...standing, website: 'https://keel.example' })
  })

  test('a county that several states have must be told apart', async () => {
    const owner = await orgContext()
    await expect(
      editOrganization(owner, { ...record, county: 'Erie County' }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'county' })
    await expect(
      editOrganization(owner, { ...record, county: 'Nowhere County, Ohio' }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'county' })
  })
})
