import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { asTenant } from './tenancy'

/** Who opens a door that knows more than a page may, or says for whom one is opened; all else asks those. */
const keepers = {
  // Reads every level: releases and integrity count, and nothing a request reaches opens it from elsewhere.
  asPublisher: [
    'scripts/attack/decisions.ts',
    'scripts/attack/doors.ts',
    'scripts/attack/filters.ts',
    'scripts/attack/hide-and-grep.ts',
    'scripts/attack/one-row.ts',
    'scripts/attack/public-day.ts',
    'scripts/attack/stored.ts',
    'scripts/attack/surface/world.ts',
    'server/services/integrity/forget-holds.ts',
    'server/services/integrity/forget-traces.ts',
    'server/services/integrity/hold-sample.ts',
    'server/services/integrity/review-hold.ts',
    'server/services/integrity/sweep-answers.ts',
    'server/services/integrity/waiting-totals.ts',
    'server/services/releases/due-release.ts',
    'server/services/releases/forget-sample.ts',
    'server/services/releases/hide-cohort.ts',
    'server/services/releases/page-refresh.ts',
    'server/services/releases/recount-releases.ts',
    'server/services/releases/review-offered-words.ts',
    'server/services/releases/run-release.ts',
    'server/services/releases/show-offered-words.ts',
    'server/services/releases/show-sample-words.ts',
    'server/services/releases/write-cycle-totals.ts',
    'server/testing/holds-factory.ts',
    'server/testing/offered-words-factory.ts',
    'server/testing/published-factory.ts',
    'server/testing/two-sides.ts',
  ],
  // Knows everybody who was asked, and their links.
  asCourier: [
    'scripts/attack/bands.ts',
    'scripts/attack/doors.ts',
    'scripts/attack/old-link.ts',
    'server/services/cycles/cycle-test-template.ts',
    'server/services/cycles/end-cycle.ts',
    'server/services/cycles/send-follow-ups.ts',
    'server/services/demo/open-rater-link.ts',
    'server/services/demo/seed-cycles.ts',
    'server/services/job-runs.ts',
    'server/services/raters/find-raters.ts',
    'server/services/ratings/list-own-answers.ts',
    'server/services/ratings/list-requests.ts',
    'server/services/ratings/open-request.ts',
    'server/services/ratings/rater-mail-templates.ts',
    'server/services/ratings/withdraw-own-answers.ts',
    'server/testing/ledger-factory.ts',
  ],
  // Makes the proof that opens a tenant's door; `context.ts` only names it.
  TenantId: [
    'scripts/bench/lists.ts',
    'scripts/bench/loops.ts',
    'server/services/context.ts',
    'server/services/demo/demo-id.ts',
    'server/services/organizations/act-as-owner.ts',
    'server/services/organizations/enter-organization.ts',
    'server/testing/organizations-factory.ts',
  ],
}

const doors = 'server/db/tenancy.ts'

const files = ['server', 'scripts', 'app', 'instrumentation-node.ts', 'instrumentation-site.ts']
  .flatMap((place) => (place.endsWith('.ts') ? [place] : sourcesIn(place)))
  .filter((file) => file !== doors && !/\.test\.tsx?$/.test(file))
  .sort()
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

test.each(Object.entries(keepers))('%s stands in these files and in no other', (name, expected) => {
  const word = new RegExp(`\\b${name}\\b`)
  expect(files.filter(({ text }) => word.test(text)).map(({ file }) => file)).toEqual(expected)
})

test('of services only releases and integrity open the publisher’s door, and no router any of these', () => {
  const services = keepers.asPublisher.filter((file) => file.startsWith('server/services/'))
  expect(services.filter((file) => !/\/(releases|integrity)\//.test(file))).toEqual([])
  expect(
    Object.values(keepers)
      .flat()
      .filter((file) => /^(app|server\/routers|server\/jobs)\//.test(file)),
  ).toEqual([])
})

test('what a request names opens no tenant’s door, which takes a proof', () => {
  const named = { organization: { id: crypto.randomUUID() } }
  // @ts-expect-error An id that nobody looked up is a string like any other.
  expect(() => asTenant(named, async () => undefined)).toBeTypeOf('function')
})

test('nobody takes all doors at once, under a name that these lists do not find', () => {
  const whole =
    /(\* as \w+ from|import\(|require\()\s*['"][^'"]*\/tenancy['"]|export .* from ['"][^'"]*\/tenancy['"]/
  expect(files.filter(({ text }) => whole.test(text)).map(({ file }) => file)).toEqual([])
})

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mts|mjs|js)$/.test(name))
    .map((name) => `${folder}/${name}`)
}
