import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it, test } from 'vitest'
import exports from '@/messages/en/exports.json'
import scales from '@/messages/en/scales.json'
import { claimKinds, claimStates } from '@/server/domain/catalogue/credentials'
import { competencyAxes, competencyTypes } from '@/server/domain/catalogue/frameworks'
import { AGREEMENT_WORDS } from '@/server/domain/method/agreement'
import { EVIDENCE } from '@/server/domain/method/counts'
import { QUADRANTS } from '@/server/domain/method/quadrants'
import { CHANGES, TREND_AMONG } from '@/server/domain/method/trends'
import { Scope, Word } from '@/server/domain/reading/map-row'
import { JoinedWording } from '@/server/domain/reading/map-view'
import { speak } from '@/server/words/speak'
import { dictionaryColumns, dictionaryCsv, dictionaryFiles } from './dictionary'
import { emptyReasons, units } from './export-table'

const say = speak('exports.dictionary')
const names = [...dictionaryFiles.values()]

test('every table that people download has a dictionary', () => {
  expect(names).toEqual(Object.keys(dictionaryColumns))
  // Lists of what to mend in a file of one's own: their headings are its own and three plain ones.
  const lists = [
    'app/_components/employment/write-problems.ts',
    'server/services/cycles/refused-lines.ts',
    // Read again at once, and given to nobody.
    'server/services/cycles/start-from-list.ts',
    'server/services/imports/export-problems.ts',
    // What is measured is written for nobody.
    'scripts/bench/workbooks.ts',
  ]
  const writers = ['app', 'server', 'scripts'].flatMap((floor) =>
    readdirSync(floor, { recursive: true, encoding: 'utf8' })
      .map((name) => `${floor}/${name}`)
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .filter((name) => /\bwriteCsv\b/.test(readFileSync(name, 'utf8'))),
  )
  expect(writers.sort(), 'Write it as an ExportTable, with its columns described.').toEqual(
    [...lists, 'server/formats/csv.ts', 'server/formats/export-table.ts'].sort(),
  )
})

test('programs find the headings that were always there', () => {
  const headings = names.map((of) => dictionaryColumns[of].map(({ heading }) => heading).join(','))
  expect(headings).toEqual([
    'Identifier,Parent,Code,Label,Statement,Type,Axis,Level,Notes,Keywords,List position,Order,Education level,Language',
    'Canonical URL,RSD Name,Authors,Skill Statement,Categories,Keywords,Standards,Certifications,Occupation Major Groups,Occupation Minor Groups,Broad Occupations,Detailed Occupations,O*Net Job Codes,Employers,Alignment Name,Alignment URL,Alignment Framework',
    [
      'credential,provider,occupation_code,occupation,region,sector,release,release_date,public_from,method_version',
      'framework,competency_code,competency,joined_framework,joined_competency,joined_brings,joined_by,joined_on',
      'importance,importance_lower,importance_upper,importance_n,importance_scope,importance_agreement',
      'fit,fit_lower,fit_upper,fit_n,fit_agreement,ready_percent,ready_lower,ready_upper,need,need_lower,need_upper,tier',
      'importance_change,importance_change_since,importance_change_among,importance_answered',
      'fit_change,fit_change_since,fit_change_among,fit_answered,reading,leans_to,evidence,claim,claims,flag',
      'importance_answers_1,importance_answers_2,importance_answers_3,importance_answers_4',
      'fit_answers_0,fit_answers_1,fit_answers_2,fit_answers_3,fit_answers_4,note,provider_confirmed,' +
        'reply,replied_on,map_reply,map_replied_on,decision,decision_stage,decision_reason,decision_due_on,' +
        'decision_effective_term,decided_on,decided_on_release,decision_progress,decision_progress_on',
    ].join(','),
    'region,sector,employment,year,source',
  ])
})

test.each(names)('every column of %s has a description, a unit and a word on empty cells', (of) => {
  const lacking = dictionaryColumns[of].flatMap(({ name, unit, empty }) =>
    [`${of}.${name}`, `units.${unit}`, `empty.${empty}`].filter((key) => !say.has(key)),
  )
  expect(lacking, 'Say it in messages/en/exports.json.').toEqual([])
})

test('no sentence of the dictionary is about nothing', () => {
  const known = [
    ...names.flatMap((of) => dictionaryColumns[of].map(({ name }) => `${of}.${name}`)),
    ...Object.keys(units).map((unit) => `units.${unit}`),
    ...emptyReasons.map((reason) => `empty.${reason}`),
    ...['column', 'means', 'unit', 'empty'].map((name) => `headings.${name}`),
  ]
  const said = Object.entries(exports.dictionary).flatMap(([part, sentences]) =>
    Object.keys(sentences).map((key) => `${part}.${key}`),
  )
  expect(said.filter((key) => !known.includes(key))).toEqual([])
})

test('a dictionary has a line for each column, in their order', () => {
  const lines: string[][] = parse(dictionaryCsv('map', say), { bom: true })
  expect(lines[0]).toEqual(['Column', 'What it means', 'Unit', 'What an empty cell means'])
  expect(lines.slice(1).map(([column]) => column)).toEqual(
    dictionaryColumns.map.map(({ heading }) => heading),
  )
  expect(lines.flat()).not.toContain('')
})

describe('a column that holds words of a list names each of them', () => {
  const lists: [string, readonly string[]][] = [
    ['framework.type', competencyTypes],
    ['framework.axis', competencyAxes],
    ['map.joined_brings', JoinedWording.shape.brings.options],
    ['map.importance_scope', Scope.options],
    ['map.importance_agreement', AGREEMENT_WORDS],
    ['map.fit_agreement', AGREEMENT_WORDS],
    ['map.importance_change', CHANGES],
    ['map.importance_change_among', TREND_AMONG],
    ['map.fit_change', CHANGES],
    ['map.fit_change_among', TREND_AMONG],
    ['map.reading', Word.options],
    ['map.leans_to', QUADRANTS],
    ['map.evidence', EVIDENCE],
    ['map.claim', claimStates],
    ['map.claims', claimKinds],
  ]
  it.each(lists)('%s', (key, words) => {
    const said = say(key)
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(said))).toEqual([])
  })

  it.each([
    ...Object.entries(scales.importance.levels).map(
      ([level, { label }]) => ['importance', level, label] as const,
    ),
    ...Object.entries(scales.fit.levels).map(
      ([level, { label }]) => ['fit', level, label] as const,
    ),
  ])('%s_answers_%s', (scale, level, label) => {
    expect(say(`map.${scale}_answers_${level}`)).toContain(`${level}, “${label}”`)
  })
})
