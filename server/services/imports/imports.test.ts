import { eq } from 'drizzle-orm'
import { beforeAll, expect, it, vi } from 'vitest'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import type { ColumnField } from '@/server/domain/catalogue/column-fields'
import type { Json } from '@/server/domain/json'
import type { OrgContext } from '@/server/services/context'
import { exportFramework } from '@/server/services/frameworks/export-framework'
import { listFrameworks } from '@/server/services/frameworks/list-frameworks'
import { readFramework } from '@/server/services/frameworks/read-framework'
import { addCompetency, editCompetency } from '@/server/services/frameworks/save-competency'
import * as store from '@/server/services/frameworks/store-version'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData, sharedFile } from '@/server/testing/shared-data'
import { sayRefusal } from '@/server/words/say-refusal'
import { listImports } from './list-imports'
import { mapImport } from './map-import'
import { readImport } from './read-import'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { undoImport } from './undo-import'
import { uploadImport } from './upload-import'

const bytes = (value: string | Json) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const uuid = (n: number) => `7a000000-0000-4000-8000-${String(n).padStart(12, '0')}`

type Item = [n: number, statement: string, parent?: number]
/** A small CASE package; `base` keeps identifiers of different tests apart. */
function casePackage(base: number, items: Item[], title = `Framework ${base}`) {
  const at = (n: number) => ({
    identifier: uuid(base + n),
    uri: `https://x.example/${base + n}`,
    title: '',
  })
  return {
    CFDocument: { identifier: uuid(base), uri: `https://x.example/${base}`, title, shelf: 'kept' },
    CFItems: items.map(([n, fullStatement]) => ({ ...at(n), fullStatement, colour: 'blue' })),
    CFAssociations: items.flatMap(([n, , parent]) =>
      parent === undefined
        ? []
        : [
            {
              identifier: uuid(base + 500 + n),
              uri: `https://x.example/a${base + n}`,
              associationType: 'isChildOf',
              originNodeURI: at(n),
              destinationNodeURI: at(parent),
              sequenceNumber: n,
            },
          ],
    ),
  }
}
const three: Item[] = [
  [1, 'Top'],
  [2, 'Reads drawings', 1],
  [3, 'Measures parts', 1],
]

async function upload(ctx: OrgContext, file: string | Json) {
  return (await uploadImport(ctx, { fileName: 'f.json', bytes: bytes(file) })).id
}
async function apply(ctx: OrgContext, file: string | Json, leaveOutErrors = false) {
  const id = await upload(ctx, file)
  const { run } = await startImport(ctx, { id, leaveOutErrors })
  if (run) await runImport(ctx, { id })
  return readImport(ctx, { id })
}

