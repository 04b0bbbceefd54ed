import maps from '@/messages/en/maps.json'
import ratings from '@/messages/en/ratings.json'
import { receiptGroups } from '@/server/domain/asking/receipt-groups'
import { COHORT_DEFAULTS, emptyItem } from '@/server/domain/method/cohort-state'
import { type ItemEvent, releaseItem } from '@/server/domain/method/cohorts'
import { METHOD_VERSION } from '@/server/domain/method/method-changes'
import { findingOf, type MapItem, mapRows } from '@/server/domain/reading/maps'
import { type AnsweredMap, saysNothing } from '@/server/domain/reading/provider-says'
import { workedSteps } from '@/server/domain/reading/worked-example'
import { SCALE_SHAPES, type Scale } from '@/server/domain/scales'
import { mapCsv, mapJson } from '@/server/formats/map-export'
import { type MapWords, mapSummary } from '@/server/formats/map-workbook'
import { versionRow } from '@/server/services/releases/version-row'
import { type Say, speak } from '@/server/words/speak'

export type RatedScale = Exclude<Scale, 'value'>

const COMPETENCY = 'k'

// Said of every row of every history, so the messages are read once.
const spoken = new Map<string, Say>()
const words: MapWords = {
  ...{ note: maps.moved, addresses: { page: null, method: '' } },
  speak(part) {
    const say = spoken.get(part) ?? speak(part)
    spoken.set(part, say)
    return say
  },
}

/**
 * All that stands beside the row of a group whose members gave these answers: the row itself as a release stores it, the
 * map's page and its files, the worked example and the receipt, each made by the product's own code.
 * @param raw answers per level before smoothing
 */
export function printed(scale: RatedScale, raw: readonly number[]): string {
  const { first } = SCALE_SHAPES[scale]
  const levels = raw.flatMap((count, at) => Array.from({ length: count }, () => first + at))
  const events = levels.map(
    (level, index): ItemEvent => ({
      type: 'rate',
      employer: `e${index}`,
      region: 'A',
      sector: 'x',
      level,
    }),
  )
  const { published } = releaseItem(emptyItem(), events, 0, { ...COHORT_DEFAULTS, scale })
  const cohorts = published.map((version) => ({
    ...versionRow({ scale, competencyId: COMPETENCY }, 'cohort', version),
    ageQuarters: 0,
  }))
  if (cohorts.length !== 1) throw new Error('The answers did not become one group.')
  const item: MapItem = {
    key: COMPETENCY,
    fit: scale === 'fit' ? cohorts : [],
    importance: { scope: 'filter', cohorts: scale === 'importance' ? cohorts : [] },
    reference: { fit: [0, 0, 0, 0, 0], importance: [0, 0, 0, 0] },
    claims: [],
  }
  const map = mapOf(item)
  return JSON.stringify({
    row: cohorts,
    page: [map, maps.moved],
    csv: mapCsv(map, maps.moved),
    json: mapJson(map, maps.moved),
    summary: mapSummary(map, words),
    worked: [workedSteps(item, () => ({ region: null, sector: null, release: 1 })), maps.moved],
    receipt: [[...receiptGroups(cohorts)], ratings.receipt.moved],
  })
}

function mapOf(item: MapItem): AnsweredMap {
  const rows = mapRows([item], true)
  const at = new Date(0)
  return {
    credential: {
      slug: 'credential',
      name: 'Credential',
      kind: 'certificate',
      state: 'published',
      sample: false,
      provider: { slug: 'provider', name: 'Provider', confirmed: true },
    },
    occupation: { code: '51-4041', title: 'Machinists' },
    filter: { region: null, sector: null },
    options: { regions: [], sectors: [] },
    release: { no: 1, at, publicAt: at, methodVersion: METHOD_VERSION },
    publicFrom: null,
    method: METHOD_VERSION,
    described: true,
    leavesOutWider: false,
    finding: findingOf(rows),
    value: null,
    says: saysNothing,
    rows: rows.map((row) => ({
      ...row,
      competency: {
        id: row.key,
        label: 'Competency',
        statement: 'Competency',
        code: null,
        framework: { slug: 'framework', name: 'Framework' },
      },
      joined: null,
      trend: { fit: null, importance: null },
      answered: { fit: null, importance: null },
    })),
  }
}
