import type { Side, Site } from './two-sides'

export type Thing = keyof Side['things'] | keyof Site | keyof typeof everybodys

/** Things of reference that both sides name. */
export const everybodys = {
  occupation: 'soc2018:51-4041',
  occupationCode: '51-4041',
  industry: 'naics2017:332710',
  state: 'us-wi',
  county: 'us-39001',
}

/** What a call answers: a code of refusal, or `done`. */
export type Said = 'NOT_FOUND' | 'BAD_REQUEST' | 'FORBIDDEN' | 'UNAUTHORIZED' | 'CONFLICT' | 'done'

/**
 * What a field of an input names. Unless said otherwise, what is not there and what is the other side's is not found,
 * alone and, in a list, beside what is there.
 */
export type Pointer =
  | Thing
  | {
      to: Thing
      /** What a stranger may not name, where that is not the same thing of the other side. */
      foreign?: Thing | null
      missing?: Said
      theirs?: Said
      /** Null where a list with one that is there is carried out. */
      beside?: Said | null
      why: string
    }

const listed = (to: Thing, why: string): Pointer => ({
  ...{ to, why, missing: 'done', theirs: 'done', beside: 'done' },
})
const hidden = (to: Thing, foreign: Thing, why: string): Pointer => ({ to, foreign, why })
const shared = (to: Thing, why: string, missing: Said = 'NOT_FOUND'): Pointer => ({
  ...{ to, why, missing, foreign: null },
})

const published = 'what is published everybody may read, so a draft is what is nobody else’s'
const anybody = 'whose it is makes no difference to the operator'
const chosen = 'it is chosen from a list in the form'
const reference = 'it is nobody’s'
const waits = 'what nobody has confirmed any partnership may decide about'
const confirmed = 'which employers there are is no secret; only who confirmed one changes it'
const gone = 'giving up what is gone already is no error'
const counties = 'what is no county, or not in the region, is left out'
const filter = 'it narrows a list, which is then empty'

const link = shared('link', 'whoever holds a link is let in by it')