describeOnBothEngines('imports', () => {
  let ctx: OrgContext
  beforeAll(async () => {
    ctx = await orgContext({ kind: 'provider' })
  })

  it('previews a file without changing anything, then applies it whole', async () => {
    const id = await upload(ctx, casePackage(1000, three))
    const preview = await readImport(ctx, { id })
    expect(preview).toMatchObject({ state: 'previewed', errorCount: 0, totalRows: 3 })
    expect(preview.summary).toMatchObject({ added: 3, changed: 0, gone: 0, linksAdded: 2 })
    expect(preview.summary?.framework.id).toBeNull()
    expect((await listFrameworks(ctx)).own).toEqual([])

    await startImport(ctx, { id, leaveOutErrors: false })
    await runImport(ctx, { id })
    expect(await readImport(ctx, { id })).toMatchObject({
      state: 'applied',
      doneRows: 3,
      canUndo: true,
    })
    const framework = await readFramework(ctx, { slug: 'framework-1000' })
    expect(framework.tree.map(({ label, isGroup }) => [label, isGroup])).toEqual([
      ['Top', true],
      ['Reads drawings', false],
      ['Measures parts', false],
    ])
    expect(framework.links).toHaveLength(2)
    expect((await listImports(ctx))[0]).toMatchObject({ framework: 'Framework 1000' })
  })

  it('changes nothing when the same file comes again', async () => {
    const again = await apply(ctx, casePackage(1000, three))
    expect(again.summary).toMatchObject({ added: 0, changed: 0, gone: 0, unchanged: 3 })
    expect(again.summary).toMatchObject({ linksAdded: 0, linksGone: 0 })
    expect(again).toMatchObject({ state: 'applied', canUndo: false })
    expect((await readFramework(ctx, { slug: 'framework-1000' })).version).toBe(1)
  })

  it('brings new words as new versions, retires what is gone, and undoes all of it', async () => {
    const before = await readFramework(ctx, { slug: 'framework-1000' })
    const second = await apply(
      ctx,
      casePackage(1000, [
        [1, 'Top'],
        [2, 'Reads technical drawings', 1],
        [4, 'Sets offsets', 2],
      ]),
    )
    expect(second.summary).toMatchObject({ added: 1, changed: 1, gone: 1, unchanged: 1 })
    const after = await readFramework(ctx, { slug: 'framework-1000' })
    expect(after.tree.map(({ label }) => label)).toEqual([
      'Top',
      'Reads technical drawings',
      'Sets offsets',
    ])
    expect(after.tree[1]).toMatchObject({ id: before.tree[1]?.id, isGroup: true })
    expect(after.version).toBe(2)

    await undoImport(ctx, { id: second.id })
    const undone = await readFramework(ctx, { slug: 'framework-1000' })
    expect(undone.tree).toEqual(before.tree)
    expect(undone.links.map(({ position: _, ...link }) => link)).toEqual(
      before.links.map(({ position: _, ...link }) => link),
    )
    expect(undone.version).toBe(1)
    await expect(undoImport(ctx, { id: second.id })).rejects.toThrow(refusal('imports.notApplied'))
  })

  it('knows what comes back, and counts nothing as gone twice', async () => {
    const own = await orgContext({ kind: 'provider' })
    const more: Item = [4, 'Sets offsets', 1]
    const summaryOf = async (rows: Item[]) => (await apply(own, casePackage(6000, rows))).summary
    const idOf = async (wanted: string) =>
      (await readFramework(own, { slug: 'framework-6000' })).tree.find(
        ({ label }) => label === wanted,
      )?.id
    await summaryOf(three)
    const id = await idOf('Measures parts')
    const two = three.slice(0, 2)
    expect(await summaryOf(two)).toMatchObject({ unchanged: 2, gone: 1 })
    expect(await summaryOf([...two, more])).toMatchObject({ added: 1, gone: 0 })
    expect(await summaryOf([...three, more])).toMatchObject({
      ...{ added: 0, changed: 1, unchanged: 3, gone: 0 },
    })
    expect(await idOf('Measures parts')).toBe(id)
  })

  it('takes a new framework away again when its import is undone', async () => {
    const made = await apply(ctx, casePackage(1600, three))
    await undoImport(ctx, { id: made.id })
    await expect(readFramework(ctx, { slug: 'framework-1600' })).rejects.toThrow(
      refusal('frameworks.none'),
    )
  })

  it('keeps identifiers and unknown keys through an export and its import', async () => {
    const { text } = await exportFramework(ctx, { slug: 'framework-1000', format: 'case' })
    expect(text).toContain('"shelf": "kept"')
    expect(text).toContain('"colour": "blue"')
    expect(text).toContain(uuid(1002))
    expect((await apply(ctx, text)).summary).toMatchObject({ added: 0, changed: 0, gone: 0 })
    const ctdl = await exportFramework(ctx, { slug: 'framework-1000', format: 'ctdl' })
    expect((await readImport(ctx, { id: await upload(ctx, ctdl.text) })).summary).toMatchObject({
      added: 0,
      changed: 0,
      gone: 0,
    })
  })

  it('wants rows that cannot be read to be left out knowingly', async () => {
    const sheet = casePackage(2000, [
      [1, 'Good'],
      [1, 'Twice'],
      [2, ''],
    ])
    // What has no identifier can be read, and is only warned of.
    const bad = { ...sheet, CFItems: [...sheet.CFItems, { fullStatement: 'Nameless' }] }
    const id = await upload(ctx, bad)
    expect(await readImport(ctx, { id })).toMatchObject({ errorCount: 2 })
    await expect(startImport(ctx, { id, leaveOutErrors: false })).rejects.toThrow(
      refusal('imports.rowsUnreadable'),
    )
    expect((await apply(ctx, bad, true)).summary).toMatchObject({ added: 2, leftOut: 2 })
  })

  it('reads a table once its columns are named, and brings it up to date by code', async () => {
    const table = 'Ref,What,Under\n1,Top,\n1.1,Reads drawings,1\n1.2,,1\n'
    const id = await upload(ctx, table)
    expect(await readImport(ctx, { id })).toMatchObject({
      state: 'uploaded',
      sheet: { headers: ['Ref', 'What', 'Under'] },
    })
    const fields: ColumnField[] = ['code', 'statement', 'parent']
    const words = { framework: '', name: 'From a table', publisher: '', language: 'en' }
    await mapImport(ctx, { id, fields, ...words })
    const view = await readImport(ctx, { id })
    expect(view.problems).toEqual([
      { severity: 'error', reason: 'statement_missing', line: 4, column: 'What' },
    ])
    await startImport(ctx, { id, leaveOutErrors: true })
    await runImport(ctx, { id })

    const next = await upload(ctx, table.replace('Reads', 'Understands'))
    await mapImport(ctx, { id: next, fields, ...words, framework: 'from-a-table' })
    expect((await readImport(ctx, { id: next })).summary).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
      linksAdded: 0,
    })
    await expect(mapImport(ctx, { id: next, fields, ...words, name: '' })).rejects.toThrow(
      refusal('imports.nameMissing'),
    )
    await expect(mapImport(ctx, { id: next, fields, ...words, language: '?' })).rejects.toEqual(
      expect.objectContaining({ code: 'invalid', field: 'language' }),
    )
    await expect(mapImport(ctx, { id, fields, ...words })).rejects.toThrow(
      refusal('imports.columnsFixed'),
    )
    expect((await readImport(ctx, { id })).state).toBe('applied')
  })

  it('names columns of tables alone', async () => {
    const ctx = await orgContext({ kind: 'provider' })
    const id = await upload(ctx, casePackage(11_000, three))
    const words = { framework: '', name: 'Renamed', publisher: '', language: 'en' }
    await expect(mapImport(ctx, { id, fields: ['statement'], ...words })).rejects.toThrow(
      refusal('imports.columnsFixed'),
    )
    expect(await readImport(ctx, { id })).toMatchObject({ head: { name: 'f' } })
  })

  it('is applied once it was previewed, and once', async () => {
    const ctx = await orgContext({ kind: 'provider' })
    const conflict = { code: 'conflict' }
    const table = await upload(ctx, 'What\nReads drawings\n')
    const start = (id: string) => startImport(ctx, { id, leaveOutErrors: true })
    await expect(start(table)).rejects.toMatchObject(conflict)
    const { id } = await apply(ctx, casePackage(12_000, three))
    await expect(start(id)).rejects.toMatchObject(conflict)
    expect((await readImport(ctx, { id })).state).toBe('applied')
  })

  it('says that its file is kept no longer', async () => {
    const ctx = await orgContext({ kind: 'provider' })
    const id = await upload(ctx, 'What\nReads drawings\n')
    await asTenant(ctx, (tx) => tx.update(imports).set({ body: null }).where(eq(imports.id, id)))
    const words = { framework: '', name: 'From a table', publisher: '', language: 'en' }
    await expect(mapImport(ctx, { id, fields: ['statement'], ...words })).rejects.toThrow(
      refusal('imports.fileGone'),
    )
  })

  it('leaves nothing behind when it fails half way', async () => {
    const id = await upload(ctx, casePackage(3000, three))
    await startImport(ctx, { id, leaveOutErrors: false })
    const broken = vi
      .spyOn(store, 'finishVersion')
      .mockRejectedValueOnce(new Error('the disk is full'))
    await runImport(ctx, { id })
    broken.mockRestore()
    const failed = await readImport(ctx, { id })
    expect(failed.state).toBe('failed')
    expect(failed.summary?.failure).toMatch(/Something went wrong/)
    const names = (await listFrameworks(ctx)).own.map(({ name }) => name)
    expect(names).not.toContain('Framework 3000')
  })

  it('is begun again where its process was lost, and ends with one framework', async () => {
    const id = await upload(ctx, casePackage(3500, three))
    await startImport(ctx, { id, leaveOutErrors: false })
    await expect(startImport(ctx, { id, leaveOutErrors: false })).rejects.toThrow(
      refusal('imports.notWaiting'),
    )
    const later = { ...ctx, now: new Date(Date.now() + 120_000) }
    expect(await readImport(later, { id })).toMatchObject({ stalled: true })
    await startImport(later, { id, leaveOutErrors: false })
    await Promise.all([runImport(ctx, { id }), runImport(ctx, { id })])
    await runImport(ctx, { id })
    expect(await readImport(ctx, { id })).toMatchObject({ state: 'applied' })
    expect((await readFramework(ctx, { slug: 'framework-3500' })).tree).toHaveLength(3)
    const names = (await listFrameworks(ctx)).own.filter(({ name }) => name === 'Framework 3500')
    expect(names).toHaveLength(1)
  })

  it('refuses a preview that the framework has outrun', async () => {
    await apply(ctx, casePackage(4000, three))
    const old = await upload(ctx, casePackage(4000, [[1, 'Topmost']]))
    await apply(ctx, casePackage(4000, [...three, [4, 'More', 1]]))
    await startImport(ctx, { id: old, leaveOutErrors: false })
    await runImport(ctx, { id: old })
    expect((await readImport(ctx, { id: old })).summary?.failure).toBe(
      sayRefusal({ key: 'imports.changedSince' }),
    )
  })

  it('gives another organization its own copy and never touches the first', async () => {
    const other = await orgContext({ kind: 'provider' })
    const made = await apply(other, casePackage(1000, [[1, 'Another top']], 'Framework 1000'))
    expect(made.summary).toMatchObject({ added: 1, framework: { name: 'Framework 1000' } })
    expect((await readFramework(ctx, { slug: 'framework-1000' })).tree).toHaveLength(3)
    const mine = await upload(ctx, casePackage(1000, three))
    for (const act of [
      () => readImport(other, { id: mine }),
      () => startImport(other, { id: mine, leaveOutErrors: true }),
      () => runImport(other, { id: mine }),
      () => undoImport(other, { id: mine }),
    ]) {
      await expect(act()).rejects.toThrow(refusal('imports.none'))
    }
  })

  it('keeps an undo from taking words an editor has since changed', async () => {
    const made = await apply(ctx, casePackage(5000, three))
    const { tree, slug } = await readFramework(ctx, { slug: 'framework-5000' })
    const details = {
      ...{ label: '', statement: 'New words', code: '', type: null, axis: null },
      ...{ level: '', notes: '' },
    }
    await editCompetency(ctx, { slug, id: tree[1]?.id ?? '', details })
    await addCompetency(ctx, { slug, parentId: tree[0]?.id ?? null, details })
    expect((await readFramework(ctx, { slug })).tree.map(({ label }) => label)).toEqual([
      'Top',
      'New words',
      'Measures parts',
      'New words',
    ])
    expect(await readImport(ctx, { id: made.id })).toMatchObject({ state: 'applied' })
  })

  it.each([
    ['a viewer', { kind: 'provider', role: 'viewer' }],
    ['an employer', { kind: 'employer', role: 'owner' }],
  ] as const)('refuses %s', async (_, who) => {
    const stranger = await orgContext(who)
    await expect(upload(stranger, casePackage(1, three))).rejects.toThrow(
      refusal('site.roleForbids'),
    )
  })

  it.each([
    ['a page', '<html></html>', refusal('files.markup')],
    ['brackets in brackets', '['.repeat(30), refusal('json.tooDeep', { line: 1, most: 20 })],
  ])('refuses %s in a sentence', async (_, file, refused) => {
    await expect(upload(ctx, file)).rejects.toThrow(refused)
  })

  it.skipIf(!hasSharedData)('imports a real framework and finds it unchanged again', async () => {
    const file = sharedFile('ctdl/frameworks/ConnectingCredentials.json')
    const own = await orgContext({ kind: 'provider' })
    const first = await uploadImport(own, { fileName: 'cc.json', bytes: file })
    await startImport(own, { id: first.id, leaveOutErrors: false })
    await runImport(own, { id: first.id })
    expect(await readImport(own, { id: first.id })).toMatchObject({
      state: 'applied',
      summary: { added: 91 },
    })
    const second = await uploadImport(own, { fileName: 'cc.json', bytes: file })
    expect((await readImport(own, { id: second.id })).summary).toMatchObject({
      added: 0,
      changed: 0,
      gone: 0,
      linksAdded: 0,
      linksGone: 0,
      headChanged: false,
      unchanged: 91,
    })
  })
})
