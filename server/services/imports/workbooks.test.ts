import { eq } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import * as uploads from '@/server/child/uploads'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import { remember } from '@/server/services/tables/remember'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { chooseSheet } from './choose-sheet'
import { countTable } from './count-table'
import { forgetColumns } from './forget-columns'
import { mapImport } from './map-import'
import { readImport } from './read-import'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { uploadImport } from './upload-import'

const provider = () => orgContext({ kind: 'provider' })
const notes = { name: 'Notes', rows: textRows([['Met twice'], ['In March']]) }
const skills = {
  name: 'Skills',
  rows: textRows([
    ['Machining'],
    ['Was', 'Nr', 'Kind'],
    ['Reads drawings', '1.10', 'Skill'],
    ['Sets gauges', '1.20', 'Skill'],
  ]),
}
const book = makeWorkbook({ sheets: [notes, skills] })
const head = { framework: '', name: 'Machining', publisher: '', language: 'en' }

async function upload(ctx: Awaited<ReturnType<typeof provider>>, bytes = book) {
  return (await uploadImport(ctx, { fileName: 'book.xlsx', bytes })).id
}

describeOnBothEngines('a workbook', () => {
  it('waits with the sheet a person chooses, and is applied from there', async () => {
    const ctx = await provider()
    const id = await upload(ctx)
    expect((await readImport(ctx, { id })).sheet).toMatchObject({
      ...{ sheets: ['Notes', 'Skills'], sheet: 1 },
    })
    await chooseSheet(ctx, { id, sheet: 0 })
    expect((await readImport(ctx, { id })).sheet).toMatchObject({ headers: ['Met twice'] })
    await chooseSheet(ctx, { id, sheet: 1, headingLine: 2 })
    expect((await readImport(ctx, { id })).sheet).toMatchObject({
      ...{ sheet: 1, headingLine: 2, headers: ['Was', 'Nr', 'Kind'] },
      rows: [
        { line: 1, cells: ['Machining'] },
        { line: 2, cells: ['Was', 'Nr', 'Kind'] },
        { line: 3, cells: ['Reads drawings', '1.10', 'Skill'] },
        { line: 4, cells: ['Sets gauges', '1.20', 'Skill'] },
      ],
    })
    await mapImport(ctx, { id, fields: ['statement', 'code', 'type'], ...head })
    expect((await readImport(ctx, { id })).sheet?.counts).toEqual({
      ...{ competencies: 2, groups: 0, problems: 0 },
    })
    expect((await readImport(ctx, { id })).summary).toMatchObject({
      added: 2,
      rows: { added: [{ code: '1.10' }, { code: '1.20' }] },
    })
    await startImport(ctx, { id, leaveOutErrors: false })
    await runImport(ctx, { id })
    expect(await readImport(ctx, { id })).toMatchObject({ state: 'applied' })
    await expect(chooseSheet(ctx, { id, sheet: 0 })).rejects.toThrow(
      refusal('imports.columnsFixed'),
    )
  })

  it('whose sheet is of a format that names its columns waits for nothing but another sheet', async () => {
    const ctx = await provider()
    const rsd = {
      name: 'RSD',
      rows: textRows([
        ['RSD Name', 'Skill Statement', 'Authors'],
        ['Bevel', 'Bevels edges', 'C'],
      ]),
    }
    const known = {
      name: 'Table',
      rows: textRows([
        ['Code', 'Statement', 'Label', 'Type', 'Level'],
        ['1', 'Reads drawings', 'Drawings', 'Skill', 'Entry'],
      ]),
    }
    const id = await upload(ctx, makeWorkbook({ sheets: [known, rsd] }))
    expect((await readImport(ctx, { id })).sheet).toMatchObject({ sheet: 0, fixed: false })
    await chooseSheet(ctx, { id, sheet: 1 })
    expect(await readImport(ctx, { id })).toMatchObject({
      ...{ format: 'rsd', state: 'previewed', sheet: { sheet: 1, fixed: true } },
      summary: { added: 1 },
    })
    await expect(mapImport(ctx, { id, fields: ['statement'], ...head })).rejects.toThrow(
      refusal('imports.columnsFixed'),
    )
    await chooseSheet(ctx, { id, sheet: 0 })
    expect(await readImport(ctx, { id })).toMatchObject({ format: 'csv', state: 'uploaded' })
    await chooseSheet(ctx, { id, sheet: 1 })
    await startImport(ctx, { id, leaveOutErrors: false })
    await runImport(ctx, { id })
    expect(await readImport(ctx, { id })).toMatchObject({ state: 'applied', summary: { added: 1 } })
  })

  it('is not previewed with columns that were named for another sheet', async () => {
    const ctx = await provider()
    const id = await upload(ctx)
    const read = uploads.readFrameworkUpload
    vi.spyOn(uploads, 'readFrameworkUpload').mockImplementationOnce(async (...asked) => {
      const { sheet } = await readImport(ctx, { id })
      await asTenant(ctx, (tx) =>
        tx
          .update(imports)
          .set({ sheet: { ...sheet, sheet: 0 } })
          .where(eq(imports.id, id)),
      )
      return read(...asked)
    })
    const named = mapImport(ctx, { id, fields: ['statement'], ...head })
    await expect(named).rejects.toThrow(refusal('imports.sheetChanged'))
    expect(await readImport(ctx, { id })).toMatchObject({ state: 'uploaded', summary: null })
  })

  it('says which sheet it does not have', async () => {
    const ctx = await provider()
    const id = await upload(ctx)
    await expect(chooseSheet(ctx, { id, sheet: 7 })).rejects.toThrow(refusal('workbooks.noSheet'))
    expect((await readImport(ctx, { id })).sheet?.sheet).toBe(1)
  })
})

