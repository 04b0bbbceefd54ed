import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Arrow, circlesOfFiles, circlesOfFolders } from './testing/circles'
import { readImporters } from './testing/importers.mjs'

/** Who may know whom: what stands on lower lines, and on its own line whatever `besides` says. */
type House = {
  folder: string
  /** From the top down, and each line from left to right. A room may have its place here before it is built. */
  lines: readonly (readonly string[])[]
  /** Of one line: each room knows those to its right, or none. */
  besides: 'to the right' | 'nobody'
}

const services: House = {
  folder: 'server/services',
  lines: [
    // Know everybody, and nobody knows them. What watches the whole house knows the mail that waits in it too.
    ['watch', 'exchange', 'webhooks', 'mail', 'demo'],
    // What people do about a map.
    [
      ...['live-sessions', 'concerns', 'boards', 'reviews', 'standards', 'packs', 'announcements'],
      ...['reports', 'regional-sets', 'courses', 'endorsements', 'outcomes', 'pathways'],
      ...['decisions', 'replies'],
    ],
    // Reading.
    ['search', 'summaries', 'coverage', 'maps'],
    // Counting.
    ['releases', 'integrity'],
    // Asking.
    ['job-ads', 'ratings', 'cycles', 'requirements'],
    // The catalogue.
    [
      ...['sources', 'imports', 'alignments', 'credentials', 'frameworks', 'occupations'],
      ...['wages', 'establishments', 'employment'],
    ],
    // People, places, and what is published: the one door to cohorts.
    ['regions', 'organizations', 'sessions', 'raters', 'keys', 'signing', 'published'],
    // No nouns. All of them ask who acts, so `context` stands to the right of all.
    [
      ...['tables', 'authorize', 'audit', 'limits', 'mail-template', 'outbox', 'job-runs'],
      ...['release-lock', 'readiness', 'session-token', 'context'],
    ],
  ],
  besides: 'to the right',
}

/** Its files outside any room are the words that all rooms share. */
const WORDS = 'words'

const domain: House = {
  folder: 'server/domain',
  lines: [['reading'], ['people', 'catalogue', 'asking'], ['method'], [WORDS]],
  besides: 'nobody',
}

const houses = [services, domain]

const importers = readImporters()
/** Tests arrange things from wherever they like. */
const arrows = [...importers]
  .flatMap(([to, files]) => files.map((from): Arrow => ({ from, to })))
  .filter(({ from }) => !/\.test\.\w+$/.test(from))

describe('every room has a place', () => {
  test.each(houses)('in $folder', (house) => {
    const homeless = readdirSync(house.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => `${house.folder}/${name}`)
      .filter((file) => /\.(?:ts|mjs)$/.test(file) && !/\.test\.ts$/.test(file))
      .flatMap((file) => {
        const room = roomOf(house, file)
        return room && place(house, room) ? [] : [file]
      })
    expect(
      homeless,
      'Give it a place in the table of this test, on the lowest line where it can know what it needs.',
    ).toEqual([])
  })
})

describe('rooms know only what stands below them', () => {
  test.each(houses)('in $folder', (house) => {
    expect(arrows.flatMap((arrow) => refusal(house, arrow) ?? [])).toEqual([])
  })

  test.each([
    ['services/maps/a.ts', 'services/published/b.ts', true],
    ['services/ratings/a.ts', 'services/published/b.ts', true],
    ['services/published/a.ts', 'services/ratings/b.ts', false],
    ['services/ratings/a.ts', 'services/maps/b.ts', false],
    ['services/releases/a.ts', 'services/integrity/b.ts', true],
    ['services/integrity/a.ts', 'services/releases/b.ts', false],
    ['services/organizations/a.ts', 'services/mail/b.ts', false],
    ['services/organizations/a.ts', 'services/mail-template.ts', true],
    ['services/outbox.ts', 'services/organizations/b.ts', false],
    ['domain/reading/a.ts', 'domain/method/b.ts', true],
    ['domain/method/a.ts', 'domain/reading/b.ts', false],
    ['domain/method/a.ts', 'domain/scales.ts', true],
    ['domain/scales.ts', 'domain/method/b.ts', false],
    ['domain/asking/a.ts', 'domain/people/b.ts', false],
    ['domain/people/a.ts', 'domain/asking/b.ts', false],
  ])('%s may import %s: %s', (from, to, may) => {
    const arrow = { from: `server/${from}`, to: `server/${to}` }
    expect(houses.every((house) => refusal(house, arrow) === null)).toBe(may)
  })

  test('and a refusal names the file, the import and the rooms to use', () => {
    const arrow = { from: 'server/services/ratings/a.ts', to: 'server/services/maps/b.ts' }
    expect(refusal(services, arrow)).toBe(
      'server/services/ratings/a.ts imports server/services/maps/b.ts, and ratings may not know maps. ' +
        'Move the file to maps or above, or what it needs to cycles or below.',
    )
  })
})

