import { LEAN_BELOW_EMPLOYERS, QUADRANT_CUT } from '@/server/domain/method/quadrants'
import type { PublishedVersion } from '@/server/domain/method/trends'
import { overdueAfterDays } from './decisions'
import type { MapRow } from './map-row'
import { type MapItem, mapRow } from './maps'

/** What a line asks of its provider today: to be decided, looked into, or talked about before anything is spent on it. */
export const asks = ['decide', 'look', 'talk'] as const
export type Asks = (typeof asks)[number]

/** What a row asks by its word; a borderline or early one only where its means say *Act first* (REPORTS §1). */
export function asksFor(row: Pick<MapRow, 'word' | 'leans' | 'importance' | 'fit'>): Asks | null {
  if (row.word === 'act') return 'decide'
  if (row.word === 'looks_short') return 'look'
  const cut = 100 * QUADRANT_CUT
  const leansToAct =
    row.word === 'early'
      ? row.leans === 'act'
      : row.word === 'borderline' &&
        (row.importance?.score ?? 0) >= cut &&
        (row.fit?.score ?? 100) < cut
  return leansToAct ? 'talk' : null
}

/** The releases whose word for a row was *Act first*. */
export type AskedIn = { first: number; last: number; answeredSince: boolean }

/** A row of a map with every published version of its groups. */
type ItemHistory = {
  item: MapItem<PublishedVersion>
  fit: readonly (readonly PublishedVersion[])[]
  importance: readonly (readonly PublishedVersion[])[]
}

/**
 * Since which release a row asks to be decided, and whether its employers have answered since the last one that asked: as
 * of each release its groups had the versions of then, as old as they were then. The averages that estimates start from
 * are today's.
 * @returns null where no release has asked
 */
export function askedIn({ item, fit, importance }: ItemHistory): AskedIn | null {
  const versions = [...fit, ...importance].flat()
  const numbers = [...new Set(versions.map(({ releaseNo }) => releaseNo))].sort((a, b) => a - b)
  const asking = numbers.filter((no) => {
    const release = { no, ageQuarters: ageOf(no, versions) }
    const then = {
      ...item,
      fit: asOf(fit, release),
      importance: { ...item.importance, cohorts: asOf(importance, release) },
    }
    return mapRow(then, true).word === 'act'
  })
  const [first, last] = [asking[0], asking.at(-1)]
  if (first === undefined || last === undefined) return null
  return { first, last, answeredSince: numbers.some((no) => no > last) }
}

/** The age of a release: that of the newest answers it brought, on either scale. */
function ageOf(releaseNo: number, versions: readonly PublishedVersion[]): number {
  const brought = versions.filter((version) => version.releaseNo === releaseNo)
  return Math.min(...brought.map((version) => version.ageQuarters))
}

/** The groups of a release: their versions of then, aged as they were then. */
function asOf(
  groups: readonly (readonly PublishedVersion[])[],
  release: { no: number; ageQuarters: number },
): PublishedVersion[] {
  return groups.flatMap((versions) => {
    const newest = versions
      .filter((version) => version.releaseNo <= release.no)
      .sort((a, b) => b.releaseNo - a.releaseNo)[0]
    if (!newest) return []
    return [{ ...newest, ageQuarters: Math.max(0, newest.ageQuarters - release.ageQuarters) }]
  })
}

/**
 * Where a line stands on the list: what it asks today; `faded` where it asked, nobody has answered since and only its word
 * has faded, so that it is still to be decided; `anew` where employers have answered since and it no longer asks.
 */
export const standings = [...asks, 'faded', 'anew'] as const
export type Standing = (typeof standings)[number]

/** Null for a line that asks for nothing; one that was decided only stays where it asks today. */
export function standingOf(
  row: Pick<MapRow, 'word' | 'leans' | 'importance' | 'fit'>,
  asked: AskedIn | null,
  decided: boolean,
): Standing | null {
  const today = asksFor(row)
  if (today === 'decide' || !asked || decided) return today
  return asked.answeredSince ? (today ?? 'anew') : 'faded'
}

/** Lines that are to be decided; the others are offered. */
function isDemanded(standing: Standing): boolean {
  return standing === 'decide' || standing === 'faded'
}

/** A line that is to be decided, or was once it had asked. */
export type DemandedLine = {
  key: string
  decided: boolean
  askedAt: Date | null
  employers: number | null
}

/** The lines of a map that are to be decided, those that are among them. */
export function demandedLines(
  rows: readonly Pick<MapRow, 'key' | 'word' | 'leans' | 'importance' | 'fit' | 'employers'>[],
  asked: readonly { key: string; in: AskedIn; at: Date }[],
  decidedKeys: ReadonlySet<string>,
): DemandedLine[] {
  const askedOf = new Map(asked.map((each) => [each.key, each]))
  return rows.flatMap((row) => {
    const found = askedOf.get(row.key)
    const decided = decidedKeys.has(row.key)
    const standing = standingOf(row, found?.in ?? null, decided)
    const demanded = standing !== null && isDemanded(standing)
    return demanded || (decided && found)
      ? [{ key: row.key, decided, askedAt: found?.at ?? null, employers: row.employers }]
      : []
  })
}

type OpenLine = { askedAt: Date | null; employers: number | null; decided: boolean }

/** Whole days since a line first asked. */
export function daysOpen(askedAt: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - askedAt.getTime()) / 86_400_000))
}

/** Whether a line has waited too long to be decided; never under ten employers (METHOD §6). */
export function isOverdue({ askedAt, employers, decided }: OpenLine, now: Date): boolean {
  if (decided || askedAt === null || (employers ?? 0) < LEAN_BELOW_EMPLOYERS) return false
  return daysOpen(askedAt, now) > overdueAfterDays
}

/** Of the lines that asked at least 90 days ago, how many are decided. */
export function shareDecided(
  lines: readonly OpenLine[],
  now: Date,
): { decided: number; of: number } {
  const old = lines.filter(
    ({ askedAt }) => askedAt !== null && daysOpen(askedAt, now) >= overdueAfterDays,
  )
  return { decided: old.filter(({ decided }) => decided).length, of: old.length }
}
