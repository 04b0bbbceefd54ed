import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { selectRows, type Transaction } from '@/server/db/tenancy'
import { type LedgerRow, standingRows } from '@/server/domain/method/ledger'
import {
  EXPOSURES,
  mayJudgeFit,
  RATER_ROLES,
  type Scale,
  type SubjectKind,
} from '@/server/domain/scales'
import type { EmployerRegister } from './employer-register'

/** All answers on one subject, ready to be folded item by item. */
export type SubjectLedger = {
  subjectId: string
  /** The scales this subject is asked about; value has one item without a competency. */
  scales: { scale: Scale; rows: LedgerRow[]; items: (string | null)[] }[]
  /** Where a competency stands in a question list, or -1. */
  position: (questionListId: string, competencyId: string | null) => number
  /** When the next answer that does not count yet will, in milliseconds since 1970. */
  nextEligible: number | null
}

/** Stands for answers that do not fit their question list: it stops every item they were given on. */
const UNREADABLE = '!'

const Packed = z.object({ rows: z.string().nullable() })
const List = z.object({ id: z.string(), competencies: z.array(z.string()) })
const Role = z.enum(RATER_ROLES)
const Seen = z.enum(EXPOSURES)

/**
 * Reads a subject as one packed row a kind of answer: eight to ten times faster than a row an answer, and the
 * fold needs all of them anyway.
 */
export async function loadLedger(
  tx: Transaction,
  subject: { id: string; kind: SubjectKind },
  asOf: number,
  employers: EmployerRegister,
): Promise<SubjectLedger> {
  const answers =
    subject.kind === 'occupation'
      ? sql`a.importance, '', 'several', 'false'`
      : sql`a.fit, coalesce(a.value::text, '-'), a.exposure, a.provider_staff::text`
  const table = sql.raw(subject.kind === 'occupation' ? 'requirement_statement' : 'rating')
  const [packed] = await selectRows(
    tx,
    Packed,
    sql`SELECT string_agg(concat_ws(E'\t', a.id, a.organization_id, a.rater_id, a.rater_role, a.question_list_id,
          coalesce(a.cycle_id::text, ''), coalesce(c.state, ''), a.region_id, a.sector,
          (extract(epoch FROM a.submitted_at) * 1000)::bigint,
          coalesce((extract(epoch FROM e.at) * 1000)::bigint::text, ''),
          coalesce((extract(epoch FROM c.opens_at) * 1000)::bigint::text, ''),
          CASE WHEN c.state = 'closed' THEN (extract(epoch FROM coalesce(c.closed_at, c.closes_at)) * 1000)::bigint::text
            ELSE '' END, ${answers}), E'\n') AS rows
        FROM ${table} a
        LEFT JOIN rating_cycle c ON c.id = a.cycle_id
        CROSS JOIN LATERAL (SELECT CASE WHEN a.held_until = 'infinity' THEN coalesce(
            (SELECT x.created_at FROM rater p JOIN accepted_address x
               ON x.organization_id = p.organization_id AND x.address_hash = p.address_hash
             WHERE p.id = a.rater_id), a.held_until)
          ELSE a.held_until END AS until) h
        CROSS JOIN LATERAL (SELECT nullif(CASE
          WHEN a.review IS NOT NULL THEN NULL
          WHEN a.cycle_id IS NULL THEN coalesce(h.until, a.submitted_at + interval '7 days')
          WHEN c.state = 'closed' THEN greatest(coalesce(c.closed_at, c.closes_at), h.until)
        END, 'infinity') AS at) e
        WHERE a.subject_id = ${subject.id}`,
  )
  const lines = packed?.rows ? packed.rows.split('\n') : []
  const lists = await selectRows(
    tx,
    List,
    sql`SELECT id, competency_ids AS competencies FROM question_list
        WHERE id IN (SELECT DISTINCT question_list_id FROM ${table} WHERE subject_id = ${subject.id})`,
  )
  const places = new Map(
    lists.map((list) => [list.id, new Map(list.competencies.map((id, at) => [id, at]))]),
  )
  const same = onceEach()
  const rows = lines.map((line) => {
    const read = readLine(line.split('\t'), same, employers)
    const length = places.get(read.row.questionListId)?.size ?? 0
    if (read.row.answers.length === length) return read
    return { ...read, row: { ...read.row, answers: UNREADABLE.repeat(length) } }
  })
  const items = [...new Set(lists.flatMap((list) => list.competencies))].sort()
  const later = rows.flatMap(({ row }) =>
    !row.void && row.eligibleAt !== null && row.eligibleAt > asOf ? [row.eligibleAt] : [],
  )
  return {
    subjectId: subject.id,
    scales:
      subject.kind === 'occupation'
        ? [{ scale: 'importance', rows: standing('importance', rows), items }]
        : [
            { scale: 'fit', rows: standing('fit', rows), items },
            { scale: 'value', rows: standing('value', rows), items: rows.length > 0 ? [null] : [] },
          ],
    position: (questionListId, competencyId) =>
      competencyId === null ? 0 : (places.get(questionListId)?.get(competencyId) ?? -1),
    nextEligible: later.reduce<number | null>((first, at) => Math.min(first ?? at, at), null),
  }
}

type ReadRow = { row: LedgerRow; value: string; judges: boolean }

/** Fit and value leave out people who have seen nobody, and the provider's own staff (METHOD §9). */
function standing(scale: Scale, rows: readonly ReadRow[]): LedgerRow[] {
  const counted = new Map(rows.map((each) => [each.row.id, each]))
  const own = rows.map(({ row, value }) =>
    scale === 'value' ? { ...row, answers: value.length === 1 ? value : UNREADABLE } : row,
  )
  return standingRows(scale, own).filter(
    (row) => scale === 'importance' || counted.get(row.id)?.judges === true,
  )
}

/**
 * The same word as the first one that reads like it: words that many rows share are then one string, which takes less
 * memory and is found faster than a hundred thousand equal ones.
 */
function onceEach(): (word: string | undefined) => string {
  const known = new Map<string, string>()
  return (word = '') => {
    const first = known.get(word)
    if (first !== undefined) return first
    known.set(word, word)
    return word
  }
}

function readLine(
  words: readonly string[],
  same: ReturnType<typeof onceEach>,
  employers: EmployerRegister,
): ReadRow {
  const organizationId = same(words[1])
  const cycle = same(words[5])
  const state = words[6]
  const region = same(words[7])
  const sector = same(words[8])
  const eligible = words[10]
  const opened = same(words[11])
  const closed = same(words[12])
  return {
    row: {
      id: words[0] ?? '',
      organizationId,
      raterId: same(words[2]),
      role: Role.parse(words[3]),
      questionListId: same(words[4]),
      answers: words[13] ?? '',
      submittedAt: Number(words[9]),
      cycleId: cycle || null,
      openedAt: opened ? Number(opened) : null,
      closedAt: closed ? Number(closed) : null,
      eligibleAt: eligible ? Number(eligible) : null,
      void: cycle !== '' && state !== 'closed' && state !== 'open' && state !== 'draft',
      // An employer confirmed after it answered is counted where its confirmed record says it is.
      region: region === 'unknown' ? employers.placeOf(organizationId).region : region,
      sector: sector === 'unknown' ? employers.placeOf(organizationId).sector : sector,
    },
    value: words[14] ?? '',
    judges: mayJudgeFit(Seen.parse(words[15])) && words[16] === 'false',
  }
}
