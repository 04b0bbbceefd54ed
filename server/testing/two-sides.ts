import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { credentialCompetencies } from '@/server/db/schema/credentials'
import { employerLinks } from '@/server/db/schema/integrity'
import { confirmations, organizations } from '@/server/db/schema/organizations'
import { outbox } from '@/server/db/schema/outbox'
import { offeredWords } from '@/server/db/schema/ratings'
import { senderHolds } from '@/server/db/schema/senders'
import { asOperator, asPublisher, asTenant } from '@/server/db/tenancy'
import type { TableKind } from '@/server/domain/remembered-columns'
import { mailWords } from '@/server/mail/mail-words'
import { keepMail, listKeptMail } from '@/server/mail/mailbox'
import { decideAlignment } from '@/server/services/alignments/decide-alignment'
import type { OperatorContext, OrgContext } from '@/server/services/context'
import { keepClaimList } from '@/server/services/credentials/keep-claim-list'
import { keepAddressList } from '@/server/services/cycles/keep-address-list'
import { keepRaterList } from '@/server/services/cycles/keep-rater-list'
import { decide } from '@/server/services/decisions/decide'
import { storeEmployment } from '@/server/services/employment/store-employment'
import { uploadEmployment } from '@/server/services/employment/upload-employment'
import { mapImport } from '@/server/services/imports/map-import'
import { uploadImport } from '@/server/services/imports/upload-import'
import { keepEmployerList } from '@/server/services/organizations/employer-lists/keep-employer-list'
import { inviteMember } from '@/server/services/organizations/invite-member'
import { memberInvitationTemplate } from '@/server/services/organizations/member-invitation-template'
import { readPacket } from '@/server/services/ratings/read-packet'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { claimRegion } from '@/server/services/regions/claim-region'
import { listRegions } from '@/server/services/regions/list-regions'
import { changeCounties, saveRegion } from '@/server/services/regions/save-region'
import { saveReply } from '@/server/services/replies/save-reply'
import { listWaitingWords } from '@/server/services/requirements/list-waiting-words'
import { saveRequirement } from '@/server/services/requirements/save-requirement'
import { listRemembered } from '@/server/services/tables/recall'
import { remember } from '@/server/services/tables/remember'
import { makeCredential, makeFramework } from './catalogue-factory'
import { invitationOf, machinists, makeCycle, raterAt } from './cycles-factory'
import { heldAnswers } from './holds-factory'
import {
  makeMember,
  makeOrganization,
  makeUser,
  operatorContext,
  orgContext,
  type TestOrganization,
  type TestUser,
  userContext,
} from './organizations-factory'
import { makeRelease, makeSubject, publishCohort } from './published-factory'

/** Who asks on one side, and what is theirs; the two sides of a test share nothing. */
export type Side = Awaited<ReturnType<typeof makeSide>>

/** A provider, an employer, a partnership and a person, each with one of everything it may name to the site. */
export async function makeSide(name: string, countyId: string) {
  const [provider, employer, partnership] = [
    await orgContext({ kind: 'provider', verification: 'V2' }),
    await orgContext({ kind: 'employer', verification: 'V2', domain: `${name}-works.example` }),
    await orgContext({ kind: 'partnership', verification: 'V2' }),
  ]
  const operator = await operatorContext()
  const person = await makeUser({ email: `pat@${name}-tools.example` })
  const catalogue = await makeCatalogue(provider)
  const asking = await makeAsking(provider, person, catalogue)
  const rating = await makeRating(provider, employer)
  const region = await makeRegion(partnership, countyId, name)
  const { decisionId } = await makeDecision(provider, catalogue)
  const { replyId } = await makeReply(provider, catalogue)
  return {
    people: { provider, employer, partnership, operator, person: userContext(person) },
    rater: rating.rater,
    things: {
      providerSlug: provider.organization.slug,
      partnershipId: partnership.organization.id,
      decision: decisionId,
      reply: replyId,
      ...catalogue,
      ...asking,
      ...rating.things,
      ...region,
      ...(await makeImport(provider)),
      ...(await makePeople(provider, person)),
      ...(await makeRequirement(employer, catalogue.competency, name, operator)),
      ...(await makeHeld(partnership, countyId)),
    },
  }
}

