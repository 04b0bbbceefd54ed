import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { offeredWords, ownWords } from '@/server/db/schema/ratings'
import { asOperator, asPublisher, asRater, asTenant, selectRows } from '@/server/db/tenancy'
import type { OrgContext } from '@/server/services/context'
import { createFramework } from '@/server/services/frameworks/create-framework'
import { readSiteAudit } from '@/server/services/organizations/read-audit'
import { reviewOfferedWords } from '@/server/services/releases/review-offered-words'
import { showOfferedWords } from '@/server/services/releases/show-offered-words'
import { describeOnBothEngines } from '@/server/testing/databases'
import { deleteEmployer } from '@/server/testing/ledger-factory'
import { letThrough, offer, offerAndLetThrough } from '@/server/testing/offered-words-factory'
import { operatorContext, orgContext } from '@/server/testing/organizations-factory'
import { adoptOwnWords } from './adopt-own-words'
import { listOfferedWords } from './list-offered-words'
import { listWaitingWords } from './list-waiting-words'
import { readRequirement } from './read-requirement'
import { saveRequirement } from './save-requirement'
import { withdrawRequirement } from './withdraw-requirement'

const night = new Date()
// Each test has an occupation of its own, so that nobody's line counts in another's.
const occupations = {
  night: 'soc2018:51-4041',
  once: 'soc2018:51-4121',
  gone: 'soc2018:53-7051',
  real: 'soc2018:49-9041',
  review: 'soc2018:31-1131',
  adopt: 'soc2018:29-1141',
}

