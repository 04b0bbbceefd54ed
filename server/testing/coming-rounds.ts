import type { Json, JsonObject } from '@/server/domain/json'
import { listOf } from '@/server/formats/json-reading'

const uuid = (n: number) => `7e000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = (n: number) => ({ identifier: uuid(n), uri: `https://x.example/${n}`, title: '' })

type Item = [n: number | null, words: string, more?: JsonObject]

/** A CASE package; a link is a child, its parent (0 for the framework itself) and its number among others. */
export function casePackage(
  items: Item[],
  links: [child: number, parent: number, sequence?: number][],
  title = 'State set',
): JsonObject {
  return {
    CFDocument: { ...at(0), title, language: 'en' },
    CFItems: items.map(([n, fullStatement, more = {}]) => ({
      ...(n === null ? {} : at(n)),
      ...{ fullStatement, ...more },
    })),
    CFAssociations: links.map(([child, parent, sequenceNumber], n) => ({
      ...at(1000 + n),
      associationType: 'isChildOf',
      originNodeURI: at(child),
      destinationNodeURI: at(parent),
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    })),
  }
}

export const first: Item[] = [
  [1, 'Machines parts'],
  [2, 'Measures parts', { humanCodingScheme: 'M.1' }],
  [3, 'Reads drawings', { humanCodingScheme: 'M.2', conceptKeywords: ['print'] }],
  [null, 'Cleans the machine'],
  [null, 'Stores the tools in their places'],
]
export const tree: [number, number, number][] = [
  [1, 0, 1],
  [2, 1, 1],
  [3, 1, 2],
]

/** What may be in a set that comes, one after another into one framework. */
export const comingRounds: Record<string, Json[]> = {
  'nothing new': [casePackage(first, tree), casePackage(first, tree)],
  'words, order and links that change': [
    casePackage(first, tree),
    casePackage(
      [
        [1, 'Machines parts well'],
        [3, 'Reads drawings'],
        [2, 'Measures parts'],
        [4, 'Sets up'],
      ],
      [
        [1, 0, 1],
        [3, 1, 1],
        [2, 1, 2],
        [4, 1, 3],
      ],
    ),
    casePackage(first, tree),
  ],
  'items without identifiers, worded anew': [
    casePackage(first, tree),
    casePackage(
      [
        ...first.slice(0, 3),
        [null, 'Stores the tools in their place'],
        [null, 'Cleans the machine'],
        [null, 'Oils the machine'],
      ],
      tree,
    ),
  ],
  'a language that changes and a name': [
    casePackage(first, tree),
    {
      ...casePackage(first, tree),
      CFDocument: { ...at(0), title: 'State set two', language: 'es' },
    },
  ],
  'what cannot stand': [
    {
      ...casePackage(
        [
          ...first,
          [2, 'Measures parts', { humanCodingScheme: 'M.1' }],
          [3, 'Reads other drawings'],
          [5, ''],
          [6, 'Drills', { humanCodingScheme: 'M.1' }],
          [7, 'Turns\u0000 steel'],
        ],
        [...tree, [1, 3], [6, 77, 1], [6, 1, 2], [6, 1, 2], [88, 1]],
      ),
      CFDefinitions: { CFItemTypes: [{ title: 'no identifier' }] },
    },
  ],
  'links numbered under the framework, before the items': [
    {
      CFAssociations: casePackage(first, [
        [3, 0, 1],
        [2, 0, 2],
        [1, 0, 3],
      ]).CFAssociations as Json,
      ...casePackage(first, [
        [3, 0, 1],
        [2, 0, 2],
        [1, 0, 3],
      ]),
    },
  ],
}

const node = (n: number, words: string, more: JsonObject = {}): JsonObject => ({
  ...{ '@id': `https://y.example/ce-${uuid(n)}`, '@type': 'ceasn:Competency' },
  ...{ 'ceterms:ctid': `ce-${uuid(n)}`, 'ceasn:competencyText': { en: words }, ...more },
})
const idOf = (n: number) => `https://y.example/ce-${uuid(n)}`
export const frame: JsonObject = {
  ...{ '@id': idOf(0), '@type': 'ceasn:CompetencyFramework', 'ceasn:name': { en: 'State set' } },
  'ceasn:hasTopChild': [idOf(2), idOf(1), idOf(66)],
  'plumbline:associations': [
    { type: 'isChildOf', from: idOf(5), to: 'https://z.example/9', sequence: 4 },
  ],
}
export const nodes: JsonObject[] = [
  node(3, 'Reads', { 'ceasn:isChildOf': idOf(1), 'ceasn:exactAlignment': ['https://z.example/1'] }),
  node(1, 'Machines', {
    ...{ 'ceasn:hasChild': [idOf(4), idOf(3), idOf(77)], 'ceasn:isTopChildOf': idOf(0) },
    'ceasn:complexityLevel': [{ '@id': 'https://y.example/level' }],
  }),
  node(2, 'Measures', {
    'ceasn:hasChild': [{ '@type': 'ceasn:Competency', 'ceasn:competencyText': 'Inside' }],
  }),
  node(4, 'Cleans', {
    'ceasn:isChildOf': [idOf(1), 'https://z.example/2'],
    'ceasn:isPartOf': idOf(0),
  }),
  node(5, 'Drills', { 'ceasn:isChildOf': idOf(2) }),
  node(6, 'Elsewhere', { 'ceasn:isPartOf': 'https://y.example/other' }),
  { '@id': 'https://y.example/other', '@type': 'ceasn:CompetencyFramework', 'ceasn:name': 'Other' },
  { '@id': 'https://y.example/level', '@type': 'skos:Concept', 'skos:prefLabel': { en: 'Hard' } },
]
comingRounds['a graph of CTDL-ASN'] = [
  { '@context': 'x', '@graph': [frame, ...nodes] },
  { '@graph': [...nodes.slice(0, 3), frame, ...nodes.slice(4)] },
]
comingRounds['competencies without a framework'] = [nodes.slice(0, 5), nodes.slice(0, 5)]
const collection = (more: JsonObject): JsonObject => ({
  ...{ '@id': idOf(0), '@type': 'ceterms:Collection', 'ceterms:name': 'State set', ...more },
})
comingRounds['a collection that lists its members'] = [
  {
    '@graph': [
      collection({ 'ceterms:hasMember': [idOf(5), idOf(2), idOf(1), idOf(66)] }),
      ...nodes.slice(0, 5),
    ],
  },
]
comingRounds['a collection whose members say so'] = [
  {
    '@graph': [
      ...nodes.slice(0, 4).map((one) => ({ ...one, 'ceterms:isMemberOf': idOf(0) })),
      collection({}),
    ],
  },
]
comingRounds['a collection that lists none'] = [
  { '@graph': [collection({}), ...nodes.slice(0, 5)] },
]
comingRounds['an envelope'] = [
  { envelope_ceterms_ctid: 'x', decoded_resource: { '@graph': [frame, ...nodes] } },
]

/** The document of a package, its items under their name and its associations bare, each for a line of its own. */
export function linesOf({ CFDocument = null, CFItems, CFAssociations }: JsonObject): Json[] {
  const items = listOf(CFItems).map((CFItem) => ({ CFItem }))
  return [{ CFDocument }, ...listOf(CFAssociations), ...items]
}