async function makeCatalogue(ctx: OrgContext) {
  const organizationId = ctx.organization.id
  const labels = ['Drawings', 'Faults']
  const framework = await makeFramework({ organizationId, labels })
  const other = await makeFramework({ organizationId, labels })
  const draft = await makeFramework({ organizationId, labels, state: 'draft' })
  const about = { organizationId, occupationId: machinists }
  const [competency, spare] = framework.competencies.map(({ id }) => id)
  const [otherCompetency, thirdCompetency] = other.competencies.map(({ id }) => id)
  const credential = await makeCredential({ ...about, teaches: [competency ?? ''] })
  const hidden = await makeCredential({ ...about, state: 'draft', teaches: [competency ?? ''] })
  const [claim] = await asTenant(ctx, (tx) =>
    tx
      .select({ id: credentialCompetencies.id })
      .from(credentialCompetencies)
      .where(eq(credentialCompetencies.credentialId, credential.id)),
  )
  const { ids } = await decideAlignment(ctx, {
    fromId: spare ?? '',
    decisions: [{ toId: thirdCompetency ?? '', verdict: 'reject' }],
  })
  const list = await keepClaimList(ctx, {
    ...{ slug: slugOf('credential', credential), framework: slugOf('framework', framework) },
    ...{ otherwise: 'assesses', text: 'Faults' },
  })
  return {
    claimList: list.id,
    claimColumns: await rememberedOf(ctx, 'claims'),
    credential: slugOf('credential', credential),
    credentialId: credential.id,
    draftCredential: slugOf('credential', hidden),
    draftCredentialId: hidden.id,
    claim: claim?.id,
    framework: slugOf('framework', framework),
    otherFramework: slugOf('framework', other),
    draftFramework: slugOf('framework', draft),
    competency,
    spareCompetency: spare,
    otherCompetency,
    draftCompetency: draft.competencies[0]?.id,
    alignment: ids[0],
  }
}

/** What the factories name a thing. */
function slugOf(what: string, { id }: { id: string }): string {
  return `${what}-${id.slice(0, 8)}`
}

type Catalogue = Awaited<ReturnType<typeof makeCatalogue>>

function makeDecision(ctx: OrgContext, { credential, competency }: Catalogue) {
  return decide(ctx, {
    line: { credential, occupation: '51-4041', competencyId: competency ?? '' },
    fields: {
      ...{ choice: 'accept', stage: 'proposed', reason: 'A lab.', owner: 'The dean', dueOn: '' },
      ...{ approvedBy: '', approvedOn: '', effectiveTerm: '' },
    },
    seen: '',
    clientKey: randomUUID(),
  })
}

function makeReply(ctx: OrgContext, { credential, competency }: Catalogue) {
  return saveReply(ctx, {
    place: { credential, occupation: '51-4041', competencyId: competency ?? '' },
    ...{ text: 'We agree.', publish: true, seen: '', clientKey: randomUUID() },
  })
}

async function makeAsking(ctx: OrgContext, person: TestUser, catalogue: Catalogue) {
  const asked = {
    ctx,
    id: '',
    credentialIds: [catalogue.credentialId],
    competencyIds: [catalogue.competency ?? ''],
  }
  const draft = await makeCycle({ ctx, like: asked, addresses: [person.email] })
  const open = await makeCycle({ ctx, like: asked, addresses: [person.email], open: true })
  const list = await keepAddressList(ctx, { cycleId: draft.id, text: `new-${person.email}` })
  const kept = await keepRaterList(ctx, { cycleId: draft.id, listId: null, name: 'The board' })
  return {
    draftCycle: draft.id,
    addressList: list.id,
    raterList: kept.id,
    addressColumns: await rememberedOf(ctx, 'addresses'),
    openCycle: open.id,
    invitation: await invitationOf(open, person.email),
    claimable: await employerAt(person.email.split('@')[1] ?? ''),
  }
}

async function employerAt(domain: string): Promise<string | undefined> {
  const [row] = await asOperator((tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.domain, domain)),
  )
  return row?.id
}

