import { sql } from 'drizzle-orm'
import { database } from '@/server/db/client'
import { asCourier, asPublisher, asReader } from '@/server/db/tenancy'
import type { Finding } from './finding'

/** What the reader may read whole: the catalogue, code tables, releases and their averages. */
export const PUBLIC: readonly string[] = [
  ...['release', 'release_reference', 'subject'],
  ...['framework', 'framework_version', 'competency', 'competency_version', 'external_identifier'],
  ...['competency_association', 'competency_closure'],
  ...['credential', 'credential_version', 'credential_occupation', 'credential_competency'],
  ...[
    'occupation',
    'occupation_alias',
    'industry',
    'region',
    'region_county',
    'reporting_region',
    'sector_employment',
  ],
  // Yearly counts of what was held and what came of it (METHOD §9).
  'integrity_total',
]

/**
 * What it may read some columns of: never a domain, a parent, a hold, a note or a person, and beside published counts
 * nothing that tells how they came about.
 */
const PARTLY: Record<string, string> = {
  cohort_version:
    'cohort_id,competency_id,counts,created_at,hidden,n,no,quarter,region_id,release_no,scale,sector,subject_id',
  organization: 'id,kind,name,sample,slug,verification,website',
  // Numbers of transactions that changed what maps are read from; none of them is an answer's.
  map_change: 'xid',
  // Of every map the line that everybody reads; by policy none of a provider's own.
  map_line: 'audience,credential_id,n,occupation_id,organization_id,public_from,release_no,words',
  // What a provider says in public: never who sees to it or approved it, nor what was shown when it was decided.
  decision:
    'approved_on,at,choice,competency_id,credential_id,due_on,effective_term,id,occupation_id,organization_id,reason,release_no,replaces_id,stage',
  decision_progress: 'at,decision_id,happened_on,state',
  reply: 'at,competency_id,credential_id,id,occupation_id,organization_id,published_at,state,text',
  hidden_reply: 'at,reply_id',
  alignment: 'decided_at,from_competency_id,id,kind,organization_id,state,to_competency_id',
}

/** Answers, votes, who is in which group, and how many have answered. */
const ANSWERS = [
  ...['rating', 'requirement_statement', 'own_words', 'draft', 'rater_progress'],
  ...['cohort', 'cohort_member', 'pending_vote', 'cycle_total'],
  ...['answer_trace', 'integrity_hold'],
]

/** Who was asked and with which link; accounts; work in hand. */
const PRIVATE = [
  ...['rater', 'rater_code', 'rater_invitation', 'rater_link', 'rater_session', 'unsubscribe'],
  'rater_stop',
  'passed_invitation',
  ...['rating_cycle', 'cycle_competency', 'cycle_credential', 'packet', 'question_list'],
  ...['accepted_address', 'confirmation', 'member', 'member_invitation', 'requirement', 'import'],
  ...['user', 'session', 'sign_in_token', 'rate_limit', 'audit_event', 'outbox', 'job_run'],
  ...['employer_link', 'employer_record', 'employment_file', 'waiting_total', 'address_list'],
  ...['claim_list', 'employer_list', 'report_share'],
  ...['decision_mail_off', 'decision_reminder', 'decision_digest'],
  ...['remembered_columns', 'employer_proposal', 'rater_list', 'rater_list_entry'],
  ...['hidden_group', 'server_process', 'offered_words'],
  ...['sender_hold', 'sender_mail', 'map_line_due', 'map_line_state', 'map_line_reference'],
]

/**
 * T7: every table and view there is, asked for through the reader's door; one that nobody has classified above breaks
 * the attack. Control: the publisher's door, which gets the answers.
 */
export async function doorAttack(): Promise<Finding> {
  const tables = await tablesAndRights('plumbline_reader')
  const known = new Set([...PUBLIC, ...Object.keys(PARTLY), ...ANSWERS, ...PRIVATE])
  const unknown = tables.map(({ name }) => name).filter((name) => !known.has(name))
  const opened: string[] = []
  let refused = 0
  let control = 0
  for (const { name, columns } of tables) {
    if (PUBLIC.includes(name) || unknown.includes(name)) continue
    const part = PARTLY[name]
    if (part !== undefined) {
      if (columns !== part) opened.push(name)
      continue
    }
    const read = sql`SELECT 1 FROM ${sql.identifier(name)} LIMIT 1`
    if (columns !== '' || (await succeeds(() => asReader((tx) => tx.execute(read))))) {
      opened.push(name)
    } else refused += 1
    if (!ANSWERS.includes(name)) continue
    if (await succeeds(() => asPublisher((tx) => tx.execute(read)))) control += 1
  }
  const strange = [
    ...opened.map((name) => `${name} could be read`),
    ...unknown.map((name) => `${name} is not classified`),
  ]
  return {
    test: 'T7 the reader asks for everything',
    tried: `${tables.length} tables and views; ${refused} of answers, people and work in hand`,
    recovered: strange.length === 0 ? '0 could be read' : strange.join(', '),
    control: `publisher: ${control} of ${ANSWERS.length} tables of answers could be read`,
    passed: strange.length === 0 && refused > 0 && control > ANSWERS.length / 2,
  }
}

