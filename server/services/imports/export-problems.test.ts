import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { imports } from '@/server/db/schema/frameworks'
import { asTenant } from '@/server/db/tenancy'
import type { ImportProblem } from '@/server/domain/catalogue/imports'
import type { OrgContext } from '@/server/services/context'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { exportProblems } from './export-problems'
import { readImport } from './read-import'
import { uploadImport } from './upload-import'

const bom = '\uFEFF'

async function uploaded(ctx: OrgContext, text: string, problems: ImportProblem[]) {
  const bytes = new TextEncoder().encode(text)
  const { id } = await uploadImport(ctx, { fileName: 'f', bytes })
  await asTenant(ctx, (tx) => tx.update(imports).set({ problems }).where(eq(imports.id, id)))
  return id
}

const table = 'Ref,What\n1,\n1,Reads drawings\n=1,\n'
const left: ImportProblem[] = [
  { severity: 'error', reason: 'statement_missing', line: 2, column: 'What', cells: ['1', ''] },
  { severity: 'error', reason: 'parent_itself', line: 2, column: 'Under', cells: ['1', ''] },
  { severity: 'error', reason: 'statement_missing', line: 4, cells: ['=1', '', 'more'] },
]
const remark: ImportProblem = { severity: 'warning', reason: 'code_repeated', line: 3, detail: '1' }

describeOnBothEngines('what was wrong in a file, as CSV', () => {
  const provider = () => orgContext({ kind: 'provider' })

  it('holds the rows of a table that are left out, each once, as they came', async () => {
    const ctx = await provider()
    const id = await uploaded(ctx, table, [...left, remark])
    expect(await exportProblems(ctx, { id })).toBe(
      [
        `${bom}Ref,What,,Line,Column,What is wrong`,
        '1,,,2,What; Under,The statement is missing. It is given as its own parent.',
        "'=1,,more,4,,The statement is missing.",
        '',
      ].join('\r\n'),
    )
  })

  it('holds the remarks where nothing is left out', async () => {
    const ctx = await provider()
    const id = await uploaded(ctx, table, [remark])
    expect(await exportProblems(ctx, { id })).toBe(
      `${bom}Line,Column,What is wrong\r\n3,,The code 1 is used twice.\r\n`,
    )
  })

  it('says of a table of skills, whose headings nobody names, in which line what is', async () => {
    const ctx = await provider()
    const skills = 'RSD Name,Skill Statement,Detailed Occupations\nMeasure,Measures.,51_4041\n'
    const id = await uploaded(ctx, skills, [
      {
        ...{ severity: 'warning', reason: 'occupation_miswritten', detail: '51_4041' },
        ...{ line: 2, column: 'Detailed Occupations' },
      },
    ])
    expect(await exportProblems(ctx, { id })).toBe(
      [
        `${bom}Line,Column,What is wrong`,
        '2,Detailed Occupations,"“51_4041” is not written as an occupation code, such as 11-2021. It is kept as it is."',
        '',
      ].join('\r\n'),
    )
  })

  it('says of another file where what is', async () => {
    const ctx = await provider()
    const file = '{"CFDocument":{"title":"x"},"CFItems":[{"fullStatement":"Reads"}]}'
    const id = await uploaded(ctx, file, [
      { severity: 'error', reason: 'statement_missing', path: 'CFItems[1]' },
      {
        severity: 'warning',
        reason: 'identifier_missing',
        path: 'CFItems[0]',
        column: 'identifier',
      },
    ])
    expect((await exportProblems(ctx, { id })).split('\r\n')).toEqual([
      `${bom}Where,Column,What is wrong`,
      'CFItems[1],,The statement is missing.',
      expect.stringMatching(/^CFItems\[0\],identifier,"It has no identifier, /),
      '',
    ])
  })

  it('holds all that is kept, where the page shows the first 200 and no rows', async () => {
    const ctx = await provider()
    const many = Array.from({ length: 300 }, (_, at) => ({
      ...{ severity: 'error' as const, reason: 'statement_missing' as const, line: at + 2 },
      cells: ['x', ''],
    }))
    const id = await uploaded(ctx, table, many)
    const page = await readImport(ctx, { id })
    expect(page).toMatchObject({ problemCount: 300, problems: { length: 200 } })
    expect(page.problems[0]).not.toHaveProperty('cells')
    expect((await exportProblems(ctx, { id })).trim().split('\r\n')).toHaveLength(301)
  })

  it('is for the members of its organization', async () => {
    const ctx = await provider()
    const id = await uploaded(ctx, table, left)
    await expect(exportProblems(await provider(), { id })).rejects.toThrow(refusal('imports.none'))
    const employer = await orgContext({ kind: 'employer' })
    await expect(exportProblems(employer, { id })).rejects.toThrow(refusal('site.roleForbids'))
  })
})
