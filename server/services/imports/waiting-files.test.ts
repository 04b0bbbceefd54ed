import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, it, vi } from 'vitest'
import * as uploads from '@/server/child/uploads'
import { database } from '@/server/db/client'
import { employmentFiles } from '@/server/db/schema/employment'
import { imports } from '@/server/db/schema/frameworks'
import { asIdentity, asTenant } from '@/server/db/tenancy'
import { DomainError } from '@/server/domain/errors'
import type { OrgContext } from '@/server/services/context'
import { keepAddressList } from '@/server/services/cycles/keep-address-list'
import { listAddressLists } from '@/server/services/cycles/list-address-lists'
import { uploadEmployment } from '@/server/services/employment/upload-employment'
import { readInTurn } from '@/server/services/limits/read-in-turn'
import { limitKey } from '@/server/services/limits/spend-limit'
import { keepEmployerList } from '@/server/services/organizations/employer-lists/keep-employer-list'
import { listEmployerLists } from '@/server/services/organizations/employer-lists/list-employer-lists'
import { makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { sayRefusal } from '@/server/words/say-refusal'
import { forgetUploads } from './forget-uploads'
import { mapImport } from './map-import'
import { readImport } from './read-import'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { uploadImport } from './upload-import'

const table = { fileName: 'f.csv', bytes: new TextEncoder().encode('Code,Statement\n1,Drills\n') }
const provider = () => orgContext({ kind: 'provider' })
const turn = { limit: 'file-upload', waits: 0 } as const
const busy = refusal('limits.readingAnother')

async function previewed(ctx: OrgContext): Promise<string> {
  const { id } = await uploadImport(ctx, table)
  const words = { framework: '', name: 'A table', publisher: '', language: '' }
  await mapImport(ctx, { id, fields: ['code', 'statement'], ...words })
  return id
}

/** A reading that has begun and goes on until it is ended. */
async function reading(ctx: OrgContext): Promise<{ end(): Promise<void> }> {
  let [tellBegun, stop] = [() => {}, () => {}]
  const begun = new Promise<void>((resolve) => {
    tellBegun = resolve
  })
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const whole = readInTurn(ctx, turn, () => {
    tellBegun()
    return stopped
  })
  await begun
  return {
    end() {
      stop()
      return whole
    },
  }
}

describeOnBothEngines('files that are read', () => {
  afterEach(() => vi.restoreAllMocks())

  it('are one at a time for an organization, whatever kind they are', async () => {
    const [ctx, other] = [await provider(), await provider()]
    const id = await previewed(ctx)
    const first = await reading(ctx)
    await expect(uploadImport(ctx, table)).rejects.toThrow(busy)
    const words = { framework: '', name: 'Renamed', publisher: '', language: '' }
    await expect(mapImport(ctx, { id, fields: ['', 'statement'], ...words })).rejects.toThrow(busy)
    expect((await readImport(ctx, { id })).head.name).toBe('A table')
    await uploadImport(other, table)
    await first.end()
    await uploadImport(ctx, table)
  })

  it('keep nobody out for ever when their server dies', async () => {
    const ctx = await provider()
    const key = limitKey('file-turn', ctx.organization.id)
    const lost = await reading(ctx)
    await asIdentity({}, (tx) =>
      tx.execute(sql`UPDATE rate_limit SET resets_at = now() WHERE key = ${key}`),
    )
    const next = await reading(ctx)
    // The one thought lost comes back, and must not open the door of the one that took over.
    await lost.end()
    await expect(uploadImport(ctx, table)).rejects.toThrow(busy)
    await next.end()
    await uploadImport(ctx, table)
  })

  it('are 20 an hour for an organization, and for a person', async () => {
    const [ctx, other] = [await provider(), await provider()]
    for (let read = 0; read < 20; read += 1) await readInTurn(ctx, turn, async () => read)
    await expect(uploadImport(ctx, table)).rejects.toMatchObject({ code: 'limit_reached' })
    await expect(uploadEmployment(await partnership(), table)).resolves.toBeTruthy()
    await uploadImport(other, table)
    await expect(
      readInTurn({ ...ctx, actor: other.actor }, turn, async () => 'read'),
      'another person of the same organization',
    ).rejects.toMatchObject({ code: 'limit_reached' })
    await expect(
      readInTurn({ ...other, actor: ctx.actor }, turn, async () => 'read'),
      'another organization of the same person',
    ).rejects.toMatchObject({ code: 'limit_reached' })
  })

  it('leave nothing behind when their process is killed, and the organization may try again', async () => {
    const ctx = await provider()
    const killed = new DomainError('limit_reached', 'files.tookTooLong')
    vi.spyOn(uploads, 'openUpload').mockRejectedValueOnce(killed)
    await expect(uploadImport(ctx, table)).rejects.toThrow(refusal('files.tookTooLong'))
    const rows = await asTenant(ctx, (tx) => tx.select({ id: imports.id }).from(imports))
    expect(rows).toEqual([])
    const id = await previewed(ctx)
    vi.spyOn(uploads, 'readFrameworkUpload').mockRejectedValueOnce(killed)
    await startImport(ctx, { id, leaveOutErrors: false })
    await runImport(ctx, { id })
    const { state, summary } = await readImport(ctx, { id })
    expect(state).toBe('failed')
    expect(summary?.failure).toBe(sayRefusal(killed))
    await previewed(ctx)
  })

  it('are not read again by the page that shows them', async () => {
    const ctx = await provider()
    const id = await previewed(ctx)
    const read = vi.spyOn(uploads, 'readFrameworkUpload')
    expect((await readImport(ctx, { id })).sheet).toEqual({
      ...{ sheets: [], sheet: 0, headingLine: 1, headers: ['Code', 'Statement'] },
      rows: [
        { line: 1, cells: ['Code', 'Statement'] },
        { line: 2, cells: ['1', 'Drills'] },
      ],
      fixed: false,
      mapping: { code: 0, statement: 1 },
      counts: { competencies: 1, groups: 0, problems: 0 },
      ...{ remembered: null, name: null },
    })
    expect(read).not.toHaveBeenCalled()
  })
})

const partnership = () => orgContext({ kind: 'partnership', verification: 'V2' })

async function age(days: number): Promise<void> {
  await (await database()).withOwner(async ({ query }) => {
    for (const name of ['import', 'employment_file', 'address_list', 'employer_list']) {
      await query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`)
      await query(`UPDATE ${name} SET created_at = created_at - interval '${days} days'`)
      await query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`)
    }
    await query(`UPDATE import SET touched_at = touched_at - interval '${days} days'`)
  })
}