/** What the courier may read: who was asked, by whom and about what. A grant beyond breaks the attack. */
const CARRIED: Record<string, string> = {
  accepted_address: 'address_hash,organization_id',
  credential: 'current_version_id,id',
  credential_version: 'id,name',
  cycle_credential: 'cycle_id,subject_id',
  job_run: 'job,ran_at',
  occupation: 'code,id,level,parent_id,taxonomy,title,version',
  organization: 'founded_by,id,name,slug,verification',
  packet:
    'credential_id,cycle_id,employer_id,id,organization_id,position,question_list_id,subject_id',
  passed_invitation: 'email,invitation_id,printed,rater_id,times',
  question_list: 'competency_ids,competency_version_ids,created_at,hash,id',
  rater: 'address_hash,id,organization_id',
  rater_code: 'expires_at,invitation_id',
  rater_invitation:
    'created_at,cycle_id,delivery,email,employer_id,follow_ups_sent,id,name,organization_id,rater_id,sent_at',
  rater_link: 'expires_at,invitation_id',
  rater_progress: 'cycle_id,invitation_id,rater_id,started_at,submitted_at,withdrawn_at',
  rater_stop: 'invitation_id',
  rating_cycle:
    'by_industry,closed_at,closes_at,counted_at,created_at,created_by,follow_ups,id,importance_subject_id,job,message,occupation_id,opens_at,organization_id,repeats_id,sample,signer_name,signer_title,state,time_zone,title',
  unsubscribe: 'address_hash,created_at',
}

/** Where a level stands, or what was made of levels. */
const LEVELS: readonly (readonly [table: string, column: string])[] = [
  ['rating', 'fit'],
  ['rating', 'value'],
  ['requirement_statement', 'importance'],
  ['requirement_statement', 'proficiency'],
  ['own_words', 'importance'],
  ['draft', 'answers'],
  ['cohort', 'levels'],
  ['cohort', 'carried'],
  ['cohort_member', 'level'],
  ['cohort_version', 'counts'],
  ['release_reference', 'counts'],
  ['integrity_hold', 'signals'],
  ['integrity_hold', 'seen'],
  ['map_line', 'words'],
  ['map_line_reference', 'counts'],
]

/**
 * T7 for the door that mail and requests open: whatever is kept of levels, asked for through the courier's door, and
 * every right it has held against those above. Controls: the publisher's door, which gets levels, and an invitation.
 */
export async function courierAttack(): Promise<Finding> {
  const opened: string[] = []
  let control = 0
  for (const [table, column] of LEVELS) {
    const read = sql`SELECT ${sql.identifier(column)} FROM ${sql.identifier(table)} LIMIT 1`
    if (await succeeds(() => asCourier((tx) => tx.execute(read)))) opened.push(`${table}.${column}`)
    if (await succeeds(() => asPublisher((tx) => tx.execute(read)))) control += 1
  }
  const strange = (await tablesAndRights('plumbline_courier'))
    .filter(({ name, columns }) => columns !== (CARRIED[name] ?? ''))
    .map(({ name }) => `${name} is not to be read like that`)
  const carried = await succeeds(() =>
    asCourier((tx) => tx.execute(sql`SELECT email, delivery FROM rater_invitation LIMIT 1`)),
  )
  const found = [...opened.map((name) => `${name} could be read`), ...strange]
  return {
    test: 'T7 the courier asks for levels',
    tried: `${LEVELS.length} columns of levels, and every right it has`,
    recovered: found.length === 0 ? '0 could be read' : found.join(', '),
    control: `publisher: ${control} of ${LEVELS.length} could be read; the courier ${carried ? 'reads' : 'does not read'} who was asked`,
    passed: found.length === 0 && carried && control > LEVELS.length / 2,
  }
}

/** Every relation of the schema with the columns a role is granted, sorted. */
async function tablesAndRights(role: string): Promise<{ name: string; columns: string }[]> {
  const { rows } = await (await database()).withOwner(({ query }) =>
    query(`SELECT c.relname AS name, coalesce((
             SELECT string_agg(a.attname, ',' ORDER BY a.attname COLLATE "C") FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
               AND has_column_privilege('${role}', c.oid, a.attnum, 'SELECT')), '') AS columns
           FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
           WHERE s.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1`),
  )
  return rows.map((row) => ({ name: String(row.name), columns: String(row.columns) }))
}

async function succeeds(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read()
    return true
  } catch {
    return false
  }
}
