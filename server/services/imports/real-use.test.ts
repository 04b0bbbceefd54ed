import { beforeEach, describe, expect, it } from 'vitest'
import { fieldsOf } from '@/server/domain/catalogue/column-fields'
import type { ImportView } from '@/server/domain/catalogue/imports'
import type { OrgContext } from '@/server/services/context'
import { readFramework } from '@/server/services/frameworks/read-framework'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { outlineOf, realFile, realFrameworks } from '@/server/testing/real-use'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData } from '@/server/testing/shared-data'
import { chooseSheet } from './choose-sheet'
import { mapImport } from './map-import'
import { readImport } from './read-import'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { uploadImport } from './upload-import'

const bytes = (text: string) => new TextEncoder().encode(text)

/** As the page does it: the columns that were guessed, then what can be read. */
async function preview(ctx: OrgContext, fileName: string, file: Uint8Array): Promise<ImportView> {
  const { id } = await uploadImport(ctx, { fileName, bytes: file })
  const { sheet, head } = await readImport(ctx, { id })
  if (sheet && !sheet.fixed)
    await mapImport(ctx, { ...head, id, fields: fieldsOf(sheet.mapping, sheet.headers.length) })
  return readImport(ctx, { id })
}

async function apply(ctx: OrgContext, { id }: { id: string }): Promise<ImportView> {
  const { run } = await startImport(ctx, { id, leaveOutErrors: true })
  if (run) await runImport(ctx, { id })
  return readImport(ctx, { id })
}

describeOnBothEngines('files as people have them', () => {
  let ctx: OrgContext
  beforeEach(async () => {
    ctx = await orgContext({ kind: 'provider' })
  })

  describe.skipIf(!hasSharedData)('from real use (skipped without ../shared/data)', () => {
    it.each(realFrameworks)('$file', async ({ file, tree, remarks = [], refused }) => {
      const read = preview(ctx, file, realFile(file))
      if (refused) return expect(read).rejects.toThrow(refusal(...refused))
      const { id, problems } = await read
      expect(problems.map(({ reason }) => reason)).toEqual(remarks)
      const { framework } = await apply(ctx, { id })
      expect(outlineOf(await readFramework(ctx, { slug: framework ?? '' }))).toEqual(tree)
    })
  })

  it('are still said to be Windows-1252 where one applies them', async () => {
    const file = Buffer.from([...bytes('Code,Statement\n1,The shop'), 0x92, 0x73])
    const view = await preview(ctx, 'shop.csv', file)
    expect(view).toMatchObject({
      state: 'previewed',
      problems: [{ severity: 'warning', reason: 'encoding_windows_1252' }],
    })
    expect((await apply(ctx, view)).problems).toHaveLength(1)
  })

  it('wait for a person where no heading is known, and are read with the columns they name', async () => {
    const { id } = await uploadImport(ctx, {
      fileName: 'unknown.csv',
      bytes: bytes('Was,Wie\nMeasures parts,1\n'),
    })
    const { sheet, head } = await readImport(ctx, { id })
    expect(sheet?.mapping).toEqual({})
    await expect(mapImport(ctx, { ...head, id, fields: [] })).rejects.toThrow(
      refusal('tables.noStatement'),
    )
    await mapImport(ctx, { ...head, id, fields: ['statement'] })
    expect((await readImport(ctx, { id })).summary).toMatchObject({ added: 1 })
  })

  it('have their headings where a person says, or none', async () => {
    const { id } = await uploadImport(ctx, {
      fileName: 'titled.csv',
      bytes: bytes('Board of 2026,\nWas,Wie\nMeasures parts,1\nCuts stock,2\n'),
    })
    const sheetAt = async (headingLine: number) => {
      await chooseSheet(ctx, { id, headingLine })
      return (await readImport(ctx, { id })).sheet
    }
    expect((await readImport(ctx, { id })).sheet?.headingLine).toBe(1)
    expect(await sheetAt(2)).toMatchObject({ headingLine: 2, headers: ['Was', 'Wie'] })
    await mapImport(ctx, {
      ...{ id, fields: ['statement'], framework: '' },
      ...{ name: 'Titled', publisher: '', language: 'en' },
    })
    expect((await readImport(ctx, { id })).summary).toMatchObject({ added: 2 })
    expect(await sheetAt(0)).toMatchObject({ headingLine: 0, headers: ['1', '2'] })
    expect(await readImport(ctx, { id })).toMatchObject({ state: 'uploaded', summary: null })
    await expect(sheetAt(9)).rejects.toThrow(refusal('tables.noHeadings', { line: 9 }))
    const other = await orgContext({ kind: 'provider' })
    await expect(chooseSheet(other, { id, headingLine: 1 })).rejects.toThrow(
      refusal('imports.none'),
    )
    const reader = await orgContext({ kind: 'provider', role: 'viewer' })
    await expect(chooseSheet(reader, { id, headingLine: 1 })).rejects.toThrow(
      refusal('site.roleForbids'),
    )
  })
})