describeOnBothEngines('columns that are named', () => {
  it('are counted as they are, and nothing changes', async () => {
    const ctx = await provider()
    const id = await upload(ctx)
    await chooseSheet(ctx, { id, sheet: 1, headingLine: 2 })
    const count = (...fields: ('statement' | 'code' | 'group.1' | '')[]) =>
      countTable(ctx, { id, fields })
    expect(await count('statement', 'code')).toEqual({ competencies: 2, groups: 0, problems: 0 })
    expect(await count('statement', '', 'group.1')).toEqual({
      ...{ competencies: 2, groups: 1, problems: 0 },
    })
    expect(await count('', 'code')).toBeNull()
    await expect(count('code', 'code')).rejects.toThrow(
      refusal('tables.columnTwice', { first: 1, second: 2 }),
    )
    expect(await readImport(ctx, { id })).toMatchObject({ state: 'uploaded', summary: null })
    const stranger = await provider()
    await expect(countTable(stranger, { id, fields: ['statement'] })).rejects.toThrow(
      refusal('imports.none'),
    )
    const viewer = await orgContext({ kind: 'provider', role: 'viewer' })
    await expect(countTable(viewer, { id, fields: [] })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('are remembered under a name for the next table with these headings, until they are forgotten', async () => {
    const ctx = await provider()
    const table = (text: string) => new TextEncoder().encode(text)
    const first = await upload(ctx, table('Was,Nr\nReads drawings,1\n'))
    expect((await readImport(ctx, { id: first })).sheet).toMatchObject({ counts: null })
    const fields = ['statement', 'code'] as const
    await mapImport(ctx, { id: first, fields: [...fields], ...head, remember: 'Shop list' })

    const next = table('nr,Extra, WAS \n2,x,Sets gauges\n')
    const read = async (who = ctx) => (await readImport(who, { id: await upload(who, next) })).sheet
    const found = await read()
    expect(found).toMatchObject({
      mapping: { code: 0, statement: 2 },
      counts: { competencies: 1, groups: 0, problems: 0 },
      remembered: { name: 'Shop list' },
    })
    const other = await provider()
    expect(await read(other)).toMatchObject({ mapping: {}, remembered: null })

    const remembered = found?.remembered?.id ?? ''
    await expect(forgetColumns(other, { remembered })).rejects.toThrow(
      refusal('tables.notRemembered'),
    )
    const waiting = await upload(ctx, next)
    await forgetColumns(ctx, { remembered })
    expect((await readImport(ctx, { id: waiting })).sheet).toMatchObject({
      ...{ mapping: { code: 0, statement: 2 }, remembered: null },
    })
    expect(await read()).toMatchObject({ mapping: {}, remembered: null })
    await expect(forgetColumns(ctx, { remembered })).rejects.toThrow(
      refusal('tables.notRemembered'),
    )
  })

  it('are remembered anew under the same name, and a name has to be one', async () => {
    const ctx = await provider()
    const id = await upload(ctx, new TextEncoder().encode('Was,Nr\nReads drawings,1\n'))
    const name = (remember: string, ...fields: ('statement' | 'code' | '')[]) =>
      mapImport(ctx, { id, fields, ...head, remember })
    await name('Shop list', 'statement', 'code')
    await name('SHOP LIST', 'statement', '')
    const again = await upload(ctx, new TextEncoder().encode('Was,Nr\nSets gauges,1\n'))
    expect((await readImport(ctx, { id: again })).sheet).toMatchObject({
      mapping: { statement: 0 },
      remembered: { name: 'SHOP LIST' },
    })
    await expect(name('x'.repeat(81), 'statement')).rejects.toThrow(refusal('tables.nameColumns'))
    await asTenant(ctx, async (tx) => {
      const owner = { organizationId: ctx.organization.id, kind: 'framework' } as const
      const list = { headings: ['Was'], fields: ['statement'] }
      for (let at = 1; at < 50; at += 1) await remember(tx, owner, { name: `List ${at}`, ...list })
      const more = remember(tx, owner, { name: 'One more', ...list })
      await expect(more).rejects.toThrow(refusal('tables.mostRemembered'))
      const nothing = { name: 'Nothing', headings: ['Was'], fields: [''] }
      const bare = { name: 'Bare', headings: ['1', ' '], fields: ['statement', 'code'] }
      await expect(remember(tx, owner, bare)).rejects.toThrow(refusal('tables.nothingToRemember'))
      await expect(remember(tx, owner, nothing)).rejects.toThrow(
        refusal('tables.nothingToRemember'),
      )
    })
  })
})