/** A member of the employer who has answered one cycle, and is answering another. */
async function makeRating(provider: OrgContext, employer: OrgContext) {
  const { email } = employer.actor
  const invited = { ctx: provider, addresses: [`${email}, ${employer.organization.name}`] }
  const cycle = await makeCycle({ ...invited, competencies: 1, open: true })
  const sent = await makeCycle({ ...invited, like: cycle, open: true })
  const before = await raterAt(sent, email)
  const taps = [
    { field: 'role', answer: 'supervises' },
    { field: 'exposure', answer: 'several' },
    { field: 'i0', answer: '4' },
    { field: 'f0', answer: '3' },
  ]
  const { id: packetId } = await readPacket(before, { packetId: null })
  await submitRating(before, { packetId, clientKey: randomUUID(), taps })
  const rater = await raterAt(cycle, email)
  const { id: packet } = await readPacket(rater, { packetId: null })
  return {
    rater,
    things: {
      ...{ packet, link: rater.code, answeredCycle: sent.id },
      answeredInvitation: await invitationOf(sent, email),
    },
  }
}

async function makeRegion(ctx: OrgContext, countyId: string, name: string) {
  const { id } = await saveRegion(ctx, { id: null, name: `Around ${name}` })
  await changeCounties(ctx, { regionId: id, add: [countyId], remove: [] })
  await claimRegion(ctx, { regionId: id })
  const slug = (await listRegions(ctx)).find((each) => each.id === id)?.slug
  const file = employmentOf(slug ?? '')
  await storeEmployment(ctx, await uploadEmployment(ctx, file))
  const { id: employmentFile } = await uploadEmployment(ctx, file)
  const employmentColumns = await rememberedOf(ctx, 'employment')
  const { id: employerList } = await keepEmployerList(ctx, listed)
  const employerColumns = await rememberedOf(ctx, 'employers')
  return { region: id, employmentFile, employmentColumns, employerList, employerColumns }
}

/** A list of one employer that nobody confirms as it stands. */
const listed = { text: 'Name,Web domain\nAcme,' }

const namedColumns = { name: 'As before', headings: ['What'], fields: ['employer'] }

function rememberedOf(ctx: OrgContext, kind: TableKind): Promise<string> {
  const owner = { organizationId: ctx.organization.id, kind }
  return asTenant(ctx, (tx) => remember(tx, owner, namedColumns))
}

function employmentOf(region: string) {
  const text = `region,sector,employment,year,source\n${region},22,5,2025,QCEW`
  return { fileName: 'employment.csv', bytes: new TextEncoder().encode(text) }
}

async function makeImport(ctx: OrgContext) {
  const bytes = new TextEncoder().encode('Code,Statement\n1,Drills\n')
  const { id } = await uploadImport(ctx, { fileName: 'f.csv', bytes })
  const words = { framework: '', name: 'A table', publisher: '', language: '' }
  await mapImport(ctx, { id, fields: ['code', 'statement'], ...words, remember: 'A table' })
  const [remembered] = await asTenant(ctx, (tx) =>
    listRemembered(tx, { organizationId: ctx.organization.id, kind: 'framework' }),
  )
  return { import: id, rememberedColumns: remembered?.id }
}

async function makePeople(ctx: OrgContext, person: TestUser) {
  const member = await makeMember({ organizationId: ctx.organization.id, role: 'editor' })
  const waiting = await inviteMember(ctx, { email: 'new@college.example', role: 'viewer' })
  const { id } = await inviteMember(ctx, { email: person.email, role: 'viewer' })
  const mail = await memberInvitationTemplate.render(
    { actor: { kind: 'job', name: 'mail' }, requestId: 'test', now: new Date() },
    { to: person.email, invitationId: id },
    await mailWords(),
  )
  const [sending] = await asOperator((tx) =>
    tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.subjectId, waiting.id)),
  )
  return {
    ...{ sendingAbout: waiting.id, sending: sending?.id },
    member: member.id,
    memberInvitation: waiting.id,
    token: /\/invitations\/(\S+)/.exec(mail?.text ?? '')?.[1],
  }
}

async function makeRequirement(
  ctx: OrgContext,
  competencyId: string | undefined,
  name: string,
  operator: OperatorContext,
) {
  const text = `Reads the ${name} drawings`
  const yesterday = new Date(ctx.now.getTime() - 86_400_000)
  const { requirementId } = await saveRequirement(
    { ...ctx, now: yesterday },
    {
      clientKey: randomUUID(),
      requirementId: null,
      occupationId: machinists,
      title: 'Machinist',
      role: 'hires',
      lines: [{ competencyId: competencyId ?? '', importance: '4', proficiency: '-' }],
      ownWords: [{ text, importance: '4', offered: true }],
    },
  )
  const waiting = await listWaitingWords(operator)
  return {
    requirement: requirementId,
    waitingWords: waiting.find((each) => each.text === text)?.id,
  }
}

