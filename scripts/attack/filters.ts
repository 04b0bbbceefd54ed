import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { asPublisher, asReader, selectRows } from '@/server/db/tenancy'
import { MAX_AGE_QUARTERS } from '@/server/domain/method/counts'
import { fitFigures, importanceFigures, quarterOf } from '@/server/domain/method/map-cells'
import { MapFilter } from '@/server/domain/reading/map-filter'
import type { MapView } from '@/server/domain/reading/map-view'
import { systemContext } from '@/server/services/context'
import { readMap } from '@/server/services/maps/read-map'
import type { Finding } from './finding'

/**
 * T6: every map under every filter it offers, each number computed again from rows of `cohort_version` alone.
 * Control: the same numbers computed from the answers, as a live view would.
 */
export async function filterAttack(now: Date): Promise<Finding> {
  const source = await publishedRows()
  const live = await liveCounts()
  let maps = 0
  let figures = 0
  let strange = 0
  let liveStrange = 0
  for (const pair of await publishedPairs()) {
    const whole = await read(pair, 'all', 'all', now)
    for (const region of ['all', ...whole.options.regions.map(({ slug }) => slug)]) {
      for (const sector of ['all', ...whole.options.sectors]) {
        const map = await read(pair, region, sector, now)
        maps += 1
        for (const row of map.rows) {
          const found = checkRow(row, { ...pair, region, sector }, source, now)
          figures += found.figures
          strange += found.strange
          const counted = live.get(`${pair.subject} ${row.key}`)
          if (region === 'all' && sector === 'all' && row.fit && counted) {
            if (counted !== String(row.fit.counts)) liveStrange += 1
          }
        }
      }
    }
  }
  return {
    test: 'T6 every filter of every map',
    tried: `${maps} maps, ${figures} figures computed again from published rows alone`,
    recovered: `${strange} could not be`,
    control: `from the answers instead: ${liveStrange} rows differ`,
    passed: figures > 0 && strange === 0 && liveStrange > 0,
  }
}

const Pair = z.object({
  subject: z.string(),
  demand: z.string().nullable(),
  credential: z.string(),
  occupation: z.string(),
})
type Pair = z.infer<typeof Pair>

function publishedPairs(): Promise<Pair[]> {
  return asReader((tx) =>
    selectRows(
      tx,
      Pair,
      sql`SELECT s.id AS subject, d.id AS demand, c.slug AS credential, o.code AS occupation
          FROM subject s JOIN credential c ON c.id = s.credential_id JOIN occupation o ON o.id = s.occupation_id
          JOIN credential_occupation co ON co.credential_id = c.id AND co.occupation_id = o.id
          LEFT JOIN subject d ON d.occupation_id = s.occupation_id AND d.kind = 'occupation'
          WHERE s.kind = 'credential' AND c.state = 'published'`,
    ),
  )
}

function read(pair: Pair, region: string, sector: string, now: Date): Promise<MapView> {
  const filter = { credential: pair.credential, occupation: pair.occupation, region, sector }
  return readMap(systemContext('command', 'attack', now), MapFilter.parse(filter))
}

const Published = z.object({
  subject: z.string(),
  scale: z.string(),
  competency: z.string().nullable(),
  region: z.string().nullable(),
  sector: z.string().nullable(),
  quarter: z.number(),
  counts: z.array(z.number()),
  reference: z.array(z.number()),
})
type Published = z.infer<typeof Published>

/** The latest version of each cohort with the published average of its framework: nothing else is asked of anything. */
function publishedRows(): Promise<Published[]> {
  return asReader((tx) =>
    selectRows(
      tx,
      Published,
      sql`SELECT DISTINCT ON (v.subject_id, v.cohort_id) v.subject_id AS subject, v.scale,
                 v.competency_id AS competency, g.slug AS region, v.sector, v.quarter, v.counts,
                 coalesce(f.counts, v.counts) AS reference
          FROM cohort_version v
          LEFT JOIN region g ON g.id = v.region_id
          LEFT JOIN competency k ON k.id = v.competency_id
          LEFT JOIN LATERAL (
            SELECT counts FROM release_reference r
            WHERE r.scale = v.scale AND r.framework_key = k.framework_id ORDER BY r.release_no DESC LIMIT 1
          ) f ON true
          ORDER BY v.subject_id, v.cohort_id, v.no DESC`,
    ),
  )
}

/** Computes a row's numbers again and counts those that come out otherwise. */
function checkRow(
  row: MapView['rows'][number],
  at: Pair & { region: string; sector: string },
  source: readonly Published[],
  now: Date,
): { figures: number; strange: number } {
  const chosen = (subject: string | null, scale: string, region: string, sector: string) =>
    source.filter(
      (each) =>
        each.subject === subject &&
        each.scale === scale &&
        each.competency === row.key &&
        (region === 'all' || each.region === region) &&
        (sector === 'all' || each.sector === sector) &&
        quarterOf(now) - each.quarter <= MAX_AGE_QUARTERS,
    )
  const aged = (rows: readonly Published[]) =>
    rows.map(({ quarter, counts }) => ({ ageQuarters: quarterOf(now) - quarter, counts }))
  const compared: [unknown, unknown][] = []
  if (row.fit) {
    const rows = chosen(at.subject, 'fit', at.region, at.sector)
    const own = fitFigures(aged(rows), rows[0]?.reference ?? [])
    compared.push(
      [row.fit.counts, own?.split],
      [row.fit.score, own?.shortfall?.fitScore],
      [row.fit.ready.mean, own?.ready?.mean],
    )
  }
  if (row.importance && !row.joined) {
    const { scope } = row.importance
    const region = scope === 'all' ? 'all' : at.region
    const rows = chosen(at.demand, 'importance', region, scope === 'filter' ? at.sector : 'all')
    const own = importanceFigures(aged(rows), rows[0]?.reference ?? [])
    compared.push(
      [row.importance.counts, own?.split],
      [row.importance.score, own?.score && 100 * own.score.mean],
    )
  }
  const strange = compared.filter(([shown, own]) => JSON.stringify(shown) !== JSON.stringify(own))
  return { figures: compared.length, strange: strange.length }
}

/** Votes per level by subject and competency, as every rater's latest answer has them. */
async function liveCounts(): Promise<Map<string, string>> {
  const rows = await asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ item: z.string(), levels: z.string() }),
      sql`SELECT r.subject_id || ' ' || k.id AS item, string_agg(substr(r.fit, k.at::integer, 1), '') AS levels
          FROM (SELECT DISTINCT ON (subject_id, rater_id) * FROM rating
                ORDER BY subject_id, rater_id, submitted_at DESC) r
          JOIN question_list q ON q.id = r.question_list_id
          CROSS JOIN LATERAL jsonb_array_elements_text(q.competency_ids) WITH ORDINALITY AS k(id, at)
          GROUP BY 1`,
    ),
  )
  const countsOf = (levels: string) =>
    ['0', '1', '2', '3', '4'].map((level) => levels.split(level).length - 1)
  return new Map(rows.map((row) => [row.item, String(countsOf(row.levels))]))
}
