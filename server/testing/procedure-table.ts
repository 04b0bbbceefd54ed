import { randomUUID } from 'node:crypto'
import { credentialFields } from '@/server/domain/catalogue/credentials'
import { byField } from '@/server/domain/fields'
import type { Verb } from '@/server/domain/permissions'

/**
 * Who may call a procedure: anyone, anyone with a rater's link, a signed-in person, the operator, any
 * member of the organization named, or a member whose role and kind allow the verb.
 */
export type Door = 'anyone' | 'rater' | 'person' | 'operator' | 'member' | Verb

export type Entry = { door: Door; input?: Record<string, unknown> }

const id = () => randomUUID()

function cycle() {
  return {
    title: 'Machinists',
    occupationId: 'soc2018:51-4041',
    credentialIds: [id()],
    competencyIds: [id()],
    closesOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    timeZone: 'America/Chicago',
    message: '',
  }
}

function credential() {
  const fields = {
    ...byField(credentialFields, () => ''),
    name: 'Certificate',
    kind: 'certificate',
  }
  return { ...fields, occupationIds: [] }
}

function employmentFile() {
  const bytes = new TextEncoder().encode('region,sector,employment\nlakes,22,5')
  return { fileName: 'employment.csv', bytes }
}

function employerFile() {
  const bytes = new TextEncoder().encode('Name,Web domain\nAcme,acme.example')
  return { fileName: 'members.csv', bytes }
}

/** A whole page of one competency. */
const taps = [
  { field: 'role', answer: 'supervises' },
  { field: 'exposure', answer: 'several' },
  { field: 'i0', answer: '4' },
  { field: 'f0', answer: '3' },
]

const framework = { name: 'Framework', description: '', publisher: '' }

function competency() {
  return {
    ...{ label: '', statement: 'Reads drawings', code: '', type: null, axis: null },
    ...{ level: '', notes: '' },
  }
}

/**
 * Every procedure with whom it lets in and an input of the right shape; what an input points at does
 * not exist. The test beside this file fails for a procedure that is missing here.
 */
