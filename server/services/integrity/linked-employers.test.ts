import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { employerLinks } from '@/server/db/schema/integrity'
import { auditEvents, organizations } from '@/server/db/schema/organizations'
import { cohortVersions } from '@/server/db/schema/releases'
import { asOperator, asPublisher } from '@/server/db/tenancy'
import { systemContext } from '@/server/services/context'
import { confirmOrganization } from '@/server/services/organizations/confirm-organization'
import { decideLink } from '@/server/services/organizations/decide-link'
import { listLinks } from '@/server/services/organizations/list-links'
import { mergeEmployers } from '@/server/services/organizations/merge-employers'
import { unreviewedLinks } from '@/server/services/organizations/unreviewed-links'
import { loadEmployers } from '@/server/services/releases/employer-register'
import { lookAndRelease } from '@/server/services/releases/look-and-release'
import { recountReleases } from '@/server/services/releases/recount-releases'
import { runRelease } from '@/server/services/releases/run-release'
import { describeOnBothEngines } from '@/server/testing/databases'
import {
  makeAskedSubject,
  makeCycle,
  makeEmployer,
  sendRating,
} from '@/server/testing/ledger-factory'
import {
  makeMember,
  makeOrganization,
  makeUser,
  operatorContext,
  partnershipContext,
} from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { arrive } from '@/server/testing/traces-factory'
import { sweepAnswers } from './sweep-answers'

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)
const at = (n: number) => systemContext('command', 'test', day(n))
const note = 'Two offices with one postmaster.'
const tag = () => `${randomUUID().slice(0, 8)}.example`

/** These employers' answers in one closed cycle. */
async function answered(employers: readonly string[]) {
  const subject = await makeAskedSubject({ competencies: 1 })
  const cycleId = await makeCycle(subject, 'closed', day(1))
  for (const employerId of employers) {
    await sendRating({ subject, employerId, at: day(0), cycleId, fit: '3' })
  }
  const published = async () => {
    const rows = await asPublisher((tx) =>
      tx.select().from(cohortVersions).where(eq(cohortVersions.subjectId, subject.subjectId)),
    )
    return rows.map((row) => row.n)
  }
  return { subject, published }
}

const five = (more: () => { domain?: string }) =>
  Promise.all(Array.from({ length: 5 }, () => makeEmployer(more())))

async function linksOf(employers: readonly string[]) {
  const links = await listLinks(await operatorContext(day(2)))
  return links.filter((link) => employers.includes(link.a.id) && employers.includes(link.b.id))
}

