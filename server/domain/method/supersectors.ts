import { SECTORS, type Sector } from '@/server/domain/industries'

/**
 * The supersectors that labor statistics group NAICS sectors into, each in code order: sectors of one are
 * neighbours, sectors of two are not.
 */
const SUPERSECTORS: readonly (readonly Sector[])[] = [
  ['11', '21'],
  ['23'],
  ['31-33'],
  ['22', '42', '44-45', '48-49'],
  ['51'],
  ['52', '53'],
  ['54', '55', '56'],
  ['61', '62'],
  ['71', '72'],
  ['81'],
  ['92'],
]

/**
 * The sector among `heard` that a sector is counted with when none of its own employers can be: the nearest of
 * its supersector in code order, of two equally near the one with the lower code (METHOD §7, "collapsed").
 * @returns null when no sector of its supersector is among them
 */
export function neighbourOf(sector: string, heard: readonly string[]): Sector | null {
  const family = SUPERSECTORS.find((sectors) => sectors.some((each) => each === sector)) ?? []
  const place = family.map(String).indexOf(sector)
  const [nearest] = family
    .map((each, at) => ({ each, distance: Math.abs(at - place) }))
    .filter(({ each, distance }) => distance > 0 && heard.includes(each))
    .sort((a, b) => a.distance - b.distance || SECTORS.indexOf(a.each) - SECTORS.indexOf(b.each))
  return nearest?.each ?? null
}
