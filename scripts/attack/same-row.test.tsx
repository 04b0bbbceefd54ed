import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { createFormatter, createTranslator, type Messages } from 'next-intl'
import type { ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { MapReport } from '@/app/_components/maps/map-report'
import { WorkedReport } from '@/app/_components/maps/worked/worked-report'
import { smoothingNote } from '@/app/_i18n/smoothing-note'
import { OwnAnswers } from '@/app/r/[code]/_components/own-answers'
import maps from '@/messages/en/maps.json'
import { asOperator, asReader, selectRows } from '@/server/db/tenancy'
import { MapFilter } from '@/server/domain/reading/map-filter'
import { mapCsv, mapJson } from '@/server/formats/map-export'
import { mapSheets } from '@/server/formats/map-workbook'
import { type Context, systemContext } from '@/server/services/context'
import { closeCycle } from '@/server/services/cycles/end-cycle'
import { readProviderSays } from '@/server/services/decisions/read-provider-says'
import { readMap } from '@/server/services/maps/read-map'
import { readWorkedExample } from '@/server/services/maps/read-worked-example'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { readPacket } from '@/server/services/ratings/read-packet'
import { readReceipt } from '@/server/services/ratings/read-receipt'
import { submitRating } from '@/server/services/ratings/submit-rating'
import { runRelease } from '@/server/services/releases/run-release'
import { invitationOf, makeCycle, raterAt, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { changeEmployer } from '@/server/testing/ledger-factory'
import { readWords } from '@/server/words/read-words'
import { speak } from '@/server/words/speak'
import { struckOut } from './surface/traces'

vi.mock('next-intl/server', () => ({
  getTranslations: async (namespace: string) => {
    const messages: Messages = readWords('en')
    return createTranslator({ locale: 'en', messages, namespace })
  },
  getFormatter: async () => createFormatter({ locale: 'en', timeZone: 'UTC' }),
  getLocale: async () => 'en',
}))

const now = new Date()
/** When it is released, and when the public reads it. */
const tomorrow = new Date(now.getTime() + 86_400_000)
const later = new Date(now.getTime() + 60 * 86_400_000)
const employers = [0, 1, 2, 3, 4]

/** Levels of fit; those of importance and value are the same, their top being 4 as well. */
const TRUTHS = { moved: [3, 4, 4, 4, 4], unmoved: [3, 3, 4, 4, 4] }

/** A cycle of five confirmed employers that answered so, about a credential of its own, and the last one's door. */
async function answeredCycle(name: string, levels: readonly number[]) {
  const addresses = employers.map((place) => `rater@${name}-${place}.example`)
  const cycle = await makeCycle({ competencies: 1, addresses, open: true })
  let last: RaterContext | null = null
  for (const [place, address] of addresses.entries()) {
    await confirm(await employerOf(cycle, address))
    last = await raterAt(cycle, address)
    await send(last, String(levels[place]))
  }
  await closeCycle(cycle.ctx, { cycleId: cycle.id })
  if (!last) throw new Error('Nobody answered.')
  return { cycle, rater: last }
}

const Employer = z.object({ id: z.string() })

async function employerOf(cycle: TestCycle, address: string): Promise<string> {
  const invitationId = await invitationOf(cycle, address)
  const [row] = await asOperator((tx) =>
    selectRows(
      tx,
      Employer,
      sql`SELECT employer_id AS id FROM rater_invitation WHERE id = ${invitationId}`,
    ),
  )
  return row?.id ?? ''
}

function confirm(employerId: string): Promise<void> {
  const record = { countyId: 'us-55117', industryId: 'naics2017:332710' }
  return changeEmployer(employerId, { verification: 'V2', ...record }, now)
}

async function send(rater: RaterContext, answer: string): Promise<void> {
  const packet = await readPacket(rater, { packetId: null })
  await submitRating(rater, {
    packetId: packet.id,
    clientKey: randomUUID(),
    taps: [
      { field: 'role', answer: 'supervises' },
      { field: 'exposure', answer: 'few' },
      { field: 'value', answer },
      ...packet.questions.flatMap((_, place) => [
        { field: `i${place}`, answer },
        { field: `f${place}`, answer },
      ]),
    ],
  })
}

/** Everything somebody is shown of the cycle's groups, with the names of this cycle struck out. */
async function everythingShown({ cycle, rater }: Awaited<ReturnType<typeof answeredCycle>>) {
  const [credential] = await asReader((tx) =>
    selectRows(
      tx,
      z.object({ slug: z.string() }),
      sql`SELECT slug FROM credential WHERE id = ${cycle.credentialIds[0]}`,
    ),
  )
  const filter = MapFilter.parse({ credential: credential?.slug ?? '', occupation: '51-4041' })
  const ctx: Context = { actor: { kind: 'anonymous' }, requestId: 'test', now: later }
  const map = { ...(await readMap(ctx, filter)), says: await readProviderSays(filter) }
  const worked = await readWorkedExample(ctx, {
    ...filter,
    competency: cycle.competencyIds[0] ?? '',
  })
  const receipt = await readReceipt({ ...rater, now: later }, { packetId: null })
  const note = smoothingNote()
  const addresses = { page: null, method: '/method' }
  const { sent } = receipt
  if (!sent) throw new Error('The rater has sent nothing.')
  const shown = {
    rows: JSON.stringify(await readableRows(cycle)),
    map: JSON.stringify(map),
    worked: JSON.stringify(worked),
    receipt: JSON.stringify(receipt),
    csv: mapCsv(map, note),
    json: JSON.stringify(mapJson(map, note)),
    workbook: JSON.stringify(mapSheets(map, { note, addresses, speak })),
    mapPage: await htmlOf(
      MapReport({
        map,
        filter: { action: '/', hidden: {} },
        downloads: { csv: '/csv', xlsx: '/xlsx', json: '/json' },
        workedHref: (competency) => `/${competency}`,
      }),
    ),
    workedPage: await htmlOf(WorkedReport({ example: worked, mapHref: '/map' })),
    receiptPage: await htmlOf(OwnAnswers({ receipt: { ...receipt, sent } })),
  }
  const names = [map.credential.slug, map.credential.provider.slug, map.credential.provider.name]
  const frameworks = map.rows.map((row) => row.competency.framework)
  names.push(...frameworks.flatMap((framework) => [framework.slug, framework.name]))
  return Object.fromEntries(
    Object.entries(shown).map(([part, text]) => [
      part,
      names.reduce((left, name) => left.replaceAll(name, '<name>'), struckOut(text)),
    ]),
  )
}

/** What the reader's role may read of the groups, whatever a page makes of it. */
function readableRows({ competencyIds, credentialIds }: TestCycle) {
  return asReader((tx) =>
    selectRows(
      tx,
      z.object({ row: z.record(z.string(), z.unknown()) }),
      sql`SELECT to_jsonb(v) AS row FROM cohort_version v JOIN subject s ON s.id = v.subject_id
          WHERE v.competency_id = ${competencyIds[0]} OR s.credential_id = ${credentialIds[0]}
          ORDER BY v.scale`,
    ),
  )
}

async function htmlOf(node: ReactNode | Promise<ReactNode>): Promise<string> {
  const { prelude } = await prerender(await node)
  return new Response(prelude).text()
}

describeOnBothEngines('a group whose row smoothing changed', () => {
  test('is shown to nobody in another way than one whose members gave these answers', async () => {
    const moved = await answeredCycle('moved', TRUTHS.moved)
    const unmoved = await answeredCycle('unmoved', TRUTHS.unmoved)
    await runRelease(systemContext('command', 'test', tomorrow), { trigger: 'command' })
    const shown = await everythingShown(moved)
    expect(shown.map).toContain('"counts":[0,0,0,2,3]')
    expect(await everythingShown(unmoved)).toEqual(shown)
    for (const part of ['csv', 'json', 'mapPage', 'workedPage']) {
      expect(shown[part], part).toContain(maps.moved)
    }
  }, 60_000)
})