export const procedureTable: Record<string, Entry> = {
  'releases.published': { door: 'anyone', input: { limit: 5 } },
  'releases.list': { door: 'operator', input: { limit: 5 } },
  'releases.run': { door: 'operator' },
  'releases.underWay': { door: 'operator' },
  'releases.recount': { door: 'operator' },
  'releases.leftOut': { door: 'operator' },
  'releases.hidden': { door: 'operator' },
  'releases.groups': { door: 'operator', input: { releaseNo: 1 } },
  'releases.hideCohort': {
    door: 'operator',
    input: { subjectId: id(), cohortId: id(), reason: 'One office under five names' },
  },
  'coverage.requirement': { door: 'requirement.read', input: { id: id() } },
  'coverage.credential': { door: 'credential.read', input: { slug: 'none' } },
  'alignments.overview': { door: 'framework.read' },
  'alignments.suggest': { door: 'framework.read', input: { from: 'none', to: null } },
  'alignments.list': { door: 'framework.read', input: {} },
  'alignments.decide': {
    door: 'alignment.edit',
    input: { fromId: id(), decisions: [{ toId: id(), verdict: 'reject' }] },
  },
  'alignments.undo': { door: 'alignment.edit', input: { ids: [id()] } },
  'credentials.list': { door: 'credential.read' },
  'credentials.read': { door: 'credential.read', input: { slug: 'none' } },
  'credentials.create': { door: 'credential.edit', input: { details: credential() } },
  'credentials.edit': { door: 'credential.edit', input: { slug: 'none', details: credential() } },
  'credentials.publish': {
    door: 'credential.publish',
    input: { slug: 'none', state: 'published' },
  },
  'credentials.addClaim': {
    door: 'credential.edit',
    input: { slug: 'none', claim: { competencyId: id(), claim: 'teaches', level: null } },
  },
  'credentials.setClaims': {
    door: 'credential.edit',
    input: { said: { slug: 'none', competencies: [{ competencyId: id(), claims: ['teaches'] }] } },
  },
  'credentials.removeClaim': {
    door: 'credential.edit',
    input: { slug: 'none', claimId: id() },
  },
  'claims.keepText': {
    door: 'credential.edit',
    input: { slug: 'none', framework: 'none', otherwise: 'teaches', text: 'A1' },
  },
  'claims.keepFile': {
    door: 'credential.edit',
    input: {
      ...{ slug: 'none', framework: 'none', otherwise: 'teaches', fileName: 'claims.csv' },
      bytes: new TextEncoder().encode('A1'),
    },
  },
  'claims.waiting': { door: 'credential.edit', input: { slug: 'none' } },
  'claims.read': { door: 'credential.edit', input: { list: { id: id() } } },
  'claims.chooseSheet': { door: 'credential.edit', input: { list: { id: id(), headingLine: 0 } } },
  'claims.map': {
    door: 'credential.edit',
    input: { list: { id: id(), fields: ['competency'] } },
  },
  'claims.forgetColumns': { door: 'credential.edit', input: { forget: { remembered: id() } } },
  'claims.applySheet': { door: 'credential.edit', input: { list: { id: id() } } },
  'claims.discard': { door: 'credential.edit', input: { list: { id: id() } } },
  'frameworks.list': { door: 'framework.read' },
  'frameworks.read': { door: 'framework.read', input: { slug: 'none' } },
  'frameworks.create': { door: 'framework.edit', input: { details: framework } },
  'frameworks.edit': { door: 'framework.edit', input: { slug: 'none', details: framework } },
  'frameworks.publish': { door: 'framework.publish', input: { slug: 'none', state: 'draft' } },
  'frameworks.addCompetency': {
    door: 'framework.edit',
    input: { slug: 'none', parentId: null, details: competency() },
  },
  'frameworks.editCompetency': {
    door: 'framework.edit',
    input: { slug: 'none', id: id(), details: competency() },
  },
  'frameworks.retireCompetency': {
    door: 'framework.edit',
    input: { slug: 'none', id: id() },
  },
  'frameworks.search': { door: 'framework.read', input: { search: { query: 'drawing' } } },
  'frameworks.export': { door: 'framework.read', input: { slug: 'none', format: 'case' } },
  'frameworks.exportWorkbook': { door: 'framework.read', input: { slug: 'none' } },
  'frameworks.listPublished': { door: 'anyone', input: {} },
  'frameworks.readPublished': { door: 'anyone', input: { slug: 'none' } },
  'frameworks.readCompetency': { door: 'anyone', input: { id: id() } },
  'frameworks.exportPublished': { door: 'anyone', input: { slug: 'none', format: 'csv' } },
  'frameworks.exportPublishedWorkbook': { door: 'anyone', input: { slug: 'none' } },
  'frameworks.exportCompetency': { door: 'anyone', input: { id: id() } },
  'imports.list': { door: 'import.read' },
  'imports.read': { door: 'import.read', input: { id: id() } },
  'imports.problems': { door: 'import.read', input: { id: id() } },
  'imports.upload': {
    door: 'import.edit',
    input: { fileName: 'a.csv', bytes: new TextEncoder().encode('Code,Statement\n1,Reads') },
  },
  'imports.chooseSheet': {
    door: 'import.edit',
    input: { table: { id: id(), sheet: 0, headingLine: 1 } },
  },
  'imports.countTable': {
    door: 'import.edit',
    input: { table: { id: id(), fields: ['statement'] } },
  },
  'imports.forgetColumns': {
    door: 'import.edit',
    input: { forget: { remembered: id() } },
  },
  'imports.map': {
    door: 'import.edit',
    input: {
      columns: {
        ...{ id: id(), fields: ['statement'], framework: '', name: 'Framework' },
        ...{ publisher: '', language: 'en', remember: '' },
      },
    },
  },
  'imports.start': {
    door: 'import.edit',
    input: { start: { id: id(), leaveOutErrors: false } },
  },
  'imports.undo': { door: 'import.edit', input: { id: id() } },
  'cycles.list': { door: 'cycle.read' },
  'cycles.read': { door: 'cycle.read', input: { cycleId: id() } },
  'cycles.preview': { door: 'cycle.read', input: { cycleId: id() } },
  'cycles.sendTest': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.renewals': { door: 'cycle.read', input: { cycleId: id() } },
  'cycles.choices': {
    door: 'cycle.edit',
    input: {
      occupationId: null,
      credentialQuery: '',
      competencyQuery: '',
      credentialIds: [],
      competencyIds: [],
    },
  },
  'cycles.create': { door: 'cycle.edit', input: cycle() },
  'cycles.edit': { door: 'cycle.edit', input: { ...cycle(), cycleId: id() } },
  'cycles.keepAddressList': {
    door: 'cycle.edit',
    input: { cycleId: id(), text: 'pat@works.example' },
  },
  'cycles.keepAddressFile': {
    door: 'cycle.edit',
    input: {
      ...{ cycleId: id(), fileName: 'raters.txt' },
      bytes: new TextEncoder().encode('pat@works.example'),
    },
  },
  'cycles.keepRaterList': {
    door: 'cycle.edit',
    input: { keep: { cycleId: id(), listId: null, name: 'All of them' } },
  },
  'cycles.addressLists': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.addressList': { door: 'cycle.edit', input: { list: { cycleId: id(), id: id() } } },
  'cycles.refusedLines': { door: 'cycle.edit', input: { list: { cycleId: id(), id: id() } } },
  'cycles.chooseAddressSheet': {
    door: 'cycle.edit',
    input: { list: { cycleId: id(), id: id(), headingLine: 0 } },
  },
  'cycles.countAddressList': {
    door: 'cycle.edit',
    input: { list: { cycleId: id(), id: id(), fields: ['email'] } },
  },
  'cycles.mapAddressList': {
    door: 'cycle.edit',
    input: { list: { cycleId: id(), id: id(), fields: ['email'] } },
  },
  'cycles.saveAddressRows': {
    door: 'cycle.edit',
    input: { list: { cycleId: id(), id: id(), rows: [] } },
  },
  'cycles.forgetAddressColumns': {
    door: 'cycle.edit',
    input: { forget: { remembered: id() } },
  },
  'cycles.addAddressList': { door: 'cycle.edit', input: { list: { cycleId: id(), id: id() } } },
  'cycles.discardAddressList': { door: 'cycle.edit', input: { list: { cycleId: id(), id: id() } } },
  'cycles.confirmation': { door: 'cycle.read', input: { cycleId: id() } },
  'cycles.askConfirmation': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.raterLists': { door: 'cycle.edit' },
  'cycles.raterSources': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.renameRaterList': { door: 'cycle.edit', input: { rename: { id: id(), name: 'All' } } },
  'cycles.startFromList': {
    door: 'cycle.edit',
    input: { start: { cycleId: id(), listId: id() } },
  },
  'cycles.startFromCycle': {
    door: 'cycle.edit',
    input: { start: { cycleId: id(), fromId: id() } },
  },
  'cycles.deleteRaterList': { door: 'cycle.edit', input: { list: { id: id() } } },
  'cycles.open': { door: 'cycle.open', input: { cycleId: id() } },
  'cycles.extend': { door: 'cycle.edit', input: { cycleId: id(), closesOn: cycle().closesOn } },
  'cycles.close': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.cancel': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.places': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.proposePlace': {
    door: 'cycle.edit',
    input: { place: { cycleId: id(), employerId: id(), county: 'Lorain, OH', industry: '' } },
  },
  'cycles.repeat': { door: 'cycle.edit', input: { cycleId: id() } },
  'cycles.revoke': { door: 'cycle.edit', input: { cycleId: id(), invitationId: id() } },
  'cycles.resend': { door: 'cycle.edit', input: { cycleId: id(), invitationId: id() } },
  'decisions.says': { door: 'anyone', input: { credential: 'none', occupation: '51-4041' } },
  'decisions.decide': {
    door: 'decision.edit',
    input: {
      line: { credential: 'none', occupation: '51-4041', competencyId: id() },
      fields: {
        ...{ choice: 'will_not_do', reason: 'No room.', owner: '', dueOn: '', stage: 'proposed' },
        ...{ approvedBy: '', approvedOn: '', effectiveTerm: '' },
      },
      seen: id(),
      clientKey: id(),
    },
  },
  'decisions.undo': { door: 'decision.edit', input: { decisionId: id() } },
  'decisions.finish': {
    door: 'decision.edit',
    input: { decisionId: id(), fields: { state: 'late', happenedOn: '', note: 'No room.' } },
  },
  'decisions.listOpen': { door: 'report.read' },
  'decisions.shares': {
    door: 'report.share',
    input: { filter: { credential: 'none', occupation: '51-4041' } },
  },
  'decisions.share': {
    door: 'report.share',
    input: { report: { credential: 'none', occupation: '51-4041' }, partnershipId: id() },
  },
  'decisions.unshare': {
    door: 'report.share',
    input: { report: { credential: 'none', occupation: '51-4041' }, partnershipId: id() },
  },
  'decisions.mail': { door: 'report.read' },
  'decisions.switchMail': { door: 'report.read', input: { on: true } },
  'demo.state': { door: 'operator' },
  'demo.remove': { door: 'operator' },
  'employers.list': { door: 'employer.read', input: { query: '' } },
  'employers.confirm': {
    door: 'employer.confirm',
    input: { confirmations: [{ organizationId: id() }] },
  },
  'employers.refuse': {
    door: 'employer.confirm',
    input: { refusal: { organizationIds: [id()], note: 'not known here' } },
  },
  'employers.merge': {
    door: 'employer.confirm',
    input: { merger: { keptId: id(), goneId: id() } },
  },
  'employers.setParent': {
    door: 'employer.confirm',
    input: { parent: { employerId: id(), parentId: null } },
  },
  'integrity.holds': { door: 'operator', input: {} },
  'integrity.review': {
    door: 'operator',
    input: { holdId: id(), verdict: 'accept', note: 'known to us' },
  },
  'integrity.waiting': { door: 'operator' },
  'integrity.links': { door: 'operator' },
  'integrity.decideLink': {
    door: 'operator',
    input: { aId: id(), bId: id(), verdict: 'separate', note: 'two offices' },
  },
  'integrity.ownHolds': { door: 'hold.read', input: { filter: {} } },
  'integrity.reviewOwn': {
    door: 'hold.review',
    input: { review: { holdId: id(), verdict: 'accept', note: 'known to us' } },
  },
  'integrity.totals': { door: 'anyone' },
  'maps.read': { door: 'anyone', input: { credential: 'none', occupation: '51-4041' } },
  'maps.workedExample': {
    door: 'anyone',
    input: { credential: 'none', occupation: '51-4041', competency: id() },
  },
  'maps.workedExamples': { door: 'anyone' },
  'maps.ownWorkedExample': {
    door: 'map.read',
    input: { filter: { credential: 'none', occupation: '51-4041', competency: id() } },
  },
  'maps.list': { door: 'anyone', input: {} },
  'maps.addressFiles': { door: 'anyone' },
  'maps.addresses': { door: 'anyone', input: { kind: 'maps', file: 1 } },
  'maps.newest': { door: 'anyone', input: { shown: 8 } },
  'maps.occupation': { door: 'anyone', input: { code: '51-4041' } },
  'maps.readOwn': {
    door: 'map.read',
    input: { filter: { credential: 'none', occupation: '51-4041' } },
  },
  'maps.listOwn': { door: 'map.read' },
  'maps.credential': { door: 'anyone', input: { slug: 'none' } },
  'maps.credentials': { door: 'anyone', input: {} },
  'industries.search': { door: 'anyone', input: { query: 'machine shop' } },
  'occupations.search': { door: 'anyone', input: { query: 'machinist' } },
  'operator.waiting': { door: 'operator', input: { query: '' } },
  'operator.find': { door: 'operator', input: { query: 'nobody' } },
  'operator.confirm': { door: 'operator', input: { confirmations: [{ organizationId: id() }] } },
  'operator.refuse': { door: 'operator', input: { organizationIds: [id()], note: 'not known' } },
  'operator.foreignAddresses': { door: 'operator' },
  'operator.acceptAddress': {
    door: 'operator',
    input: { invitationId: id(), note: 'known to us' },
  },
  'operator.merge': { door: 'operator', input: { keptId: id(), goneId: id() } },
  'operator.setParent': { door: 'operator', input: { employerId: id(), parentId: null } },
  'operator.senders': { door: 'operator' },
  'operator.decideName': {
    door: 'operator',
    input: { organizationId: id(), name: 'URGENT', verdict: 'accepted' },
  },
  'operator.stopSender': { door: 'operator', input: { organizationId: id(), stop: true } },
  'operator.outbox': { door: 'operator' },
  'operator.retry': { door: 'operator', input: { subjectId: id(), id: id() } },
  'operator.drop': { door: 'operator', input: { subjectId: id(), id: id() } },
  'operator.audit': { door: 'operator', input: {} },
  'organizations.mine': { door: 'person' },
  'organizations.frame': { door: 'member' },
  'organizations.create': { door: 'person', input: { kind: 'provider', name: 'A college' } },
  'organizations.claimable': { door: 'person' },
  'organizations.claim': { door: 'person', input: { organizationId: id() } },
  'organizations.read': { door: 'organization.read' },
  'organizations.edit': {
    door: 'organization.edit',
    input: {
      record: { name: 'Another name', website: '', county: '', industryId: '', sizeBand: '' },
    },
  },
  'organizations.members': { door: 'member.read' },
  'organizations.invite': {
    door: 'member.invite',
    input: { invitation: { email: 'new@college.example', role: 'viewer' } },
  },
  'organizations.revokeInvitation': { door: 'member.invite', input: { id: id() } },
  'organizations.changeMember': {
    door: 'member.change',
    input: { change: { userId: id(), role: 'viewer' } },
  },
  'organizations.invitation': { door: 'anyone', input: { token: 'none' } },
  'organizations.acceptInvitation': { door: 'person', input: { token: 'none' } },
  'organizations.audit': { door: 'audit.read', input: {} },
  'ratings.readInvitation': { door: 'rater' },
  'ratings.start': { door: 'rater' },
  'ratings.readPacket': { door: 'rater', input: { packetId: null } },
  'ratings.saveAnswers': { door: 'rater', input: { packetId: id(), taps: [] } },
  'ratings.submit': {
    door: 'rater',
    input: { packetId: id(), clientKey: id(), taps },
  },
  'ratings.readReceipt': { door: 'rater', input: { packetId: null } },
  'ratings.withdraw': { door: 'rater' },
  'ratings.decline': { door: 'rater' },
  'ratings.unsubscribe': { door: 'rater' },
  'ratings.mailCode': { door: 'rater', input: { device: 'd'.repeat(32) } },
  'ratings.mailNote': { door: 'rater' },
  'ratings.checkCode': { door: 'rater', input: { typed: 'ABCD-EFGH', device: 'd'.repeat(32) } },
  'ratings.enterSignedIn': { door: 'rater' },
  'ratings.readPassing': { door: 'rater' },
  'ratings.passOn': { door: 'rater', input: { email: 'bo@keel.example' } },
  'ratings.print': { door: 'rater' },
  'ratings.readPrinted': { door: 'rater' },
  'ratings.own': { door: 'rating.read' },
  'ratings.withdrawOwn': { door: 'rating.read', input: { cycleId: id() } },
  'employerLists.listOwn': { door: 'employer.confirm' },
  'employerLists.readOwn': { door: 'employer.confirm', input: { list: { id: id() } } },
  'employerLists.linesLeftOwn': { door: 'employer.confirm', input: { list: { id: id() } } },
  'employerLists.keepTextOwn': { door: 'employer.confirm', input: { text: 'Acme, acme.example' } },
  'employerLists.keepFileOwn': { door: 'employer.confirm', input: employerFile() },
  'employerLists.chooseSheetOwn': { door: 'employer.confirm', input: { list: { id: id() } } },
  'employerLists.countOwn': { door: 'employer.confirm', input: { list: { id: id(), fields: [] } } },
  'employerLists.mapOwn': {
    door: 'employer.confirm',
    input: { list: { id: id(), fields: ['name'] } },
  },
  'employerLists.forgetColumnsOwn': {
    door: 'employer.confirm',
    input: { forget: { remembered: id() } },
  },
  'employerLists.confirmOwn': { door: 'employer.confirm', input: { list: { id: id() } } },
  'employerLists.discardOwn': { door: 'employer.confirm', input: { list: { id: id() } } },
  'employerLists.list': { door: 'operator' },
  'employerLists.read': { door: 'operator', input: { list: { id: id() } } },
  'employerLists.linesLeft': { door: 'operator', input: { list: { id: id() } } },
  'employerLists.keepText': { door: 'operator', input: { text: 'Acme, acme.example' } },
  'employerLists.keepFile': { door: 'operator', input: employerFile() },
  'employerLists.chooseSheet': { door: 'operator', input: { list: { id: id() } } },
  'employerLists.count': { door: 'operator', input: { list: { id: id(), fields: [] } } },
  'employerLists.map': { door: 'operator', input: { list: { id: id(), fields: ['name'] } } },
  'employerLists.forgetColumns': { door: 'operator', input: { forget: { remembered: id() } } },
  'employerLists.confirm': { door: 'operator', input: { list: { id: id() } } },
  'employerLists.discard': { door: 'operator', input: { list: { id: id() } } },
  'employment.readOwn': { door: 'region.read' },
  'employment.exportOwn': { door: 'region.read' },
  'employment.problemsOwn': { door: 'region.edit' },
  'employment.uploadOwn': { door: 'region.edit', input: employmentFile() },
  'employment.chooseSheetOwn': {
    door: 'region.edit',
    input: { table: { id: id(), sheet: 0, headingLine: 1 } },
  },
  'employment.countOwn': { door: 'region.edit', input: { table: { id: id(), fields: [] } } },
  'employment.mapOwn': {
    door: 'region.edit',
    input: { table: { id: id(), fields: ['region', 'sector', 'employment'] } },
  },
  'employment.forgetColumnsOwn': { door: 'region.edit', input: { forget: { remembered: id() } } },
  'employment.storeOwn': { door: 'region.edit', input: { id: id() } },
  'employment.discardOwn': { door: 'region.edit', input: { id: id() } },
  'employment.removeOwn': { door: 'region.edit', input: { remove: { regionId: 'set-none' } } },
  'employment.read': { door: 'operator' },
  'employment.export': { door: 'operator' },
  'employment.problems': { door: 'operator' },
  'employment.upload': { door: 'operator', input: employmentFile() },
  'employment.chooseSheet': {
    door: 'operator',
    input: { table: { id: id(), sheet: 0, headingLine: 1 } },
  },
  'employment.count': { door: 'operator', input: { table: { id: id(), fields: [] } } },
  'employment.map': {
    door: 'operator',
    input: { table: { id: id(), fields: ['region', 'sector', 'employment'] } },
  },
  'employment.forgetColumns': { door: 'operator', input: { forget: { remembered: id() } } },
  'employment.store': { door: 'operator', input: { id: id() } },
  'employment.discard': { door: 'operator', input: { id: id() } },
  'employment.remove': { door: 'operator', input: { regionId: 'set-none' } },
  'regions.list': { door: 'region.read' },
  'regions.save': { door: 'region.edit', input: { region: { id: 'set-none', name: 'The Lakes' } } },
  'regions.changeCounties': {
    door: 'region.edit',
    input: { change: { regionId: 'set-none', add: [], remove: [] } },
  },
  'regions.claim': { door: 'region.edit', input: { regionId: 'set-none' } },
  'regions.release': { door: 'region.edit', input: { regionId: 'set-none' } },
  'regions.counties': { door: 'anyone', input: { query: 'lorain', stateId: null } },
  'regions.states': { door: 'anyone' },
  'regions.industries': { door: 'anyone' },
  'replies.save': {
    door: 'reply.edit',
    input: {
      place: { credential: 'none', occupation: '51-4041', competencyId: null },
      ...{ text: 'We agree.', publish: false, seen: '', clientKey: id() },
    },
  },
  'replies.withdraw': {
    door: 'reply.edit',
    input: {
      place: { credential: 'none', occupation: '51-4041', competencyId: null },
      ...{ seen: '', clientKey: id() },
    },
  },
  'replies.published': { door: 'operator', input: {} },
  'replies.hide': { door: 'operator', input: { replyId: id(), reason: 'It names somebody.' } },
  'reports.read': {
    door: 'report.read',
    input: { filter: { credential: 'none', occupation: '51-4041' } },
  },
  'reports.list': { door: 'report.read' },
  'reports.across': { door: 'report.read' },
  'requests.list': { door: 'person' },
  'requests.open': { door: 'person', input: { invitationId: id() } },
  'requirements.list': { door: 'requirement.read' },
  'requirements.read': { door: 'requirement.read', input: { id: id() } },
  'requirements.suggest': {
    door: 'requirement.read',
    input: { occupationId: 'soc2018:51-4041' },
  },
  'requirements.search': { door: 'requirement.read', input: { query: 'drawing' } },
  'requirements.save': {
    door: 'requirement.edit',
    input: {
      clientKey: id(),
      requirementId: id(),
      occupationId: 'soc2018:51-4041',
      title: 'Machinist',
      role: 'hires',
      lines: [{ competencyId: id(), importance: '4' }],
      ownWords: [],
    },
  },
  'requirements.archive': { door: 'requirement.edit', input: { id: id() } },
  'requirements.withdraw': { door: 'requirement.read', input: { id: id() } },
  'requirements.waitingWords': { door: 'operator' },
  'requirements.reviewWords': {
    door: 'operator',
    input: { id: id(), verdict: 'let_through', text: 'Reads drawings' },
  },
  'requirements.offered': { door: 'own-words.adopt' },
  'requirements.adopt': {
    door: 'own-words.adopt',
    input: { id: id(), framework: 'none', label: 'Drawings', statement: 'Reads drawings' },
  },
  'search.catalogue': { door: 'anyone', input: { q: 'machinist' } },
  'sessions.status': { door: 'anyone' },
  'sessions.mailbox': { door: 'anyone' },
  'sessions.mail': { door: 'anyone', input: { id: 'none' } },
  'summaries.read': { door: 'anyone', input: {} },
  'summaries.scopes': { door: 'anyone' },
  'summaries.readOwn': { door: 'summary.read', input: { filter: {} } },
  'organizations.publishUnconfirmed': { door: 'framework.publish' },
  // Last, because whoever may leave has left.
  'organizations.leave': { door: 'organization.leave' },
}