describeOnBothEngines('employers that may be one', () => {
  test('T12: five at one web domain never count to five, until each is called separate', async () => {
    const domain = tag()
    const employers = await five(() => ({ domain }))
    const { published } = await answered(employers)
    // Without a look before it, too: the release reads the records themselves.
    await runRelease(at(1), { trigger: 'command' })
    expect(await published()).toEqual([])
    await lookAndRelease(at(2), { trigger: 'command' })
    expect(await published()).toEqual([])
    const links = await linksOf(employers)
    expect(links).toHaveLength(10)
    expect(links[0]).toMatchObject({ reasons: ['domain'], state: 'open', overdue: false })
    const operator = await operatorContext(day(2))
    for (const { a, b } of links.slice(1)) {
      await decideLink(operator, { aId: a.id, bId: b.id, verdict: 'separate', note })
    }
    await lookAndRelease(at(3), { trigger: 'command' })
    expect(await published()).toEqual([])
    const [last] = links
    await decideLink(operator, {
      aId: last?.a.id ?? '',
      bId: last?.b.id ?? '',
      verdict: 'separate',
      note,
    })
    // Their cycle has been counted without them: they wait for the quarter's end.
    await lookAndRelease(at(4), { trigger: 'command' })
    expect(await published()).toEqual([])
    await lookAndRelease(at(91), { trigger: 'command' })
    expect(await published()).toEqual([5])
  })

  test('five below one web domain never count to five, however they are named', async () => {
    const domain = tag()
    const below = ['', 'a.', 'b.', 'hr.b.', 'c.']
    const employers = await Promise.all(
      below.map((part) => makeEmployer({ domain: `${part}${domain}` })),
    )
    const { published } = await answered(employers)
    await runRelease(at(1), { trigger: 'command' })
    expect(await published()).toEqual([])
    await lookAndRelease(at(2), { trigger: 'command' })
    expect(await published()).toEqual([])
    expect(await linksOf(employers)).toHaveLength(10)
  })

  test.each([
    ['a sibling', 'a.', 'b.'],
    ['one above', '', 'b.'],
    ['one below', 'a.', ''],
  ])('nobody but the operator confirms an employer beside %s of it', async (_, mine, theirs) => {
    const domain = tag()
    await makeEmployer({ domain: `${theirs}${domain}` })
    const partnership = await partnershipContext()
    const record = await makeOrganization({
      ...{ kind: 'employer', verification: 'V1', domain: `${mine}${domain}` },
      ...{ countyId: 'us-39093', industryId: 'naics2017:332' },
      createdByOrganizationId: partnership.organization.id,
    })
    const confirmation = { organizationId: record.id, county: '', industry: '', note }
    await expect(confirmOrganization(partnership, confirmation)).rejects.toThrow(
      refusal('confirmations.linked'),
    )
  })

  test('control: five at domains of their own count at once', async () => {
    const { published } = await answered(await five(() => ({ domain: tag() })))
    await lookAndRelease(at(1), { trigger: 'command' })
    expect(await published()).toEqual([5])
  })

  test('one person behind two of five is one employer, and so is a merged record', async () => {
    const employers = await five(() => ({ domain: tag() }))
    const person = await makeUser()
    const [one = '', two = ''] = employers
    for (const organizationId of [one, two]) await makeMember({ organizationId, user: person })
    const { published } = await answered(employers)
    await lookAndRelease(at(1), { trigger: 'command' })
    expect(await published()).toEqual([])
    expect((await linksOf(employers)).map((link) => link.reasons)).toEqual([['person']])
    await mergeEmployers(await operatorContext(), { keptId: one, goneId: two })
    expect(await linksOf(employers)).toEqual([])
    await lookAndRelease(at(2), { trigger: 'command' })
    expect(await published()).toEqual([])
  })

  test('a member of a group that is linked later is not counted anew until somebody has looked', async () => {
    const employers = [...(await five(() => ({ domain: tag() }))), await makeEmployer()]
    const subject = await makeAskedSubject({ competencies: 1 })
    const raters = new Map<string, string>()
    const ask = async (closes: number, level: (index: number) => string) => {
      const cycleId = await makeCycle(subject, 'closed', day(closes))
      for (const [index, employerId] of employers.entries()) {
        const raterId = raters.get(employerId)
        const answer = { subject, employerId, at: day(closes - 1), cycleId, fit: level(index) }
        raters.set(employerId, await sendRating(raterId ? { ...answer, raterId } : answer))
      }
    }
    const counts = async () => {
      const rows = await asPublisher((tx) =>
        tx
          .select()
          .from(cohortVersions)
          .where(eq(cohortVersions.subjectId, subject.subjectId))
          .orderBy(cohortVersions.no),
      )
      return rows.map((row) => row.counts)
    }
    await ask(1, (index) => String(index % 3))
    await lookAndRelease(at(1), { trigger: 'command' })
    const person = await makeUser()
    for (const organizationId of employers.slice(0, 2)) {
      await makeMember({ organizationId, user: person })
    }
    await ask(3, () => '3')
    await lookAndRelease(at(3), { trigger: 'command' })
    // Five said "meets"; the one that waits stands as it did.
    expect(await counts()).toHaveLength(2)
    expect((await counts())[1]?.slice(2)).toEqual([0, 4, 1])
    expect((await recountReleases(at(4))).differences).toEqual([])
    const [link] = await linksOf(employers)
    const ids = { aId: link?.a.id ?? '', bId: link?.b.id ?? '' }
    await decideLink(await operatorContext(day(5)), { ...ids, verdict: 'separate', note })
    await ask(6, () => '4')
    await lookAndRelease(at(6), { trigger: 'command' })
    expect(await counts()).toHaveLength(3)
    expect((await recountReleases(at(7))).differences).toEqual([])
  })

  test('of two that share a device one votes, and the other one’s answers are held', async () => {
    const employers = await five(() => ({ domain: tag() }))
    const { subject, published } = await answered(employers.slice(0, 3))
    const deviceHash = randomUUID()
    for (const employerId of employers.slice(3)) {
      const organizationId = (await makeOrganization({ kind: 'partnership' })).id
      const cycleId = await makeCycle({ ...subject, organizationId }, 'closed', day(1))
      await arrive({ subject, employerId, at: day(0), cycleId, fit: '3', trace: { deviceHash } })
    }
    await lookAndRelease(at(1), { trigger: 'command' })
    expect(await published()).toEqual([])
    expect((await linksOf(employers)).map((link) => link.reasons)).toEqual([['device']])
  })

  test('a record that is merged hands its shared device on, and what had been merged into it', async () => {
    const [first = '', second = '', kept = '', other = '', known = ''] = await five(() => ({
      domain: tag(),
    }))
    const deviceHash = randomUUID()
    const subject = await makeAskedSubject({ competencies: 1 })
    const cycleId = await makeCycle(subject, 'closed', day(1))
    for (const employerId of [second, other, known]) {
      await arrive({ subject, employerId, at: day(0), cycleId, fit: '3', trace: { deviceHash } })
    }
    await sweepAnswers(at(1))
    const operator = await operatorContext(day(2))
    const [aId = '', bId = ''] = [second, known].sort()
    await decideLink(operator, { aId, bId, verdict: 'separate', note })
    const alike = await makeEmployer({ domain: tag() })
    const [g = '', h = ''] = [second, alike].sort()
    const found = { reasons: ['domain' as const], foundAt: day(1), reviewDue: day(8) }
    await asPublisher((tx) => tx.insert(employerLinks).values({ aId: g, bId: h, ...found }))
    await mergeEmployers(operator, { keptId: second, goneId: first })
    await mergeEmployers(operator, { keptId: kept, goneId: second })
    const records = await asOperator((tx) =>
      tx
        .select({ into: organizations.mergedIntoId })
        .from(organizations)
        .where(inArray(organizations.id, [first, second])),
    )
    expect(records).toEqual([{ into: kept }, { into: kept }])
    const between = async (a: string, b: string) =>
      (await asPublisher((tx) => unreviewedLinks(tx))).filter((link) =>
        [a, b].every((id) => id === link.aId || id === link.bId),
      )
    expect(await between(kept, other)).toMatchObject([{ reasons: ['device'] }])
    // What somebody has called separate is not asked again, and what records say is read from the record that is left.
    expect(await between(kept, known)).toEqual([])
    expect(await between(kept, alike)).toEqual([])
    const [c = '', d = ''] = [kept, other].sort()
    await decideLink(operator, { aId: c, bId: d, verdict: 'separate', note })
    const [e = '', f = ''] = [known, other].sort()
    await decideLink(operator, { aId: e, bId: f, verdict: 'separate', note })
    const register = await asPublisher((tx) => loadEmployers(tx, day(3)))
    const waited = (at: Date) =>
      [kept, other, known, alike].filter((id) => register.waitedAt(id, at.getTime())).length
    expect(waited(day(1))).toBe(3)
    expect(waited(day(3))).toBe(0)
  })

  test('what was called separate is one again when that is taken back', async () => {
    const domain = tag()
    const ids = [await makeEmployer({ domain }), await makeEmployer({ domain })].sort()
    const [aId = '', bId = ''] = ids
    await lookAndRelease(at(1), { trigger: 'command' })
    const operator = await operatorContext()
    const open = async () => {
      const links = await asPublisher((tx) => unreviewedLinks(tx))
      return links.filter((link) => link.aId === aId && link.bId === bId).length
    }
    expect(await open()).toBe(1)
    const refused = (ids: { aId: string; bId: string }, verdict: 'separate' | 'reopen') =>
      expect(decideLink(operator, { ...ids, verdict, note })).rejects.toMatchObject({
        code: 'not_found',
      })
    await refused({ aId, bId }, 'reopen')
    for (const unknown of [
      { aId, bId: randomUUID() },
      { aId: bId, bId: aId },
    ]) {
      await refused(unknown, 'separate')
      await refused(unknown, 'reopen')
    }
    expect(await open()).toBe(1)
    await decideLink(operator, { aId, bId, verdict: 'separate', note })
    expect(await open()).toBe(0)
    await refused({ aId, bId }, 'separate')
    await decideLink(operator, { aId, bId, verdict: 'reopen', note })
    expect(await open()).toBe(1)
    const verbs = await asOperator((tx) =>
      tx
        .select({ verb: auditEvents.verb })
        .from(auditEvents)
        .where(eq(auditEvents.targetId, `${aId} ${bId}`)),
    )
    expect(verbs.map((row) => row.verb).sort()).toEqual([
      'link.find',
      'link.reopen',
      'link.separate',
    ])
  })

  test('an operator who confirms one with a noted reason has looked already', async () => {
    const domain = tag()
    const known = await makeEmployer({ domain })
    const fresh = await makeOrganization({
      kind: 'employer',
      verification: 'V1',
      domain,
      countyId: 'us-39093',
      industryId: 'naics2017:332',
    })
    await confirmOrganization(await operatorContext(), {
      organizationId: fresh.id,
      county: '',
      industry: '',
      note,
    })
    const [aId = '', bId = ''] = [known, fresh.id].sort()
    const [link] = await asOperator((tx) =>
      tx
        .select()
        .from(employerLinks)
        .where(and(eq(employerLinks.aId, aId), eq(employerLinks.bId, bId))),
    )
    expect(link).toMatchObject({ state: 'separate', note })
  })
})
