import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mapOfTwo as map } from '@/server/testing/map-of-two'
import { mapCsv, mapFileName, mapJson } from './map-export'

const note = 'In any group up to two answers may have been moved.'

const records = () =>
  z
    .array(z.record(z.string(), z.string()))
    .parse(parse(mapCsv(map, note), { columns: true, bom: true }))

describe('a map as a table', () => {
  it('gives one line a competency, in the order of the screen', () => {
    expect(records().map((record) => record.competency)).toEqual(['faults', 'unasked'])
  })

  it('gives whole points and per cent, the answers, and where each was read', () => {
    expect(records()[0]).toMatchObject({
      importance: '85',
      importance_n: '14',
      importance_scope: 'all',
      fit: '46',
      fit_n: '12',
      importance_answers_1: '0',
      importance_answers_4: '12',
      fit_answers_0: '2',
      fit_answers_4: '0',
      reading: 'act',
      claim: 'not_claimed',
      flag: 'gap',
      release: '14',
      method_version: '1.1',
      fit_change: 'higher',
      fit_change_since: '9',
      fit_change_among: 'same_employers',
      fit_answered: '14',
      importance_answered: '9',
      importance_change: '',
      tier: '0',
      release_date: '2026-11-09',
      public_from: '2026-12-09',
      region: 'Wisconsin',
    })
  })

  it('leaves unpublished figures empty, never zero', () => {
    expect(records()[1]).toMatchObject({
      importance: '',
      fit: '',
      need: '',
      fit_answers_3: '',
      reading: 'none',
      claims: 'teaches assesses',
    })
  })

  it('carries the same sentence on every line, whatever stands there', () => {
    expect(records().map((record) => record.note)).toEqual([note, note])
    expect(mapJson(map, note).note).toBe(note)
  })

  it('lets no cell run as a formula', () => {
    expect(records()[0]?.credential).toBe(`'=CNC("x")`)
  })

  it('is named after what is in it', () => {
    expect(mapFileName(map)).toBe('map-cnc-51-4041-us-wi-31-33-release-14')
  })
})

describe('a map as data', () => {
  it('says from when it is public, and nothing once it is', () => {
    expect(mapJson(map, note).publicFrom).toBe('2026-12-09')
    const open = { ...map, publicFrom: null }
    expect(mapJson(open, note).publicFrom).toBeNull()
    expect(mapCsv(open, note)).toContain('public_from')
    expect(mapCsv(open, note)).not.toContain('2026-12-09')
  })

  it('holds the same figures as the table', () => {
    const [first, second] = mapJson(map, note).competencies
    expect(first?.importance).toMatchObject({ points: 85, n: 14, answers: { 1: 0, 4: 12 } })
    expect(first?.fit).toMatchObject({ points: 46, n: 12 })
    expect(first?.need?.points).toBe(Number(records()[0]?.need))
    expect(second).toMatchObject({ importance: null, fit: null, need: null, n: null })
    expect(first?.competency.statement).toBe('faults, as the job needs it')
  })
})

describe('what the provider says beside it', () => {
  const [first] = map.rows
  const at = new Date('2026-11-18T00:00:00Z')
  const said = {
    ...map,
    says: {
      reply: { text: 'We agree.', at },
      lines: [
        {
          competencyId: first?.key ?? '',
          reply: { text: '=1+1', at },
          decision: {
            ...{ choice: 'accept' as const, stage: 'proposed' as const, reason: '@SUM(A1)' },
            ...{ dueOn: '2027-08-15', approvedOn: null, effectiveTerm: null, releaseNo: 14, at },
            progress: { state: 'done' as const, happenedOn: '2027-05-01' },
          },
        },
      ],
    },
  }

  it('stands in the table, on its line or on every line, and lets no cell run', () => {
    const [one, other] = z
      .array(z.record(z.string(), z.string()))
      .parse(parse(mapCsv(said, note), { columns: true, bom: true }))
    expect(one).toMatchObject({
      ...{ reply: "'=1+1", replied_on: '2026-11-18', map_reply: 'We agree.' },
      ...{ decision: 'accept', decision_stage: 'proposed', decision_reason: "'@SUM(A1)" },
      ...{ decision_due_on: '2027-08-15', decided_on: '2026-11-18', decided_on_release: '14' },
      ...{ decision_progress: 'done', decision_progress_on: '2027-05-01' },
    })
    expect(other).toMatchObject({ reply: '', decision: '', map_reply: 'We agree.' })
  })

  it('stands in the data', () => {
    const { reply, competencies } = mapJson(said, note)
    expect(reply).toEqual({ text: 'We agree.', date: '2026-11-18' })
    expect(competencies[0]).toMatchObject({
      reply: { text: '=1+1', date: '2026-11-18' },
      decision: {
        ...{ choice: 'accept', stage: 'proposed', due: '2027-08-15', decidedOnRelease: 14 },
        progress: { state: 'done', date: '2027-05-01' },
      },
    })
    expect(competencies[1]).toMatchObject({ reply: null, decision: null })
  })
})
