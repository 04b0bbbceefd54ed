import { expect, it } from 'vitest'
import { columnFieldOf } from '@/server/domain/catalogue/column-fields'
import type { Json } from '@/server/domain/json'
import type { OrgContext } from '@/server/services/context'
import { readFramework } from '@/server/services/frameworks/read-framework'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { mapImport } from './map-import'
import { readImport } from './read-import'
import { runImport } from './run-import'
import { type StartImport, startImport } from './start-import'
import { undoImport } from './undo-import'
import { uploadImport } from './upload-import'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Uploads a table whose headings are words of ours and names them. */
async function previewTable(ctx: OrgContext, text: string, framework = '') {
  const { id } = await uploadImport(ctx, { fileName: 'table.csv', bytes: bytes(text) })
  const [headings = ''] = text.split('\n')
  const fields = headings.split(',').map((heading) => columnFieldOf(heading.toLowerCase()))
  const words = { framework, name: 'Table', publisher: '', language: 'en' }
  await mapImport(ctx, { id, fields, ...words })
  return readImport(ctx, { id })
}

async function apply(ctx: OrgContext, id: string, separate: StartImport['separate'] = []) {
  const { run } = await startImport(ctx, { id, leaveOutErrors: false, separate })
  if (run) await runImport(ctx, { id })
  return readImport(ctx, { id })
}

async function treeOf(ctx: OrgContext, slug: string) {
  const { tree } = await readFramework(ctx, { slug })
  return new Map(tree.map(({ label, id }) => [label, id]))
}

const firstTable = 'Statement\nMeasures parts with a micrometer\nReads drawings\n'
const mended = 'Statement\nMeasures parts with a micrometer.\nReads drawings\n'

async function standing(ctx: OrgContext, text = firstTable) {
  const { id } = await previewTable(ctx, text)
  const { framework } = await apply(ctx, id)
  return framework ?? ''
}

const uuid = (n: number) => `7d000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A CASE package of roots, or of children under the first, numbered in the order they are named. */
function casePackage(
  names: [n: number, words: string][],
  { nested = false, language = 'en' } = {},
): Json {
  const at = (n: number) => ({ identifier: uuid(n), uri: `https://x.example/${n}`, title: '' })
  const sorted = [...names].sort(([a], [b]) => a - b)
  const [[top] = [0]] = sorted
  const children = names.filter(([n]) => !nested || n !== top)
  return {
    CFDocument: { ...at(900), title: 'Ordered', language },
    CFItems: sorted.map(([n, fullStatement]) => ({ ...at(n), fullStatement, language })),
    CFAssociations: children.map(([n], place) => ({
      ...at(1000 + n),
      associationType: 'isChildOf',
      originNodeURI: at(n),
      destinationNodeURI: at(nested ? top : 900),
      sequenceNumber: place + 1,
    })),
  }
}

async function previewCase(ctx: OrgContext, file: Json) {
  const upload = { fileName: 'f.json', bytes: bytes(JSON.stringify(file)) }
  const { id } = await uploadImport(ctx, upload)
  return readImport(ctx, { id })
}