describeOnBothEngines('words that employers offer', () => {
  test('of four employers are not shown; the fifth’s are the night after they were let through', async () => {
    const editor = await anEditor()
    const before = await read(editor)
    for (const text of ['one', 'two', 'three', 'four']) {
      await offerAndLetThrough(occupations.night, `Line ${text}`)
      await showOfferedWords(night)
      expect(await read(editor)).toBe(before)
    }
    // A site of the first, and one that nobody has confirmed, are no fifth.
    const parentId = (await writers(occupations.night))[0] ?? ''
    await offerAndLetThrough(occupations.night, 'Line of a site', { parentId })
    await offerAndLetThrough(occupations.night, 'Line of a stranger', { verification: 'V0' })
    await showOfferedWords(night)
    expect(await read(editor)).toBe(before)
    await offerAndLetThrough(occupations.night, 'Line five')
    expect(await read(editor)).toBe(before)
    await showOfferedWords(night)
    const shown = await listOfferedWords(editor)
    expect(shown.map(({ text }) => text).sort()).toEqual([
      'Line five',
      'Line four',
      'Line of a site',
      'Line one',
      'Line three',
      'Line two',
    ])
    expect(shown.map((line) => Object.keys(line).sort())[0]).toEqual([
      'id',
      'month',
      'occupation',
      'sample',
      'text',
    ])
    expect(shown[0]?.month.toISOString()).toMatch(/-01T00:00:00.000Z$/)
    const after = await read(editor)
    await offerAndLetThrough(occupations.night, 'Line six')
    await showOfferedWords(night)
    expect(await read(editor)).toBe(after)
  })

  test('are shown once, as they were let through, also when their writer saves again', async () => {
    const editor = await anEditor()
    const { ctx, input, requirementId } = await offer(
      occupations.once,
      'Runs our Bridgeport in Lorain',
    )
    await letThrough('Runs our Bridgeport in Lorain', 'Runs a knee mill')
    await saveRequirement(ctx, {
      ...input,
      clientKey: randomUUID(),
      requirementId,
    })
    for (const each of ['a', 'b', 'c', 'd'])
      await offerAndLetThrough(occupations.once, `Mill ${each}`)
    await showOfferedWords(night)
    const again = { ...input, clientKey: randomUUID(), requirementId }
    await saveRequirement(ctx, {
      ...again,
      ownWords: [{ text: 'Kept to herself', importance: null, offered: false }],
    })
    await showOfferedWords(night)
    expect(await textsOf(editor, 'mill')).toEqual([
      ...['Mill a', 'Mill b', 'Mill c', 'Mill d', 'Runs a knee mill'],
    ])
    const view = await readRequirement(ctx, { id: requirementId })
    expect(view.ownWords.filter(({ offered }) => offered)).toEqual([
      { text: 'Runs our Bridgeport in Lorain', importance: 4, offered: true, shown: true },
    ])
  })

  test('go when they are taken back or their writer is deleted, until they are shown', async () => {
    const editor = await anEditor()
    const taken = await offerAndLetThrough(occupations.gone, 'Lifts one')
    const deleted = await offerAndLetThrough(occupations.gone, 'Lifts two')
    for (const each of ['three', 'four', 'five']) {
      await offerAndLetThrough(occupations.gone, `Lifts ${each}`)
    }
    await withdrawRequirement(taken.ctx, { id: taken.requirementId })
    await deleteEmployer(deleted.ctx.organization.id)
    await showOfferedWords(night)
    expect(await textsOf(editor, 'lifts')).toEqual([])
    const late = await offerAndLetThrough(occupations.gone, 'Lifts six')
    const unticked = await offerAndLetThrough(occupations.gone, 'Lifts seven')
    await saveRequirement(unticked.ctx, {
      ...unticked.input,
      clientKey: randomUUID(),
      requirementId: unticked.requirementId,
      ownWords: unticked.input.ownWords.map((line) => ({ ...line, offered: false })),
    })
    await showOfferedWords(night)
    expect(await textsOf(editor, 'lifts')).toEqual([])
    await offerAndLetThrough(occupations.gone, 'Lifts eight')
    await showOfferedWords(night)
    const all = ['Lifts eight', 'Lifts five', 'Lifts four', 'Lifts six', 'Lifts three']
    expect(await textsOf(editor, 'lifts')).toEqual(all)
    await withdrawRequirement(late.ctx, { id: late.requirementId })
    await deleteEmployer(unticked.ctx.organization.id)
    expect(await textsOf(editor, 'lifts')).toEqual(all)
  })

  test('of the sample and of real employers are never shown together', async () => {
    const editor = await anEditor()
    for (const each of ['a', 'b', 'c', 'd']) {
      await offerAndLetThrough(occupations.real, `Greases ${each}`, { sample: true })
    }
    await offerAndLetThrough(occupations.real, 'Greases e')
    await showOfferedWords(night)
    expect(await textsOf(editor, 'greases')).toEqual([])
  })

  test('wait for the operator from the next day on, and tell it no writer and no time', async () => {
    const operator = await operatorContext()
    const today = await offer(occupations.review, 'Turns a patient today', { now: new Date() })
    await offer(occupations.review, 'Turns a patient')
    await offer(occupations.review, 'Keeps this to herself', { offered: false })
    const waiting = await listWaitingWords(operator)
    const texts = waiting.map(({ text }) => text)
    expect(texts).toContain('Turns a patient')
    expect(texts).not.toContain('Turns a patient today')
    expect(texts).not.toContain('Keeps this to herself')
    expect(waiting.map((line) => Object.keys(line).sort())[0]).toEqual(['id', 'occupation', 'text'])
    for (const column of ['organization_id', 'requirement_id', 'rater_id', 'created_at', 'ctid']) {
      await expect(
        asOperator((tx) => tx.execute(sql.raw(`SELECT ${column} FROM own_words`))),
        column,
      ).rejects.toMatchObject({ cause: { code: '42501' } })
    }
    expect(today.input.ownWords).toHaveLength(1)
  })

  test('are reviewed once, and the record has no text', async () => {
    const operator = await operatorContext()
    await offer(occupations.review, 'Feeds Mrs. Alder at Pine Court')
    const [line] = (await listWaitingWords(operator)).filter(({ text }) => text.includes('Alder'))
    const review = { id: line?.id ?? '', verdict: 'left_out' as const }
    await reviewOfferedWords(operator, review)
    await expect(reviewOfferedWords(operator, review)).rejects.toMatchObject({ code: 'not_found' })
    const audit = JSON.stringify(await readSiteAudit(operator, {}))
    expect(audit).toContain('own-words.leave-out')
    expect(audit).not.toContain('Alder')
    expect(audit).not.toContain(review.id)
  })

  test('are let through by nobody who wrote them', async () => {
    const { ctx, raterId } = await offer(occupations.review, 'Bathes a patient')
    const who = { raterId, organizationId: ctx.organization.id }
    for (const change of [{ review: 'let_through' as const }, { text: 'Other words' }]) {
      await expect(
        asRater(who, (tx) => tx.update(ownWords).set(change).where(eq(ownWords.raterId, raterId))),
      ).rejects.toMatchObject({ cause: { code: '42501' } })
    }
  })

  test('are adopted reworded, once, by editors of confirmed providers and partnerships', async () => {
    for (const each of ['a', 'b', 'c', 'd', 'e']) {
      await offerAndLetThrough(occupations.adopt, `Charts ${each}`)
    }
    await offerAndLetThrough(occupations.adopt, 'Charts b')
    await showOfferedWords(night)
    const editor = await anEditor()
    const { slug } = await createFramework(editor, {
      name: 'Nursing',
      description: '',
      publisher: '',
    })
    const line = (await listOfferedWords(editor)).find(({ text }) => text === 'Charts a')
    const adopt = { id: line?.id ?? '', framework: slug, label: 'Chart', statement: 'charts A!' }
    const unconfirmed = await orgContext({ kind: 'partnership', role: 'editor' })
    expect(await listOfferedWords(unconfirmed)).toEqual([])
    const rows = await asTenant(unconfirmed, (tx) =>
      tx.select({ id: offeredWords.id }).from(offeredWords),
    )
    expect(rows).toEqual([])
    const refused = [
      unconfirmed,
      await orgContext({ kind: 'partnership', role: 'viewer', verification: 'V2' }),
      await orgContext({ kind: 'employer', verification: 'V2' }),
    ]
    for (const ctx of refused) {
      await expect(adoptOwnWords(ctx, adopt)).rejects.toMatchObject({ code: 'forbidden' })
    }
    for (const ctx of refused.slice(1)) {
      await expect(listOfferedWords(ctx)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(adoptOwnWords(editor, adopt)).rejects.toMatchObject({ code: 'invalid' })
    const statement = 'Writes down what was done for a patient.'
    await adoptOwnWords(editor, { ...adopt, statement })
    const other = await anEditor()
    expect(await textsOf(editor, 'charts')).toEqual([
      'Charts b',
      'Charts c',
      'Charts d',
      'Charts e',
    ])
    expect(await textsOf(other, 'charts')).toEqual(['Charts b', 'Charts c', 'Charts d', 'Charts e'])
    await expect(adoptOwnWords(editor, { ...adopt, statement })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('leave a copy that leads back to nobody', async () => {
    const columns = await asPublisher((tx) =>
      selectRows(
        tx,
        z.object({ name: z.string() }),
        sql`SELECT attname AS name FROM pg_attribute WHERE attrelid = 'offered_words'::regclass
              AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      ),
    )
    expect(columns.map(({ name }) => name)).toEqual([
      ...['id', 'occupation_id', 'text', 'batch', 'place', 'month', 'sample'],
      'adopted_competency_id',
    ])
    const [left] = await asPublisher((tx) =>
      selectRows(
        tx,
        z.object({ n: z.coerce.number() }),
        sql`SELECT count(*) AS n FROM own_words w WHERE w.reviewed_text IS NOT NULL AND w.review = 'shown'`,
      ),
    )
    expect(left?.n).toBe(0)
  })
})

function anEditor(): Promise<OrgContext> {
  return orgContext({ kind: 'partnership', role: 'editor', verification: 'V2' })
}

/** Everything an editor reads of it, to the byte. */
async function read(editor: OrgContext): Promise<string> {
  return JSON.stringify(await listOfferedWords(editor))
}

async function textsOf(editor: OrgContext, word: string): Promise<string[]> {
  const lines = await listOfferedWords(editor)
  return lines
    .map(({ text }) => text)
    .filter((text) => text.toLowerCase().includes(word))
    .sort()
}

async function writers(occupationId: string): Promise<string[]> {
  const rows = await asPublisher((tx) =>
    selectRows(
      tx,
      z.object({ id: z.string() }),
      sql`SELECT organization_id AS id FROM own_words WHERE occupation_id = ${occupationId} AND offered ORDER BY 1`,
    ),
  )
  return rows.map(({ id }) => id)
}