async function makeHeld(ctx: OrgContext, countyId: string) {
  const { holdId } = await heldAnswers({ countyId })
  return {
    hold: holdId,
    keptEmployer: await makeConfirmed(ctx),
    goneEmployer: await makeConfirmed(ctx),
    parentEmployer: await makeConfirmed(ctx),
    childEmployer: await makeConfirmed(ctx),
  }
}

/** An employer that a partnership has confirmed. */
async function makeConfirmed(ctx: OrgContext): Promise<string> {
  const { id } = await makeOrganization({ kind: 'employer', verification: 'V2' })
  await asOperator((tx) =>
    tx.insert(confirmations).values({
      ...{ id: randomUUID(), organizationId: id, level: 'V2' as const, note: '' },
      byOrganizationId: ctx.organization.id,
    }),
  )
  return id
}

/** What there is once, for the operator or for everybody. */
export type Site = Awaited<ReturnType<typeof makeSite>>

/** What the operator sees to, and what everybody reads of our side. */
export async function makeSite({ people: { operator }, things }: Side, theirs: Side) {
  const waiting = await makeWaiting()
  const [aId = '', bId = ''] = [await makeEmployerId(), await makeEmployerId()].sort()
  const [now, shown] = [new Date(), randomUUID()]
  await asOperator((tx) =>
    tx
      .insert(senderHolds)
      .values({ organizationId: waiting.id, reason: 'name', name: waiting.name }),
  )
  await asPublisher(async (tx) => {
    await tx
      .insert(employerLinks)
      .values({ aId, bId, reasons: ['domain'], foundAt: now, reviewDue: now })
    await tx.insert(offeredWords).values({
      ...{ id: shown, occupationId: machinists, text: 'Reads a part of the drawing' },
      ...{ batch: randomUUID(), place: 1, month: new Date('2026-01-01T00:00:00Z') },
    })
  })
  const { id: file } = await uploadEmployment(operator, employmentOf('us-wi'))
  const siteEmploymentColumns = await asOperator((tx) =>
    remember(tx, { organizationId: null, kind: 'employment' }, namedColumns),
  )
  const { id: siteEmployerList } = await keepEmployerList(operator, listed)
  const siteEmployerColumns = await asOperator((tx) =>
    remember(tx, { organizationId: null, kind: 'employers' }, namedColumns),
  )
  await keepMail({ to: 'a@b.example', subject: 'A', text: 'A', html: 'A' }, now)
  const subject = await makeSubject(machinists, things.credentialId)
  const release = { no: 901, at: new Date('2025-08-10T00:00:00Z') }
  await makeRelease(release)
  const { id: cohort } = await publishCohort({
    ...{ subjectId: subject, scale: 'fit', counts: [0, 1, 2, 9, 4], release },
    ...(things.competency ? { competencyId: things.competency } : {}),
  })
  return {
    ...{ subject, cohort, firstLinked: aId, secondLinked: bId, offered: shown },
    ...{ waitingOrganization: waiting.id, waitingName: waiting.name },
    ...{ toConfirm: (await makeWaiting()).id, toRefuse: await makeEmployerId() },
    ...{ parent: await makeEmployerId(), child: await makeEmployerId() },
    ...{ kept: await makeEmployerId(), gone: await makeEmployerId() },
    ...{ mail: (await listKeptMail(1))[0]?.id, siteEmploymentFile: file, release: release.no },
    ...{ siteEmploymentColumns, siteEmployerList, siteEmployerColumns },
    ...{ employedRegion: theirs.things.region, counted: theirs.things.hold },
  }
}

/** An employer of whom only the industry is not known yet. */
function makeWaiting(): Promise<TestOrganization> {
  const domain = `${randomUUID()}.example`
  return makeOrganization({ kind: 'employer', domain, countyId: 'us-39001' })
}

async function makeEmployerId(): Promise<string> {
  return (await makeOrganization({ kind: 'employer' })).id
}