describeOnBothEngines('a framework that comes again', () => {
  const provider = () => orgContext({ kind: 'provider' })

  it('offers what is near-equal as the same in other words, and keeps it the same', async () => {
    const ctx = await provider()
    const slug = await standing(ctx)
    const before = await treeOf(ctx, slug)
    const { id, summary } = await previewTable(ctx, mended, slug)
    expect(summary).toMatchObject({ added: 0, changed: 1, unchanged: 1, gone: 0, alike: 1 })
    expect(summary?.rows.changed).toEqual([])
    expect(summary?.rows.alike).toMatchObject([
      {
        id: before.get('Measures parts with a micrometer'),
        statement: 'Measures parts with a micrometer.',
        before: 'Measures parts with a micrometer',
        differs: ['statement'],
      },
    ])
    await apply(ctx, id)
    const after = await treeOf(ctx, slug)
    expect(after.get('Measures parts with a micrometer.')).toBe(
      before.get('Measures parts with a micrometer'),
    )
  })

  it.each(['all', 'one'] as const)('parts what a person says is different (%s)', async (how) => {
    const ctx = await provider()
    const slug = await standing(ctx)
    const before = await treeOf(ctx, slug)
    const { id, summary, totalRows } = await previewTable(ctx, mended, slug)
    const pair = summary?.rows.alike[0]?.id ?? ''
    const done = await apply(ctx, id, how === 'all' ? 'all' : [pair])
    expect(done.summary).toMatchObject({ added: 1, changed: 0, gone: 1, alike: 0 })
    expect(done).toMatchObject({ state: 'applied', totalRows, doneRows: totalRows })
    const after = await treeOf(ctx, slug)
    expect([...after.values()]).not.toContain(before.get('Measures parts with a micrometer'))
    expect(after.get('Reads drawings')).toBe(before.get('Reads drawings'))
  })

  it('remembers what was said where a run that stopped is begun again', async () => {
    const ctx = await provider()
    const slug = await standing(ctx)
    const { id } = await previewTable(ctx, mended, slug)
    await startImport(ctx, { id, leaveOutErrors: false, separate: 'all' })
    const later = { ...ctx, now: new Date(Date.now() + 120_000) }
    await startImport(later, { id, leaveOutErrors: false })
    await runImport(ctx, { id })
    expect((await readImport(ctx, { id })).summary).toMatchObject({ added: 1, gone: 1 })
  })

  it('parts nothing by what is no pair of the preview', async () => {
    const ctx = await provider()
    const slug = await standing(ctx)
    const { id } = await previewTable(ctx, mended, slug)
    const kept = (await treeOf(ctx, slug)).get('Reads drawings') ?? ''
    expect((await apply(ctx, id, [kept])).summary).toMatchObject({ changed: 1, gone: 0 })
  })

  it('proposes the framework that the same bytes were applied to, until that is undone', async () => {
    const ctx = await provider()
    const framework = await standing(ctx)
    const second = await previewTable(ctx, mended, framework)
    await apply(ctx, second.id)
    const again = async () => {
      const { id } = await uploadImport(ctx, { fileName: 'x.csv', bytes: bytes(mended) })
      return readImport(ctx, { id })
    }
    const proposal = { slug: framework, name: 'Table', because: 'same_file' }
    expect(await again()).toMatchObject({ proposal, head: { framework } })
    await undoImport(ctx, { id: second.id })
    expect(await again()).toMatchObject({ proposal: null, head: { framework: '' } })
  })

  it('proposes the only framework of its name, of the organization itself', async () => {
    const ctx = await provider()
    await standing(ctx)
    const named = async (who: OrgContext) => {
      const other = bytes(`${firstTable}Files edges\n`)
      const { id } = await uploadImport(who, { fileName: 'TABLE.csv', bytes: other })
      return (await readImport(who, { id })).proposal
    }
    expect(await named(ctx)).toMatchObject({ name: 'Table', because: 'same_name' })
    expect(await named(await provider())).toBeNull()
    await standing(ctx, `${firstTable}Drills holes\n`)
    expect(await named(ctx)).toBeNull()
  })

  it('keeps what a person chose instead of a proposal', async () => {
    const ctx = await provider()
    await standing(ctx)
    const view = await previewTable(ctx, firstTable, '')
    expect(view).toMatchObject({ proposal: null, head: { framework: '' }, summary: { added: 2 } })
  })

  it('shows the statement of each row, and what of it is another', async () => {
    const ctx = await provider()
    const slug = await standing(ctx, 'Code,Statement\n1,Reads drawings\n2,Marks parts\n')
    const next = 'Code,Statement\n7,Reads drawings\n2,Bookkeeping\n3,Files edges\n'
    const { summary } = await previewTable(ctx, next, slug)
    expect(summary?.rows.changed).toMatchObject([
      { statement: 'Reads drawings', code: '7', codeBefore: '1', differs: ['codedNotation'] },
    ])
    expect(summary?.rows.added.map(({ statement }) => statement)).toEqual([
      'Bookkeeping',
      'Files edges',
    ])
    expect(summary?.rows.gone.map(({ statement }) => statement)).toEqual(['Marks parts'])
  })

  it.each([
    ['en_US', 'en-US'],
    ['en-US', ''],
    ['', 'es'],
  ])('is unchanged when only the tag of its language is: %s, %s', async (before, after) => {
    const ctx = await provider()
    const names: [number, string][] = [
      [1, 'Reads drawings'],
      [2, 'Marks parts'],
    ]
    const first = await previewCase(ctx, casePackage(names, { language: before }))
    await apply(ctx, first.id)
    const again = await previewCase(ctx, casePackage(names, { language: after }))
    expect(again.summary).toMatchObject({ added: 0, changed: 0, unchanged: 2, gone: 0 })
    expect(await apply(ctx, again.id)).toMatchObject({ state: 'applied', canUndo: false })
  })

  it.each([true, false])(
    'takes a new order, and gives the old one back (nested: %s)',
    async (nested) => {
      const ctx = await provider()
      const top = [1, 'Top'] satisfies [number, string]
      const a = [2, 'Alpha'] satisfies [number, string]
      const b = [3, 'Bravo'] satisfies [number, string]
      const c = [4, 'Charlie'] satisfies [number, string]
      const first = await previewCase(ctx, casePackage([top, a, b, c], { nested }))
      const { framework } = await apply(ctx, first.id)
      const order = async () => {
        const { tree, links } = await readFramework(ctx, { slug: framework ?? '' })
        const names = new Map(tree.map(({ id, label }) => [id, label]))
        const inside = links.toSorted((x, y) => Number(x.sequence) - Number(y.sequence))
        return nested
          ? inside.map(({ childId }) => names.get(childId))
          : tree.map(({ label }) => label)
      }
      const before = await order()
      const moved = await previewCase(ctx, casePackage([top, c, a, b], { nested }))
      expect(moved.summary).toMatchObject({ added: 0, changed: 0, gone: 0, moved: 1 })
      expect(moved.summary).toMatchObject({ linksAdded: 0, linksGone: 0, unchanged: 4 })
      expect(moved.summary?.rows.moved).toMatchObject([{ statement: 'Charlie' }])
      await apply(ctx, moved.id)
      const rest = nested ? [] : ['Top']
      expect(await order()).toEqual([...rest, 'Charlie', 'Alpha', 'Bravo'])
      await undoImport(ctx, { id: moved.id })
      expect(await order()).toEqual(before)
      const same = await previewCase(ctx, casePackage([top, a, b, c], { nested }))
      expect(await apply(ctx, same.id)).toMatchObject({ summary: { moved: 0 }, canUndo: false })
    },
  )
})
