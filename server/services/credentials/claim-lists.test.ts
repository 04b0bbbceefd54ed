import { beforeEach, expect, it } from 'vitest'
import { mostClaimLists } from '@/server/domain/catalogue/claim-lists'
import type { OrgContext } from '@/server/services/context'
import {
  makeCredential,
  makeFramework,
  type TestFramework,
} from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { makeWorkbook, textRows } from '@/server/testing/make-workbook'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { applyClaimList } from './apply-claim-list'
import { addClaim } from './change-claims'
import { chooseClaimSheet } from './choose-claim-sheet'
import { discardClaimList } from './discard-claim-list'
import { forgetClaimColumns } from './forget-claim-columns'
import { keepClaimList } from './keep-claim-list'
import { listClaimLists } from './list-claim-lists'
import { mapClaimList } from './map-claim-list'
import { readClaimList } from './read-claim-list'
import { readCredential } from './read-credential'

const table = 'Skill,Teaches,Assesses\nReads drawings,x,\nMeasures parts,x,x\nFlies,x,\n'

describeOnBothEngines('a sheet of claims', () => {
  let ctx: OrgContext
  let made: TestFramework
  let about: { slug: string; framework: string; otherwise: 'requires' }
  beforeEach(async () => {
    ctx = await orgContext({ kind: 'provider' })
    const organizationId = ctx.organization.id
    made = await makeFramework({
      organizationId,
      labels: ['Reads drawings', 'Measures parts', 'Sets up machines'],
    })
    const { id } = await makeCredential({ organizationId, occupationId: 'soc2018:51-4041' })
    about = {
      slug: `credential-${id.slice(0, 8)}`,
      framework: `framework-${made.id.slice(0, 8)}`,
      otherwise: 'requires',
    }
  })
  const keep = (text: string) => keepClaimList(ctx, { ...about, text })
  const claims = async () =>
    (await readCredential(ctx, about)).claims.map(({ claim, level, competency }) =>
      [competency.label, claim, level].filter(Boolean).join(' '),
    )

  it('is looked at before anything is claimed, then claims its good lines at once and is gone', async () => {
    const list = await keep(table)
    expect(await readClaimList(ctx, list)).toMatchObject({
      sheet: { fields: ['competency', 'teaches', 'assesses'], asks: false },
      preview: {
        rows: [
          { line: 2, label: 'Reads drawings', added: ['teaches'] },
          { line: 3, label: 'Measures parts', added: ['teaches', 'assesses'] },
        ],
        problems: [{ line: 4, text: 'Flies', reason: 'not_found' }],
        added: 3,
      },
    })
    expect(await claims()).toEqual([])
    expect(await listClaimLists(ctx, about)).toMatchObject([{ id: list.id, fileName: null }])
    expect(await applyClaimList(ctx, list)).toEqual({ added: 3, refused: 1, slug: about.slug })
    expect(await claims()).toEqual([
      'Reads drawings teaches',
      'Measures parts assesses',
      'Measures parts teaches',
    ])
    expect(await listClaimLists(ctx, about)).toEqual([])
    await expect(applyClaimList(ctx, list)).rejects.toThrow(refusal('claims.listGone'))
  })

  it('takes a plain list for the kind that was said, and takes nothing back', async () => {
    const competencyId = made.competencies[2]?.id ?? ''
    await addClaim(ctx, { ...about, claim: { competencyId, claim: 'teaches', level: 'Two' } })
    const list = await keep('Reads drawings\nSets up machines\n')
    await applyClaimList(ctx, list)
    expect(await claims()).toEqual([
      'Reads drawings requires',
      'Sets up machines requires',
      'Sets up machines teaches Two',
    ])
  })

  it('keeps a level beside its claims', async () => {
    await applyClaimList(ctx, await keep('Skill,Claim,Level\nReads drawings,teaches,Level 2\n'))
    expect(await claims()).toEqual(['Reads drawings teaches Level 2'])
  })

  it('says nothing new twice', async () => {
    await applyClaimList(ctx, await keep('Reads drawings'))
    await expect(applyClaimList(ctx, await keep('Reads drawings'))).rejects.toThrow(
      refusal('claims.nothingNew'),
    )
  })

  it('asks what unknown columns hold, reads them as said, and so the next time where that is remembered', async () => {
    const text = 'Foo,Bar\nReads drawings,x\n'
    const list = await keep(text)
    expect((await readClaimList(ctx, list)).sheet.asks).toBe(true)
    await expect(applyClaimList(ctx, list)).rejects.toThrow(refusal('claims.columnsNotNamed'))
    await expect(mapClaimList(ctx, { ...list, fields: ['', 'teaches'] })).rejects.toThrow(
      refusal('claims.columnsNotNamed'),
    )
    await mapClaimList(ctx, { ...list, fields: ['competency', 'teaches'], remember: 'Ours' })
    expect((await readClaimList(ctx, list)).preview).toMatchObject({ added: 1 })
    const next = await keep(text)
    const { sheet } = await readClaimList(ctx, next)
    expect(sheet).toMatchObject({ asks: false, remembered: { name: 'Ours' } })
    await forgetClaimColumns(ctx, { remembered: sheet.remembered?.id ?? '' })
    expect((await readClaimList(ctx, await keep(text))).sheet.asks).toBe(true)
  })

  it('is a workbook at the sheet that is said', async () => {
    const bytes = makeWorkbook({
      sheets: [
        {
          name: 'Fall',
          rows: textRows([
            ['Skill', 'Teaches'],
            ['Reads drawings', 'x'],
          ]),
        },
        {
          name: 'Spring',
          rows: textRows([
            ['Skill', 'Teaches'],
            ['Measures parts', 'x'],
          ]),
        },
      ],
    })
    const list = await keepClaimList(ctx, { ...about, fileName: 'map.xlsx', bytes })
    await chooseClaimSheet(ctx, { ...list, sheet: 1 })
    expect(await readClaimList(ctx, list)).toMatchObject({
      fileName: 'map.xlsx',
      preview: { rows: [{ label: 'Measures parts' }] },
    })
  })

  it('is given up, and that twice is no error', async () => {
    const list = await keep(table)
    await discardClaimList(ctx, list)
    await discardClaimList(ctx, list)
    expect(await listClaimLists(ctx, about)).toEqual([])
  })

  it('is refused when nothing is in it, and beside twenty that wait', async () => {
    await expect(keep(' \n')).rejects.toThrow(refusal('claims.listEmpty'))
    for (let at = 0; at < mostClaimLists; at += 1) await keep('Reads drawings')
    await expect(keep('Reads drawings')).rejects.toThrow(
      refusal('claims.mostLists', { count: mostClaimLists }),
    )
  })

  it('is refused above 400,000 characters', async () => {
    await expect(keep('x'.repeat(400_001))).rejects.toThrow(refusal('claims.fileTooLong'))
  })

  it('is nobody else’s to read, apply or give up', async () => {
    const other = await orgContext({ kind: 'provider' })
    const list = await keep(table)
    for (const act of [readClaimList, applyClaimList]) {
      await expect(act(other, list)).rejects.toThrow(refusal('claims.listGone'))
    }
    await discardClaimList(other, list)
    expect(await listClaimLists(ctx, about)).toHaveLength(1)
  })

  it('is refused to a viewer', async () => {
    const viewer = await orgContext({ kind: 'provider', role: 'viewer' })
    await expect(keepClaimList(viewer, { ...about, text: 'A1' })).rejects.toThrow(
      refusal('site.roleForbids'),
    )
  })
})