describeOnBothEngines('files that wait', () => {
  it('are forgotten after a week, with what was in them, and say so', async () => {
    const [ctx, region] = [await provider(), await partnership()]
    const waits = await previewed(ctx)
    const applied = await previewed(ctx)
    await startImport(ctx, { id: applied, leaveOutErrors: false })
    await runImport(ctx, { id: applied })
    await uploadEmployment(region, table)
    const cycle = await makeCycle({ ctx })
    await keepAddressList(ctx, { cycleId: cycle.id, text: 'ann@waiting-files.example' })
    await keepEmployerList(region, { text: 'Name\nWaiting Works' })
    await age(6)
    await forgetUploads()
    expect(await listEmployerLists(region)).toHaveLength(1)
    expect((await readImport(ctx, { id: waits })).state).toBe('previewed')
    await age(2)
    const fresh = await previewed(ctx)
    await forgetUploads()
    expect(await readImport(ctx, { id: waits })).toMatchObject({
      ...{ state: 'forgotten', sheet: null, summary: null, problems: [] },
    })
    const kept = await asTenant(ctx, (tx) =>
      tx.select({ body: imports.body }).from(imports).where(eq(imports.id, waits)),
    )
    expect(kept).toEqual([{ body: null }])
    expect((await readImport(ctx, { id: applied })).state).toBe('applied')
    expect((await readImport(ctx, { id: fresh })).state).toBe('previewed')
    await expect(startImport(ctx, { id: waits, leaveOutErrors: true })).rejects.toThrow(
      refusal('imports.notWaiting'),
    )
    const files = await asTenant(region, (tx) =>
      tx.select({ id: employmentFiles.id }).from(employmentFiles),
    )
    expect(files).toEqual([])
    expect(await listEmployerLists(region)).toEqual([])
    expect(await listAddressLists(ctx, { cycleId: cycle.id })).toEqual([])
  })

  it.each([
    sql`SELECT body FROM import`,
    sql`SELECT rows FROM employment_file`,
    sql`SELECT body FROM address_list`,
    sql`SELECT body FROM employer_list`,
    sql`UPDATE import SET file_name = ''`,
    sql`INSERT INTO employment_file DEFAULT VALUES`,
  ])('are not read or made by the door that forgets them', async (statement) => {
    await expect(asIdentity({}, (tx) => tx.execute(statement))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
  })
})
