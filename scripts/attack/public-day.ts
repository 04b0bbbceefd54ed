import { database } from '@/server/db/client'
import { asPublisher } from '@/server/db/tenancy'
import { indexLines } from '@/server/services/maps/index-lines'
import { writeReferences } from '@/server/services/releases/release-references'
import type { Finding } from './finding'
import { AUDITS, askAll, differs, type Replies } from './surface/ask-all'
import type { Request } from './surface/requests'
import { inWorld, type World } from './surface/world'

/** Whom a subject concerns: whose credential it is about, and who asked. */
const CONCERNS = `
  SELECT s.id AS subject_id, o.slug FROM subject s
  JOIN credential c ON c.id = s.credential_id JOIN organization o ON o.id = c.organization_id
  UNION
  SELECT x.subject_id, o.slug FROM rating_cycle y JOIN organization o ON o.id = y.organization_id
  JOIN (SELECT id, importance_subject_id AS subject_id FROM rating_cycle
        UNION ALL SELECT cycle_id, subject_id FROM cycle_credential) x ON x.id = y.id
  WHERE x.subject_id IS NOT NULL`

/**
 * R15: a release whose public day is 30 days off. Until then every handler and every query replies, to the byte, as if
 * there were none: to nobody in particular, to members of organizations it does not concern, and to those it concerns
 * in part where it does not. Controls: the provider reads it at once, and its file says from when it is public; on the
 * day it is everywhere.
 */
export function publicDayAttack(world: World): Promise<Finding> {
  return inWorld(world, async () => {
    const concerned = await concernedOrganizations()
    const [own] = concerned.filter((slug) =>
      world.requests.some(({ visitor }) => visitor.org === slug),
    )
    if (!own) throw new Error('Nobody who asks has a credential.')
    const of = (test: (org: string) => boolean) =>
      world.requests.filter(
        // The operator sees that there is a release, and nothing of what was said.
        ({ of: name, visitor: { session, org } }) =>
          (session === null || org !== 'none') && test(org) && !AUDITS.test(name),
      )
    const strangers = of((org) => !concerned.includes(org))
    const ofProvider = of((org) => org === own)
    const asked = [...strangers, ...ofProvider]
    const without = await askAll(world, asked)
    const day = await releaseLater(
      `s.id NOT IN (SELECT subject_id FROM (${CONCERNS}) c WHERE slug = '${own}')`,
    )
    await indexLines(new Date())
    const others = await askAll(world, asked)
    await releaseLater('true')
    await indexLines(new Date())
    const before = await askAll(world, asked)
    // Once more, now that the provider has read what may be kept for it.
    const ofMaps = strangers.filter(({ of: name }) => /map/i.test(name))
    const again = await askAll(world, ofMaps)
    await owner('UPDATE release SET public_at = now() WHERE public_at > now()')
    await indexLines(new Date())
    const after = await askAll(world, strangers)
    const leaked = new Set([
      ...changed(asked, without, others),
      ...changed(strangers, without, before),
      ...changed(ofMaps, without, again),
    ])
    const early = changed(ofProvider, without, before)
    const unmarked = ofProvider.filter((request) => {
      const reply = before.get(request)
      const file = /\/map\.(?:csv|xlsx|json)$/.test(request.of)
      return file && reply && differs(reply, without.get(request)) && !reply.body.includes(day)
    })
    for (const { of: name } of unmarked) leaked.add(`${name} does not say from when it is public`)
    const there = changed(strangers, without, after)
    return {
      test: 'R15 the clock before the public day',
      tried: `${strangers.length} requests of those it does not concern and ${ofProvider.length} of a provider, before a release of everything; ${ofMaps.length} of them, of maps, again after the provider`,
      recovered: leaked.size === 0 ? '0 replies changed by a byte' : [...leaked].join(', '),
      control: `at once the provider reads it in ${early.length} handlers and procedures; on the day ${there.length} show it to everybody`,
      passed:
        leaked.size === 0 &&
        strangers.length > 100 &&
        ofMaps.length > 2 &&
        early.length > 2 &&
        there.length > 5,
    }
  })
}

/** Handlers and procedures whose replies are not the same. */
function changed(requests: readonly Request[], before: Replies, after: Replies): string[] {
  const names = requests.flatMap((request) => {
    const reply = after.get(request)
    return reply && differs(reply, before.get(request)) ? [request.of] : []
  })
  return [...new Set(names)]
}

async function concernedOrganizations(): Promise<string[]> {
  const rows = await owner(`SELECT DISTINCT slug FROM (${CONCERNS}) c ORDER BY 1`)
  return rows.map((row) => String(row.slug))
}

/**
 * Publishes, with a public day a month from now, of the subjects that `which` names: other counts for every group, and
 * a group in a region and an industry that have none. Returns the day.
 */
async function releaseLater(which: string): Promise<string> {
  const [made] = await owner(`
    INSERT INTO release SELECT (jsonb_populate_record(r, jsonb_build_object(
      'no', r.no + 1, 'started_at', now(), 'finished_at', now(), 'public_at', now() + interval '30 days'))).*
    FROM release r WHERE no = (SELECT max(no) FROM release)
    RETURNING no, to_char(public_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day`)
  const no = Number(made?.no)
  const latest = `
    SELECT DISTINCT ON (v.subject_id, v.cohort_id) v.* FROM cohort_version v JOIN subject s ON s.id = v.subject_id
    WHERE ${which} AND NOT v.hidden ORDER BY v.subject_id, v.cohort_id, v.no DESC`
  const turned = `(SELECT jsonb_agg(c ORDER BY at DESC) FROM unnest(l.counts) WITH ORDINALITY AS u (c, at))`
  await owner(`
    CREATE TEMPORARY TABLE later AS
    SELECT l.*, gen_random_uuid() AS new_id, row_number() OVER (PARTITION BY l.subject_id, l.scale) AS place
    FROM (${latest}) l`)
  await owner(`
    INSERT INTO cohort SELECT (jsonb_populate_record(h, jsonb_build_object('id', l.new_id,
      'region_id', (SELECT min(id) FROM region WHERE kind = 'state' AND id NOT IN (
        SELECT region_id FROM cohort_version WHERE region_id IS NOT NULL)),
      'sector', '92', 'members', '[]'::jsonb, 'levels', '[]'::jsonb, 'marks', '[]'::jsonb))).*
    FROM later l JOIN cohort h ON h.subject_id = l.subject_id AND h.id = l.cohort_id WHERE l.place = 1`)
  await owner(`
    INSERT INTO cohort_version SELECT (jsonb_populate_record(v, jsonb_build_object(
      'no', l.no + 1, 'release_no', ${no}, 'counts', ${turned}))).*
    FROM later l JOIN cohort_version v
      ON v.subject_id = l.subject_id AND v.cohort_id = l.cohort_id AND v.no = l.no`)
  await owner(`
    INSERT INTO cohort_version SELECT (jsonb_populate_record(v, jsonb_build_object('cohort_id', l.new_id,
      'no', 1, 'release_no', ${no}, 'region_id', h.region_id, 'sector', h.sector))).*
    FROM later l JOIN cohort h ON h.subject_id = l.subject_id AND h.id = l.new_id
    JOIN cohort_version v ON v.subject_id = l.subject_id AND v.cohort_id = l.cohort_id AND v.no = l.no`)
  await owner('DROP TABLE later')
  await asPublisher((tx) => writeReferences(tx, no))
  return String(made?.day)
}

async function owner(statement: string): Promise<Record<string, unknown>[]> {
  return (await (await database()).withOwner(({ query }) => query(statement))).rows
}
