import { COHORT_DEFAULTS } from '@/server/domain/method/cohort-state'
import { totalOf } from '@/server/domain/method/counts'
import { SCALE_SHAPES } from '@/server/domain/scales'
import type { EmployerRegister } from './employer-register'
import type { StoredCohort, StoredItem } from './item-states'

/**
 * Refuses what is stored of an item when it cannot have come about: rows that are missing, that contradict each
 * other, or that point at what is not there. What the pure rules refuse themselves is left to them.
 * @throws {RangeError} naming the group and what is wrong, without a level or an employer
 */
export function checkStored({ cohorts }: StoredItem, employers: EmployerRegister): void {
  for (const cohort of cohorts) {
    const wrong = contradiction(cohort, employers)
    if (wrong) throw new RangeError(`Group ${cohort.id}: ${wrong}`)
  }
}

function contradiction(cohort: StoredCohort, employers: EmployerRegister): string | null {
  const { members, carried, version, versions, regionId, sector } = cohort
  if (new Set(members.map((member) => member.employerId)).size < members.length) {
    return 'an employer is a member twice'
  }
  if (carried.length !== SCALE_SHAPES[cohort.scale].levels || carried.some((count) => count < 0)) {
    return 'its carried counts do not fit the scale'
  }
  if (cohort.dissolved && members.some((member) => member.level !== null)) {
    return 'it has ended, and still holds a vote'
  }
  const { first, levels } = SCALE_SHAPES[cohort.scale]
  const counted = members.flatMap(({ level }) => level ?? [])
  if (counted.some((level) => level < first || level >= first + levels)) {
    return 'a counted level is outside the scale'
  }
  if (!cohort.dissolved && counted.length + totalOf(carried) < COHORT_DEFAULTS.k) {
    return `it holds fewer than ${COHORT_DEFAULTS.k} votes`
  }
  // Nobody reads a hidden group's rows, and it gets no others.
  if (cohort.hidden) return null
  if (versions === 0) return 'it was never published'
  if (versions !== version) return `of its ${version} versions ${versions} are stored`
  if (!cohort.addsUp) return 'a published row does not add up to its number of employers'
  if (cohort.dissolved) return null
  if (regionId !== null && !employers.isRegion(regionId)) {
    return `its region ${regionId} is not there`
  }
  if (sector !== null && !employers.isSector(sector)) return `its sector ${sector} is not there`
  return null
}
