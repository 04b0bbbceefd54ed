import { adoptDatabase, closeDatabase, database, openEmbedded } from '@/server/db/client'
import type { OrgContext } from '@/server/services/context'
import { showOfferedWords } from '@/server/services/releases/show-offered-words'
import { listOfferedWords } from '@/server/services/requirements/list-offered-words'
import { letThrough, offer, offerAndLetThrough } from '@/server/testing/offered-words-factory'
import {
  makeOrganization,
  orgContext,
  type TestOrganization,
} from '@/server/testing/organizations-factory'
import { differing, readAll } from './askers'
import type { Finding } from './finding'
import { randomFrom } from './random'

const OCCUPATION = 'soc2018:51-4041'
const NO_CYCLE = '00000000-0000-4000-8000-000000000000'
const KINDS = ['provider', 'partnership'] as const
const EMPLOYERS = 5
const DRAWS = 20

/** The attacks on words that employers offer (METHOD R10). */
export async function runOfferedWordsAttacks(sample: Blob): Promise<Finding[]> {
  return [await inCopy(sample, pressAttack), await whoseAttack(sample)]
}

async function inCopy<T>(sample: Blob, work: () => Promise<T>): Promise<T> {
  adoptDatabase(await openEmbedded(undefined, sample))
  try {
    return await work()
  } finally {
    await closeDatabase()
  }
}

/**
 * Five employers offer a line one after the other, and the operator lets each through: before the night that follows the
 * fifth nothing that an owner of a provider or a partnership may read moves by a byte. Control: a list of what is
 * offered, as it would be shown at once, moves with every press; and that night the list of words does.
 */
async function pressAttack(): Promise<Finding> {
  const editors: OrgContext[] = []
  for (const kind of KINDS) editors.push(await orgContext({ kind, verification: 'V2' }))
  const employers = await someEmployers()
  const before = await readEach(editors)
  const moved = new Set<string>()
  let steps = 0
  let live = 0
  const look = async (when: string) => {
    steps += 1
    for (const [at, read] of (await readEach(editors)).entries()) {
      for (const path of differing(before[at] ?? new Map(), read)) moved.add(`${path} ${when}`)
    }
  }
  for (const [at, by] of employers.entries()) {
    const text = `Line of number ${at}`
    const offered = await liveList()
    await offer(OCCUPATION, text, { by })
    if ((await liveList()) !== offered) live += 1
    await look(`when employer ${at + 1} offers`)
    await letThrough(text, text)
    await look(`when the line of employer ${at + 1} is let through`)
    if (at === EMPLOYERS - 1) break
    await showOfferedWords(new Date())
    await look(`in the night after employer ${at + 1}`)
  }
  await showOfferedWords(new Date())
  const shown = (await readEach(editors)).map((read, at) =>
    differing(before[at] ?? new Map(), read).join(', '),
  )
  return {
    test: 'R10 four offer a line, and a fifth',
    tried: `${steps} steps, ${before.reduce((sum, read) => sum + read.size, 0)} procedures asked after each by a provider and a partnership`,
    recovered: moved.size === 0 ? '0 replies moved by a byte' : [...moved].join('; '),
    control: `a list of what is offered: moved ${live} of ${EMPLOYERS} times; the night after the fifth moves ${shown.join(' and ')}`,
    passed:
      moved.size === 0 &&
      live === EMPLOYERS &&
      shown.every((path) => path === 'requirements.offered'),
  }
}

/**
 * The same lines, written by others and in another order: with the same random numbers what is shown is the same.
 * Control: lines in the order they were written differ.
 */
async function whoseAttack(sample: Blob): Promise<Finding> {
  const random = randomFrom(1)
  const lines = Array.from({ length: EMPLOYERS + 2 }, (_, at) => `Does the work of line ${at}`)
  const seen = new Set<string>()
  const written = new Set<string>()
  for (let draw = 0; draw < DRAWS; draw++) {
    const order = lines
      .map((text) => ({ text, at: random.below(1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ text }) => text)
    await inCopy(sample, async () => {
      const employers = await someEmployers()
      for (const [at, text] of order.entries()) {
        const by = employers[at % EMPLOYERS]
        await offerAndLetThrough(OCCUPATION, text, by ? { by } : {})
      }
      let no = 0
      await showOfferedWords(new Date(), (limit) => (7 * no++ + 3) % limit)
      const editor = await orgContext({ kind: 'provider', verification: 'V2' })
      const shown = await listOfferedWords(editor)
      seen.add(JSON.stringify(shown.map(({ id: _, ...line }) => line)))
      written.add(await liveList())
    })
  }
  return {
    test: 'R10 whose line it is',
    tried: `${lines.length} lines of ${EMPLOYERS} employers, written by others and in another order ${DRAWS} times`,
    recovered: seen.size === 1 ? '0 lists differ' : `${seen.size} different lists`,
    control: `in the order they were written: ${written.size} of ${DRAWS} differ`,
    passed: seen.size === 1 && written.size > DRAWS / 2,
  }
}

async function someEmployers(): Promise<TestOrganization[]> {
  const employers: TestOrganization[] = []
  for (let at = 0; at < EMPLOYERS; at++) {
    employers.push(await makeOrganization({ kind: 'employer', verification: 'V2' }))
  }
  return employers
}

function readEach(editors: readonly OrgContext[]) {
  return Promise.all(editors.map((ctx) => readAll(ctx, NO_CYCLE)))
}

/** What was offered, as a page that showed it at once would list it. */
async function liveList(): Promise<string> {
  const { rows } = await (await database()).withOwner(({ query }) =>
    query(
      `SELECT string_agg(text, E'\\n' ORDER BY ctid) AS list FROM own_words WHERE offered AND occupation_id = '${OCCUPATION}'`,
    ),
  )
  return String(rows[0]?.list)
}
