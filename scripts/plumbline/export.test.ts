import readExcelFile from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OrgContext } from '@/server/services/context'
import { createFramework } from '@/server/services/frameworks/create-framework'
import { publishFramework } from '@/server/services/frameworks/publish-framework'
import { addCompetency } from '@/server/services/frameworks/save-competency'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { parse, UsageError } from './command'
import { exportFramework } from './export'

describeOnBothEngines('the command that exports', () => {
  let ctx: OrgContext
  let slug = ''
  let written: Uint8Array[] = []
  beforeEach(async () => {
    ctx = await orgContext({ kind: 'provider', verification: 'V2' })
    const head = { name: 'Bearings', description: '', publisher: '' }
    slug = (await createFramework(ctx, head)).slug
    const words = { statement: 'Greases a bearing', label: '', code: '', level: '', notes: '' }
    const details = { ...words, type: null, axis: null }
    await addCompetency(ctx, { slug, parentId: null, details })
    written = []
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(Buffer.from(text))
      return true
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  const run = (...options: string[]) =>
    exportFramework.run(parse(exportFramework, [slug, ...options]))
  const own = () => ['--as', ctx.organization.slug]

  test('writes a table, or a workbook byte by byte', async () => {
    expect(await run('--format', 'csv', ...own())).toBe(0)
    expect(String(written[0])).toMatch(/^\uFEFFIdentifier,Parent,/)
    written = []
    expect(await run('--format', 'xlsx', ...own())).toBe(0)
    const sheets = await readExcelFile(Buffer.concat(written))
    expect(sheets[0]?.data).toContainEqual(['Framework', 'Bearings'])
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Summary', 'Competencies', 'Dictionary'])
  })

  test('shows a workbook to everybody only once it is published', async () => {
    await expect(run('--format', 'xlsx')).rejects.toThrow(refusal('frameworks.none'))
    await publishFramework(ctx, { slug, state: 'published' })
    expect(await run('--format', 'xlsx')).toBe(0)
  })

  test('knows no other format', async () => {
    await expect(run('--format', 'xls', ...own())).rejects.toThrow(UsageError)
  })
})
