import { workbookType } from '@/server/formats/workbook-export'
import { workbookNumbers } from './workbook-cells'

/** Figures: made of published counts. Each is computed anew where nothing else of the answers is left. */
const FIGURES = [
  /^\/(?:o\/\[org\]\/)?maps\/.*map\.json \.(?:competencies\[\]|value|employersAtLeast)/,
  /^\/(?:o\/\[org\]\/)?maps\/.*map\.(?:csv|xlsx) /,
  /^maps\.(?:read|readOwn) \.(?:rows|value|finding)\b/,
  /^maps\.(?:workedExamples?|ownWorkedExample) /,
  /^maps\.occupation \.demand\b/,
  /^coverage\.credential /,
  /^maps\.(?:list|listOwn|newest|occupation|credentials) .*\.(?:employers|words\.\w+)$/,
  /^reports\.read \.(?:map\.(?:rows|value|finding)|lines|share|heard)\b/,
  /^reports\.list \[\]\.(?:map\.(?:employers|words\.\w+)|lines\.\w+|overdueDays)$/,
  /^reports\.across \.rows\b/,
  /^summaries\.(?:read|readOwn) \.(?:rows|finding|heat|weighted|regional|employers|ratedCredentials|weighting|participation)\b/,
]

/** Numbers that no answer moves, and why; each must stay as it is when every published answer is turned round. */
const INDEPENDENT: readonly [RegExp, string][] = [
  [/\.release\.(?:no|number)$/, 'the number of a release'],
  [/^releases\./, 'numbers of releases, and how many groups they published'],
  [/\.(?:version|versions\[\]\.no)$/, 'versions of catalogue entries'],
  [
    /^frameworks\.|^\/(?:o\/\[org\]\/)?frameworks\/|^\/api\/v1\/(?:frameworks|competencies)/,
    'published frameworks',
  ],
  [
    /^(?:alignments|claims|coverage\.requirement|credentials|imports|requirements)\b/,
    'the catalogue and its alignments, and one’s own job descriptions',
  ],
  [/^\/api\/v1\/credentials|^maps\.credential /, 'published credentials'],
  [
    /^maps\.credentials \.(?:total|pageSize|page|kinds\[\]\.count|providers\[\]\.count)/,
    'the list itself',
  ],
  [/^maps\.(?:list \.|occupation \.maps\.)(?:total|pageSize)$/, 'the list itself'],
  [/^maps\.addressFiles /, 'how many pages there are'],
  [/^maps\.credentials \.items\[\]\.competencies$/, 'what a credential claims'],
  [
    /^(?:decisions\.(?:listOpen|says)|reports\.read) .*\.(?:shown\b.*|releaseNo)$/,
    'what was shown when it was decided, as it was stored then; attacked by itself',
  ],
  [/^replies\.published \.|^reports\.across \.leftOut$/, 'the list itself'],
  [/^cycles\.renewals /, 'sizes of published groups, and the number of a release'],
  [/^cycles\./, 'who was asked, and how likely that is to be enough'],
  [/^organizations\.|^employers\.|^requests\.|^regions\.|^operator\./, 'records, and work in hand'],
  [/^summaries\.\w+ \.counties$/, 'how many counties a region has'],
  [
    /^employment\.|^summaries\.\w+ .*(?:employment|coverage)/i,
    'employment by sector, from a public file',
  ],
  [/^\/method\//, 'constants of the method'],
  [
    /^integrity\./,
    'yearly counts of what was held, and why answers wait, as of a night (METHOD §9)',
  ],
]

export type NumberClass = 'figure' | 'independent' | null

/** Whether a number of this place is a figure or stands for something else; null when nobody has said. */
export function classOf(place: string): NumberClass {
  if (INDEPENDENT.some(([expression]) => expression.test(place))) return 'independent'
  return FIGURES.some((expression) => expression.test(place)) ? 'figure' : null
}

/** Every number of a reply with its place in it; positions in lists are left out. */
export function numbersOf(of: string, body: string, type: string): [string, number][] {
  if (type.includes('text/csv') && of.includes('map.csv')) return numbersOfCsv(of, body)
  if (type.includes(workbookType)) {
    return workbookNumbers(body).map((value) => [`${of} cell`, value])
  }
  if (!type.includes('json')) return []
  const parsed: unknown = JSON.parse(body)
  const found: [string, number][] = []
  collect(parsed, '', found)
  return found.map(([place, value]) => [
    `${of} ${place.replace(/^\.result\.data\.json/, '')}`,
    value,
  ])
}

function collect(value: unknown, place: string, found: [string, number][]): void {
  if (typeof value === 'number') found.push([place, value])
  else if (Array.isArray(value)) for (const each of value) collect(each, `${place}[]`, found)
  else if (value instanceof Object) {
    for (const [name, each] of Object.entries(value)) {
      // How values were packed for the way, not what they are.
      if (`${place}.${name}` !== '.result.data.meta') collect(each, `${place}.${name}`, found)
    }
  }
}

function numbersOfCsv(of: string, body: string): [string, number][] {
  return body.split(/[\r\n,;]+/).flatMap((cell): [string, number][] => {
    const value = Number(cell.replaceAll('"', ''))
    return cell.trim() === '' || Number.isNaN(value) ? [] : [[`${of} cell`, value]]
  })
}