describe('nothing goes in circles', () => {
  test('no file comes back to itself by its imports', () => {
    expect(circlesOfFiles(arrows).map(told)).toEqual([])
  })

  test('no folder comes back to itself by the imports of what it holds', () => {
    expect(circlesOfFolders(arrows).map(told)).toEqual([])
  })

  test.each([
    ['a file and itself by two others', ['x/a x/b', 'x/b x/c', 'x/c x/a'], 1, 1],
    ['folders whose files form none', ['x/a y/b', 'y/c x/d'], 0, 1],
    ['a folder and the file beside it', ['x/y/a x/b', 'x/b x/y/c'], 0, 1],
    ['a folder and a file in another folder', ['x/y/a z/b', 'z/b w/c'], 0, 0],
    ['two ways to one file', ['x/a x/b', 'x/a x/c', 'x/b x/d', 'x/c x/d'], 0, 0],
  ])('a circle is found: %s', (_, written, files, folders) => {
    const drawn = written.map((line): Arrow => {
      const [from = '', to = ''] = line.split(' ')
      return { from, to }
    })
    expect([circlesOfFiles(drawn).length, circlesOfFolders(drawn).length]).toEqual([files, folders])
  })
})

/** Why one file of a house may not import another, and where to put things; null where it may. */
function refusal(house: House, { from, to }: Arrow): string | null {
  const [asking, asked] = [roomOf(house, from), roomOf(house, to)]
  if (!asking || !asked || mayKnow(house, asking, asked)) return null
  const rooms = house.lines.flat()
  const sees = (room: string, other: string) => mayKnow(house, room, other)
  const above = rooms.findLast((room) => sees(room, asking) && sees(room, asked))
  const below = rooms.find((room) => sees(asking, room) && sees(asked, room) && room !== asking)
  const ways = [
    ...(above ? [`the file to ${above} or above`] : []),
    ...(below ? [`what it needs to ${below} or below`] : []),
  ]
  return `${from} imports ${to}, and ${asking} may not know ${asked}. Move ${ways.join(', or ')}.`
}

function mayKnow(house: House, asking: string, asked: string): boolean {
  if (asking === asked) return true
  const [from, to] = [place(house, asking), place(house, asked)]
  if (!from || !to) return false
  if (from.line !== to.line) return to.line > from.line
  return house.besides === 'to the right' && to.at > from.at
}

function place({ lines }: House, room: string): { line: number; at: number } | null {
  const line = lines.findIndex((rooms) => rooms.includes(room))
  return line < 0 ? null : { line, at: lines[line]?.indexOf(room) ?? 0 }
}

/** The room of a file, null for one outside the house. */
function roomOf(house: House, file: string): string | null {
  if (!file.startsWith(`${house.folder}/`)) return null
  const [first = '', ...deeper] = file.slice(house.folder.length + 1).split('/')
  if (deeper.length > 0) return first
  return house === domain ? WORDS : first.replace(/\.\w+$/, '')
}

function told(ring: readonly Arrow[]): string {
  return ring.map(({ from, to }) => `${from} imports ${to}`).join('; ')
}
