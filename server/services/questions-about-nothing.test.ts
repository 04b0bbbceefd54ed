import { describe, expect, it } from 'vitest'
import type { Transaction } from '@/server/db/tenancy'
import { decisionsBetween } from '@/server/services/alignments/decisions-between'
import { nameCompetencies } from '@/server/services/frameworks/name-competencies'
import { computeLines } from '@/server/services/maps/compute-lines'
import { cohortsOfSubjects } from '@/server/services/published/published-cohorts'
import { publicReadership } from '@/server/services/published/readership'
import { nameRegions } from '@/server/services/published/scope-regions'
import {
  claimsOf,
  credentialsForOccupations,
  findSubjects,
  topGroups,
} from '@/server/services/summaries/summary-catalogue'

const reader = publicReadership(new Date('2026-07-01T00:00:00Z'))

/** Fails whoever asks it anything. */
const unasked = new Proxy(
  {},
  {
    get: (_, name) => {
      throw new Error(`The database was asked to ${String(name)} about nothing.`)
    },
  },
) as Transaction

// Most pages of a young site have nothing to show yet: they are drawn without a question each.
describe('a question about nothing', () => {
  it.each<[string, (tx: Transaction) => Promise<unknown>, unknown]>([
    ['decisions from nothing', (tx) => decisionsBetween(tx, [], ['a']), []],
    ['decisions to nothing', (tx) => decisionsBetween(tx, ['a'], []), []],
    ['names', (tx) => nameCompetencies(tx, []), new Map()],
    ['groups', (tx) => cohortsOfSubjects(tx, reader, []), []],
    ['lines', (tx) => computeLines(tx, reader, [], 'none'), []],
    ['regions', (tx) => nameRegions(tx, []), []],
    ['subjects', (tx) => findSubjects(tx, []), []],
    ['credentials', (tx) => credentialsForOccupations(tx, []), []],
    ['claims', (tx) => claimsOf(tx, []), new Map()],
    ['top groups', (tx) => topGroups(tx, []), new Map()],
  ])('of %s is answered without the database', async (_, ask, nothing) => {
    expect(await ask(unasked)).toEqual(nothing)
  })
})
