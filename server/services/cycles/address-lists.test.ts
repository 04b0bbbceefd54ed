import { expect, it } from 'vitest'
import { addressLists } from '@/server/db/schema/cycles'
import { asTenant } from '@/server/db/tenancy'
import type { AddressField } from '@/server/domain/people/address-lists'
import { readCycle } from '@/server/services/cycles/read-cycle'
import { makeCycle, type TestCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { addAddressList } from './add-address-list'
import { chooseAddressSheet } from './choose-address-sheet'
import { countAddressList } from './count-address-list'
import { discardAddressList } from './discard-address-list'
import { exportRefusedLines } from './export-refused-lines'
import { forgetAddressColumns } from './forget-address-columns'
import { keepAddressList } from './keep-address-list'
import { listAddressLists } from './list-address-lists'
import { mapAddressList } from './map-address-list'
import { readAddressList } from './read-address-list'

async function keep({ ctx, id: cycleId }: TestCycle, text: string) {
  const { id } = await keepAddressList(ctx, { cycleId, text })
  return { cycleId, id }
}

async function upload({ ctx, id: cycleId }: TestCycle, bytes: Uint8Array, fileName = 'raters.csv') {
  const { id } = await keepAddressList(ctx, { cycleId, fileName, bytes })
  return { cycleId, id }
}

/** Raters below three lines of titles, beside notes and the raters of the year before. */
const workbook = makeWorkbook({
  sheets: [
    { name: 'Notes', rows: textRows([['Ask the board'], ['before May']]) },
    {
      name: 'Raters',
      rows: textRows([
        ['Advisory board'],
        ['', 'this fall'],
        ['as agreed'],
        ['Company', 'Contact name', 'Email'],
        ['Alpha Sheets', 'Ann', 'ann@alpha-sheets.example'],
        ['Beta Sheets', 'Bo', 'bo@'],
      ]),
    },
    { name: 'Before', rows: textRows([['Email'], ['cy@gamma-sheets.example']]) },
  ],
})

describeOnBothEngines('a list of raters that waits', () => {
  it('is a workbook at its likeliest sheet, below its titles, or at the sheet that is said', async () => {
    const cycle = await makeCycle()
    const list = await upload(cycle, workbook, 'raters.xlsx')
    expect(await readAddressList(cycle.ctx, list)).toMatchObject({
      fileName: 'raters.xlsx',
      sheet: {
        ...{ sheets: ['Notes', 'Raters', 'Before'], sheet: 1, headingLine: 4, asks: false },
        fields: ['employer', 'name', 'email'],
      },
      preview: {
        rows: [
          { line: 5, email: 'ann@alpha-sheets.example', name: 'Ann', employer: 'Alpha Sheets' },
        ],
        problems: [{ line: 6, reason: 'not_an_address' }],
      },
    })
    expect(await exportRefusedLines(cycle.ctx, list)).toContain('Beta Sheets,Bo,bo@,6,')
    await chooseAddressSheet(cycle.ctx, { ...list, sheet: 2 })
    expect(await readAddressList(cycle.ctx, list)).toMatchObject({
      sheet: { sheet: 2, fields: ['email'] },
      preview: { rows: [{ email: 'cy@gamma-sheets.example' }], refused: 0 },
    })
  })

  it('asks what the columns hold under headings that nobody knows, and adds nobody before', async () => {
    const cycle = await makeCycle()
    const list = await keep(
      cycle,
      'Shop,Who,Reach\nAlpha Asking,Ann,ann@asking.example\nBeta,Bo,bo@wrong',
    )
    expect(await readAddressList(cycle.ctx, list)).toMatchObject({
      sheet: { asks: true, headers: ['Shop', 'Who', 'Reach'], fields: ['', '', 'email'] },
      preview: { rows: [], refused: 0 },
    })
    await expect(addAddressList(cycle.ctx, list)).rejects.toThrow(refusal('cycles.columnsNotNamed'))
    const fields: AddressField[] = ['employer', '', 'email']
    expect(await countAddressList(cycle.ctx, { ...list, fields: ['employer', '', ''] })).toBeNull()
    expect(await countAddressList(cycle.ctx, { ...list, fields })).toEqual({
      ...{ addresses: 1, employers: 1, problems: 1 },
    })
    expect((await readAddressList(cycle.ctx, list)).sheet?.asks).toBe(true)
    await mapAddressList(cycle.ctx, { ...list, fields })
    expect(await readAddressList(cycle.ctx, list)).toMatchObject({
      sheet: { asks: false, fields },
      preview: {
        rows: [{ line: 2, email: 'ann@asking.example', name: null, employer: 'Alpha Asking' }],
        ...{ unused: ['Who'], refused: 1 },
      },
    })
    expect(await addAddressList(cycle.ctx, list)).toEqual({ added: 1, refused: 1 })
  })

  it('has columns that are said before its headings, several of them of mail addresses', async () => {
    const cycle = await makeCycle()
    const text = 'Email,Company,Other\nold@alpha-said.example,Wrong,new@beta-said.example'
    const list = await keep(cycle, text)
    await expect(
      mapAddressList(cycle.ctx, { ...list, fields: ['email', 'name', 'name'] }),
    ).rejects.toMatchObject({ key: 'tables.columnTwice', field: 'column.2' })
    await expect(
      mapAddressList(cycle.ctx, { ...list, fields: ['', 'employer', ''] }),
    ).rejects.toThrow(refusal('cycles.columnsNotNamed'))
    await mapAddressList(cycle.ctx, { ...list, fields: ['', 'name', 'email'] })
    expect((await readAddressList(cycle.ctx, list)).preview.rows).toMatchObject([
      { email: 'new@beta-said.example', name: 'Wrong' },
    ])
    await mapAddressList(cycle.ctx, { ...list, fields: ['email', '', 'email'] })
    expect((await readAddressList(cycle.ctx, list)).preview.rows).toMatchObject([
      { email: 'old@alpha-said.example', name: null },
    ])
  })

  it('is read as its columns were remembered by the organization, until they are forgotten', async () => {
    const [cycle, other] = [await makeCycle(), await makeCycle()]
    const text = 'Shop,Who,Reach\nAlpha,Ann,ann@remembered.example'
    const fields: AddressField[] = ['employer', 'name', 'email']
    const first = await keep(cycle, text)
    await mapAddressList(cycle.ctx, { ...first, fields, remember: 'From the board' })
    const { sheet } = await readAddressList(cycle.ctx, await keep(cycle, text))
    expect(sheet).toMatchObject({ asks: false, fields, remembered: { name: 'From the board' } })
    const theirs = await readAddressList(other.ctx, await keep(other, text))
    expect(theirs.sheet).toMatchObject({ asks: true, remembered: null })
    const remembered = sheet?.remembered?.id ?? ''
    await expect(forgetAddressColumns(other.ctx, { remembered })).rejects.toMatchObject({
      code: 'not_found',
    })
    await forgetAddressColumns(cycle.ctx, { remembered })
    const again = await readAddressList(cycle.ctx, await keep(cycle, text))
    expect(again.sheet?.remembered).toBeNull()
  })

  it('is no table where it is a list of mail, and says how its letters were guessed', async () => {
    const cycle = await makeCycle()
    const list = await keep(cycle, 'Ann <ann@mail-list.example>; bo@mail-list.example')
    expect(await readAddressList(cycle.ctx, list)).toMatchObject({
      ...{ sheet: null, fileName: null, remarks: [] },
      preview: { rows: [{ name: 'Ann' }, { email: 'bo@mail-list.example' }] },
    })
    const latin = Buffer.from('jane@obriens.example,O\x92Briens \x96 \x80', 'latin1')
    const file = await readAddressList(cycle.ctx, await upload(cycle, latin))
    expect(file).toMatchObject({
      remarks: [{ reason: 'encoding_windows_1252' }],
      preview: { rows: [{ employer: 'O’Briens – €' }] },
    })
  })

  it('is gone when it was added or given up, and nobody of another organization ever sees it', async () => {
    const [cycle, other] = [await makeCycle(), await makeCycle()]
    const list = await keep(cycle, 'ann@goes-away.example, Alpha Gone')
    const viewer = await orgContext({ kind: 'provider', role: 'viewer' })
    for (const each of [list, { cycleId: other.id, id: list.id }]) {
      await expect(readAddressList(other.ctx, each)).rejects.toMatchObject({ code: 'not_found' })
      await expect(addAddressList(other.ctx, each)).rejects.toMatchObject({ code: 'not_found' })
      await expect(exportRefusedLines(other.ctx, each)).rejects.toMatchObject({ code: 'not_found' })
    }
    await discardAddressList(other.ctx, { cycleId: other.id, id: list.id })
    await expect(readAddressList(viewer, list)).rejects.toMatchObject({ code: 'forbidden' })
    const seen = (who: TestCycle) =>
      asTenant(who.ctx, (tx) => tx.select({ id: addressLists.id }).from(addressLists))
    expect([await seen(other), await seen(cycle)]).toEqual([[], [{ id: list.id }]])
    expect(await listAddressLists(cycle.ctx, { cycleId: cycle.id })).toMatchObject([
      { id: list.id, fileName: null },
    ])
    expect(await addAddressList(cycle.ctx, list)).toEqual({ added: 1, refused: 0 })
    expect(await seen(cycle)).toEqual([])
    await expect(readAddressList(cycle.ctx, list)).rejects.toThrow(refusal('cycles.listGone'))
    const { invitations } = await readCycle(cycle.ctx, { cycleId: cycle.id })
    expect(invitations).toMatchObject([{ email: 'ann@goes-away.example', employer: 'Alpha Gone' }])
    const second = await keep(cycle, 'bo@goes-away.example')
    await discardAddressList(cycle.ctx, second)
    expect(await seen(cycle)).toEqual([])
  })

  it('is refused where it is empty, too long, no text, or one too many', async () => {
    const cycle = await makeCycle()
    const long = refusal('cycles.addressFileTooLong')
    await expect(keep(cycle, ' \n')).rejects.toThrow(refusal('cycles.listEmpty'))
    await expect(keep(cycle, 'a'.repeat(400_001))).rejects.toThrow(long)
    await expect(upload(cycle, Buffer.alloc(400_001, 'a'))).rejects.toThrow(long)
    await expect(upload(cycle, Buffer.from('a\0b@c'))).rejects.toThrow(refusal('files.notText'))
    for (let at = 0; at < 20; at += 1) await keep(cycle, `a${at}@many-lists.example`)
    await expect(keep(cycle, 'b@many-lists.example')).rejects.toThrow(
      refusal('cycles.mostLists', { count: 20 }),
    )
  })
})