/** Which fields of each procedure's input name something, by their paths, and what. */
export const pointerTable: Record<string, Record<string, Pointer>> = {
  'releases.groups': { releaseNo: shared('release', filter, 'done') },
  'releases.hideCohort': {
    subjectId: shared('subject', anybody),
    cohortId: shared('cohort', anybody),
  },
  'coverage.requirement': { id: 'requirement' },
  'coverage.credential': { slug: 'credential' },
  'alignments.suggest': {
    from: hidden('framework', 'draftFramework', published),
    to: hidden('otherFramework', 'draftFramework', published),
    competencyId: 'competency',
  },
  'alignments.list': { 'ids.*': listed('alignment', filter) },
  'alignments.decide': {
    fromId: hidden('competency', 'draftCompetency', published),
    'decisions.*.toId': hidden('otherCompetency', 'draftCompetency', published),
  },
  'alignments.undo': {
    'ids.*': { to: 'alignment', beside: null, why: 'one press undoes what is left of several' },
  },
  'credentials.read': { slug: 'credential' },
  'credentials.create': { 'details.occupationIds.*': shared('occupation', chosen, 'BAD_REQUEST') },
  'credentials.edit': {
    slug: 'credential',
    'details.occupationIds.*': shared('occupation', chosen, 'BAD_REQUEST'),
  },
  'credentials.publish': { slug: 'credential' },
  'credentials.addClaim': {
    slug: 'credential',
    'claim.competencyId': hidden('spareCompetency', 'draftCompetency', published),
  },
  'credentials.setClaims': {
    'said.slug': 'credential',
    'said.competencies.*.competencyId': hidden('spareCompetency', 'draftCompetency', published),
  },
  'credentials.removeClaim': { slug: 'credential', claimId: 'claim' },
  'claims.keepText': {
    slug: 'credential',
    framework: hidden('framework', 'draftFramework', published),
  },
  'claims.keepFile': {
    slug: 'credential',
    framework: hidden('framework', 'draftFramework', published),
  },
  'claims.waiting': { slug: 'credential' },
  'claims.read': { 'list.id': 'claimList' },
  'claims.chooseSheet': { 'list.id': 'claimList' },
  'claims.map': { 'list.id': 'claimList' },
  'claims.forgetColumns': { 'forget.remembered': 'claimColumns' },
  'claims.applySheet': { 'list.id': 'claimList' },
  'claims.discard': { 'list.id': listed('claimList', gone) },
  'frameworks.read': { slug: hidden('framework', 'draftFramework', published) },
  'frameworks.edit': { slug: 'framework' },
  'frameworks.publish': { slug: 'framework' },
  'frameworks.addCompetency': { slug: 'framework', parentId: 'competency' },
  'frameworks.editCompetency': { slug: 'framework', id: 'competency' },
  'frameworks.retireCompetency': { slug: 'framework', id: 'spareCompetency' },
  'frameworks.search': { 'search.framework': listed('framework', filter) },
  'frameworks.export': { slug: hidden('framework', 'draftFramework', published) },
  'frameworks.exportWorkbook': { slug: hidden('framework', 'draftFramework', published) },
  'frameworks.readPublished': { slug: hidden('framework', 'draftFramework', published) },
  'frameworks.readCompetency': { id: hidden('competency', 'draftCompetency', published) },
  'frameworks.exportPublished': { slug: hidden('framework', 'draftFramework', published) },
  'frameworks.exportPublishedWorkbook': { slug: hidden('framework', 'draftFramework', published) },
  'frameworks.exportCompetency': { id: hidden('competency', 'draftCompetency', published) },
  'imports.read': { id: 'import' },
  'imports.chooseSheet': { 'table.id': 'import' },
  'imports.countTable': { 'table.id': 'import' },
  'imports.forgetColumns': { 'forget.remembered': 'rememberedColumns' },
  'imports.problems': { id: 'import' },
  'imports.map': { 'columns.id': 'import', 'columns.framework': 'framework' },
  'imports.start': { 'start.id': 'import' },
  'imports.undo': { id: 'import' },
  'cycles.read': { cycleId: 'draftCycle' },
  'cycles.preview': { cycleId: 'draftCycle' },
  'cycles.sendTest': { cycleId: 'draftCycle' },
  'cycles.renewals': { cycleId: 'openCycle' },
  'cycles.choices': {
    occupationId: shared('occupation', filter, 'done'),
    'credentialIds.*': listed('credentialId', filter),
    'competencyIds.*': listed('competency', filter),
  },
  'cycles.create': {
    occupationId: shared('occupation', chosen, 'BAD_REQUEST'),
    'credentialIds.*': hidden('credentialId', 'draftCredentialId', published),
    'competencyIds.*': hidden('competency', 'draftCompetency', published),
  },
  'cycles.edit': {
    cycleId: 'draftCycle',
    occupationId: shared('occupation', chosen, 'BAD_REQUEST'),
    'credentialIds.*': hidden('credentialId', 'draftCredentialId', published),
    'competencyIds.*': hidden('competency', 'draftCompetency', published),
  },
  'cycles.keepAddressList': { cycleId: 'draftCycle' },
  'cycles.keepAddressFile': { cycleId: 'draftCycle' },
  'cycles.addressLists': { cycleId: 'draftCycle' },
  'cycles.addressList': { 'list.cycleId': 'draftCycle', 'list.id': 'addressList' },
  'cycles.refusedLines': { 'list.cycleId': 'draftCycle', 'list.id': 'addressList' },
  'cycles.chooseAddressSheet': { 'list.cycleId': 'draftCycle', 'list.id': 'addressList' },
  'cycles.countAddressList': { 'list.cycleId': 'draftCycle', 'list.id': 'addressList' },
  'cycles.mapAddressList': { 'list.cycleId': 'draftCycle', 'list.id': 'addressList' },
  'cycles.saveAddressRows': { 'list.cycleId': 'draftCycle', 'list.id': 'addressList' },
  'cycles.forgetAddressColumns': { 'forget.remembered': 'addressColumns' },
  'cycles.addAddressList': { 'list.cycleId': 'draftCycle', 'list.id': 'addressList' },
  'cycles.discardAddressList': {
    'list.cycleId': 'draftCycle',
    'list.id': listed('addressList', gone),
  },
  'cycles.raterSources': { cycleId: 'draftCycle' },
  'cycles.keepRaterList': { 'keep.cycleId': 'draftCycle', 'keep.listId': 'addressList' },
  'cycles.renameRaterList': { 'rename.id': 'raterList' },
  'cycles.deleteRaterList': { 'list.id': 'raterList' },
  'cycles.startFromList': { 'start.cycleId': 'draftCycle', 'start.listId': 'raterList' },
  'cycles.startFromCycle': { 'start.cycleId': 'draftCycle', 'start.fromId': 'openCycle' },
  'cycles.places': { cycleId: 'draftCycle' },
  'cycles.proposePlace': { 'place.cycleId': 'draftCycle', 'place.employerId': 'claimable' },
  'cycles.repeat': { cycleId: 'openCycle' },
  'cycles.revoke': { cycleId: 'openCycle', invitationId: 'invitation' },
  'cycles.resend': { cycleId: 'openCycle', invitationId: 'invitation' },
  'cycles.extend': { cycleId: 'openCycle' },
  'cycles.confirmation': { cycleId: 'openCycle' },
  'cycles.askConfirmation': { cycleId: 'openCycle' },
  'cycles.open': { cycleId: 'draftCycle' },
  'cycles.close': { cycleId: 'openCycle' },
  'cycles.cancel': { cycleId: 'openCycle' },
  'decisions.decide': {
    'line.credential': 'credential',
    'line.occupation': shared('occupationCode', reference),
    'line.competencyId': 'competency',
    seen: {
      to: 'decision',
      missing: 'CONFLICT',
      theirs: 'CONFLICT',
      why: 'it says what was shown',
    },
  },
  'decisions.undo': { decisionId: 'decision' },
  'decisions.finish': { decisionId: 'decision' },
  'decisions.shares': {
    'filter.credential': 'credential',
    'filter.occupation': shared('occupationCode', reference),
  },
  'decisions.share': {
    'report.credential': 'credential',
    'report.occupation': shared('occupationCode', reference),
    partnershipId: shared('partnershipId', 'any confirmed one may be chosen'),
  },
  'decisions.unshare': {
    'report.credential': 'credential',
    'report.occupation': shared('occupationCode', reference),
    partnershipId: shared('partnershipId', gone, 'done'),
  },
  'employers.confirm': {
    'confirmations.*.organizationId': shared('toConfirm', waits, 'done'),
  },
  'employers.refuse': { 'refusal.organizationIds.*': listed('toRefuse', waits) },
  'employers.merge': {
    'merger.keptId': { to: 'keptEmployer', theirs: 'FORBIDDEN', why: confirmed },
    'merger.goneId': { to: 'goneEmployer', theirs: 'FORBIDDEN', why: confirmed },
  },
  'employers.setParent': {
    'parent.employerId': { to: 'childEmployer', theirs: 'FORBIDDEN', why: confirmed },
    'parent.parentId': { to: 'parentEmployer', theirs: 'FORBIDDEN', why: confirmed },
  },
  'integrity.review': { holdId: shared('counted', anybody) },
  'integrity.reviewOwn': { 'review.holdId': 'hold' },
  'integrity.decideLink': {
    aId: shared('firstLinked', anybody),
    bId: shared('secondLinked', anybody),
  },
  'maps.read': {
    credential: hidden('credential', 'draftCredential', published),
    occupation: shared('occupationCode', reference),
    region: shared('state', reference),
  },
  'maps.workedExample': {
    credential: hidden('credential', 'draftCredential', published),
    occupation: shared('occupationCode', reference),
    region: shared('state', reference),
    competency: 'competency',
  },
  'maps.ownWorkedExample': {
    'filter.credential': 'credential',
    'filter.occupation': shared('occupationCode', reference),
    'filter.region': shared('state', reference),
    'filter.competency': 'competency',
  },
  'maps.readOwn': {
    'filter.credential': 'credential',
    'filter.occupation': shared('occupationCode', reference),
    'filter.region': shared('state', reference),
  },
  'maps.list': {
    'credentials.*': listed('credential', filter),
    occupation: shared('occupationCode', filter, 'done'),
  },
  'maps.occupation': { code: shared('occupationCode', reference) },
  'maps.credential': { slug: hidden('credential', 'draftCredential', published) },
  'maps.credentials': { provider: shared('providerSlug', filter, 'done') },
  'operator.confirm': {
    'confirmations.*.organizationId': shared('waitingOrganization', anybody, 'done'),
  },
  'operator.refuse': { 'organizationIds.*': listed('waitingOrganization', anybody) },
  'operator.acceptAddress': { invitationId: shared('answeredInvitation', anybody) },
  'operator.merge': {
    keptId: shared('kept', anybody),
    goneId: shared('gone', anybody),
  },
  'operator.setParent': {
    employerId: shared('child', anybody),
    parentId: shared('parent', anybody),
  },
  'operator.decideName': {
    organizationId: shared('waitingOrganization', anybody),
    name: shared('waitingName', 'a name is decided about as it was read'),
  },
  'operator.stopSender': { organizationId: shared('waitingOrganization', anybody) },
  'operator.retry': { subjectId: 'sendingAbout', id: 'sending' },
  'operator.drop': { subjectId: 'sendingAbout', id: 'sending' },
  'organizations.claim': { organizationId: 'claimable' },
  'organizations.edit': { 'record.industryId': shared('industry', chosen, 'BAD_REQUEST') },
  'organizations.revokeInvitation': { id: 'memberInvitation' },
  'organizations.changeMember': { 'change.userId': 'member' },
  'organizations.invitation': {
    token: { to: 'token', missing: 'done', theirs: 'done', why: 'the page says what became of it' },
  },
  'organizations.acceptInvitation': {
    token: { to: 'token', theirs: 'FORBIDDEN', why: 'it is told which address was invited' },
  },
  'ratings.readInvitation': { code: link },
  'ratings.start': { code: link },
  'ratings.readPacket': { code: link, packetId: 'packet' },
  'ratings.saveAnswers': { code: link, packetId: 'packet' },
  'ratings.submit': { code: link, packetId: 'packet' },
  'ratings.readReceipt': { code: link, packetId: 'packet' },
  'ratings.withdraw': { code: link },
  'ratings.decline': { code: link },
  'ratings.unsubscribe': { code: link },
  'ratings.mailCode': { code: link },
  'ratings.mailNote': { code: link },
  'ratings.checkCode': { code: link },
  'ratings.enterSignedIn': { code: link },
  'ratings.readPassing': { code: link },
  'ratings.passOn': { code: link },
  'ratings.print': { code: link },
  'ratings.readPrinted': { code: link },
  'ratings.withdrawOwn': { cycleId: 'answeredCycle' },
  'decisions.says': {
    credential: listed('credential', filter),
    occupation: shared('occupationCode', filter, 'done'),
  },
  'employerLists.readOwn': { 'list.id': 'employerList' },
  'employerLists.linesLeftOwn': { 'list.id': 'employerList' },
  'employerLists.chooseSheetOwn': { 'list.id': 'employerList' },
  'employerLists.countOwn': { 'list.id': 'employerList' },
  'employerLists.mapOwn': { 'list.id': 'employerList' },
  'employerLists.forgetColumnsOwn': { 'forget.remembered': 'employerColumns' },
  'employerLists.confirmOwn': { 'list.id': 'employerList' },
  'employerLists.discardOwn': { 'list.id': listed('employerList', gone) },
  'employerLists.read': { 'list.id': shared('siteEmployerList', anybody) },
  'employerLists.linesLeft': { 'list.id': shared('siteEmployerList', anybody) },
  'employerLists.chooseSheet': { 'list.id': shared('siteEmployerList', anybody) },
  'employerLists.count': { 'list.id': shared('siteEmployerList', anybody) },
  'employerLists.map': { 'list.id': shared('siteEmployerList', anybody) },
  'employerLists.forgetColumns': { 'forget.remembered': shared('siteEmployerColumns', anybody) },
  'employerLists.confirm': { 'list.id': shared('siteEmployerList', anybody) },
  'employerLists.discard': { 'list.id': shared('siteEmployerList', gone, 'done') },
  'employment.chooseSheetOwn': { 'table.id': 'employmentFile' },
  'employment.countOwn': { 'table.id': 'employmentFile' },
  'employment.mapOwn': { 'table.id': 'employmentFile' },
  'employment.forgetColumnsOwn': { 'forget.remembered': 'employmentColumns' },
  'employment.storeOwn': { id: 'employmentFile' },
  'employment.discardOwn': { id: listed('employmentFile', gone) },
  'employment.removeOwn': { 'remove.regionId': 'region' },
  'employment.chooseSheet': { 'table.id': shared('siteEmploymentFile', anybody) },
  'employment.count': { 'table.id': shared('siteEmploymentFile', anybody) },
  'employment.map': { 'table.id': shared('siteEmploymentFile', anybody) },
  'employment.forgetColumns': { 'forget.remembered': shared('siteEmploymentColumns', anybody) },
  'employment.store': { id: shared('siteEmploymentFile', anybody) },
  'employment.discard': { id: shared('siteEmploymentFile', gone, 'done') },
  'employment.remove': { regionId: shared('employedRegion', anybody) },
  'regions.save': { 'region.id': 'region' },
  'regions.changeCounties': {
    'change.regionId': 'region',
    'change.add.*': shared('county', counties, 'done'),
    'change.remove.*': shared('county', counties, 'done'),
  },
  'regions.claim': { regionId: 'region' },
  'regions.release': { regionId: 'region' },
  'regions.counties': { stateId: shared('state', filter, 'done') },
  'requests.open': { invitationId: 'invitation' },
  'replies.save': {
    'place.credential': 'credential',
    'place.occupation': shared('occupationCode', reference),
    'place.competencyId': 'competency',
    seen: {
      ...{ to: 'reply', missing: 'CONFLICT', theirs: 'CONFLICT' },
      why: 'it says what was shown',
    },
  },
  'replies.withdraw': {
    'place.credential': 'credential',
    'place.occupation': shared('occupationCode', reference),
    'place.competencyId': 'competency',
    seen: {
      ...{ to: 'reply', missing: 'CONFLICT', theirs: 'CONFLICT' },
      why: 'it says what was shown',
    },
  },
  'replies.hide': { replyId: shared('reply', anybody) },
  'reports.read': {
    'filter.credential': 'credential',
    'filter.occupation': shared('occupationCode', reference),
    'filter.region': shared('state', reference),
  },
  'requirements.read': { id: 'requirement' },
  'requirements.suggest': { occupationId: shared('occupation', reference) },
  'requirements.save': {
    requirementId: 'requirement',
    occupationId: shared('occupation', reference),
    'lines.*.competencyId': hidden('competency', 'draftCompetency', published),
  },
  'requirements.archive': { id: 'requirement' },
  'requirements.withdraw': { id: 'requirement' },
  'requirements.reviewWords': { id: shared('waitingWords', anybody) },
  'requirements.adopt': {
    id: shared('offered', 'a line is offered to every confirmed editor'),
    framework: 'framework',
  },
  'sessions.mail': { id: shared('mail', 'the mailbox of a demonstration is everybody’s') },
  'summaries.read': { region: shared('state', reference) },
  'summaries.readOwn': { 'filter.region': shared('state', reference) },
}
