import readExcelFile from 'read-excel-file/node'
import { beforeAll, expect, it, vi } from 'vitest'
import type { CompetencyDetails } from '@/server/domain/catalogue/framework-view'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { env } from '@/server/env'
import type { OrgContext } from '@/server/services/context'
import { publishCredential } from '@/server/services/credentials/publish-credential'
import { makeCredential } from '@/server/testing/catalogue-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { createFramework } from './create-framework'
import { editFramework } from './edit-framework'
import {
  exportFramework,
  exportPublishedCompetency,
  exportPublishedFramework,
} from './export-framework'
import { exportPublishedWorkbook, exportWorkbook } from './export-workbook'
import { listFrameworks, listPublishedFrameworks } from './list-frameworks'
import { publishFramework } from './publish-framework'
import { readPublishedCompetency } from './read-competency'
import { readFramework, readPublishedFramework } from './read-framework'
import { addCompetency, editCompetency, retireCompetency } from './save-competency'
import { searchCompetencies } from './search-competencies'

const words = (statement: string, more: Partial<CompetencyDetails> = {}): CompetencyDetails => ({
  ...{ label: '', statement, code: '', type: null, axis: null, level: '', notes: '' },
  ...more,
})
const otherWords: CompetencyDetails = {
  label: 'Oil',
  statement: 'Oils a bearing',
  code: 'O1',
  type: 'task',
  axis: 'core',
  level: 'Level 2',
  notes: 'With a can.',
}
const head = { name: 'Maintenance', description: 'What mechanics do.', publisher: '' }

describeOnBothEngines('frameworks', () => {
  let ctx: OrgContext
  let slug = ''
  let parent = ''
  let child = ''
  beforeAll(async () => {
    ctx = await orgContext({ kind: 'partnership', name: 'Lakes partnership', verification: 'V2' })
    slug = (await createFramework(ctx, head)).slug
    parent = (await addCompetency(ctx, { slug, parentId: null, details: words('Machines') })).id
    const details = words('Finds why an automated cell has stopped', {
      label: 'Diagnose faults',
      code: 'M1',
      type: 'skill',
      axis: 'technical',
      level: 'Level 3',
      notes: 'With a meter.',
    })
    child = (await addCompetency(ctx, { slug, parentId: parent, details })).id
  })

  it('grows a framework of its own, draft until published', async () => {
    const framework = await readFramework(ctx, { slug })
    expect(framework).toMatchObject({
      state: 'draft',
      publisher: 'Lakes partnership',
      competencies: 2,
    })
    expect(framework.tree).toMatchObject([
      { id: parent, isGroup: true },
      { id: child, label: 'Diagnose faults', code: 'M1', levels: ['Level 3'], isGroup: false },
    ])
    expect(await listPublishedFrameworks(1)).toMatchObject({ total: 0, items: [] })
    await expect(readPublishedFramework({ slug })).rejects.toThrow(refusal('frameworks.none'))
    await expect(readPublishedCompetency({ id: child })).rejects.toThrow(
      refusal('competencies.none'),
    )
  })

  it('is found by words, by code and with a slip of the finger', async () => {
    for (const query of ['automated cell', 'm1', 'diagnoze faults']) {
      expect(await searchCompetencies(ctx, { query, framework: '' })).toMatchObject([{ id: child }])
    }
    const other = await orgContext({ kind: 'provider' })
    expect(await searchCompetencies(other, { query: 'm1', framework: '' })).toEqual([])
  })

  it('keeps the words a competency had as a version', async () => {
    const reworded = words('Finds why a cell has stopped and gets it going', { label: 'Diagnose' })
    await editCompetency(ctx, { slug, id: child, details: reworded })
    await editCompetency(ctx, { slug, id: child, details: reworded })
    await publishFramework(ctx, { slug, state: 'published' })
    const competency = await readPublishedCompetency({ id: child })
    expect(competency.versions.map(({ no, label }) => [no, label])).toEqual([
      [2, 'Diagnose'],
      [1, 'Diagnose faults'],
    ])
    expect(competency.ancestors).toMatchObject([{ id: parent }])
    expect((await readPublishedCompetency({ id: parent })).children).toMatchObject([{ id: child }])
  })

  it.each(Object.entries(otherWords))('keeps a version for another %s', async (word, other) => {
    const details = words('Greases a bearing', { label: 'Grease', code: 'G1', level: 'Level 1' })
    const own = await createFramework(ctx, { ...head, name: `Bearings, ${word}` })
    const { id } = await addCompetency(ctx, { slug: own.slug, parentId: null, details })
    const change = { slug: own.slug, id, details: { ...details, [word]: other } }
    await editCompetency(ctx, change)
    await editCompetency(ctx, change)
    const { tree } = await readFramework(ctx, { slug: own.slug })
    expect(tree).toMatchObject([word === 'level' ? { levels: [other] } : { [word]: other }])
    await publishFramework(ctx, { slug: own.slug, state: 'published' })
    expect((await readPublishedCompetency({ id })).versions).toHaveLength(2)
    await publishFramework(ctx, { slug: own.slug, state: 'draft' })
  })

  it('shows what marked-up words mean, and keeps and exports them as they came', async () => {
    const own = await createFramework(ctx, { ...head, name: 'Welding' })
    const add = (details: CompetencyDetails) =>
      addCompetency(ctx, { slug: own.slug, parentId: null, details })
    await add(words('<p>Grinds the&nbsp;seam &amp; edge</p>'))
    const { id } = await add(words('<p>Checks it</p>', { label: '**Weld** check' }))
    const shown = words('<p>Checks it twice</p>', { label: 'Weld check' })
    await editCompetency(ctx, { slug: own.slug, id, details: shown })
    const { tree } = await readFramework(ctx, { slug: own.slug })
    expect(tree).toMatchObject([
      { label: 'Grinds the seam & edge', statement: '<p>Grinds the&nbsp;seam &amp; edge</p>' },
      { label: 'Weld check', statement: '<p>Checks it twice</p>' },
    ])
    const { text } = await exportFramework(ctx, { slug: own.slug, format: 'csv' })
    expect(text).toContain('<p>Grinds the&nbsp;seam &amp; edge</p>')
    expect(text).toContain('**Weld** check')
  })

  it('is everybody’s to read, list and download once published, and nobody else’s to change', async () => {
    expect(await listPublishedFrameworks(1)).toMatchObject({
      total: 1,
      items: [{ slug, competencies: 2 }],
    })
    const ctdl = await exportPublishedFramework({ slug, format: 'ctdl' })
    expect(ctdl.text).toContain(`/competencies/${child}`)
    expect(ctdl.text).not.toContain('"identifiers"')
    expect((await exportPublishedFramework({ slug, format: 'csv' })).text).toContain('Diagnose')
    const rsd = await exportPublishedFramework({ slug, format: 'rsd' })
    expect(JSON.parse(rsd.text)).toMatchObject({
      type: 'RichSkillCollection',
      skills: [{}, { uuid: child, skillStatement: expect.any(String) }],
    })
    const table = await exportPublishedFramework({ slug, format: 'rsd-csv' })
    expect(table.text.split('\r\n')).toHaveLength(4)
    expect(table.text).toContain(`/competencies/${child},`)
    const other = await orgContext({ kind: 'provider' })
    expect((await listFrameworks(other)).published).toMatchObject([{ slug }])
    expect((await exportFramework(other, { slug, format: 'case' })).text).toContain(child)
    for (const act of [
      () => editFramework(other, { slug, details: head }),
      () => publishFramework(other, { slug, state: 'draft' }),
      () => addCompetency(other, { slug, parentId: null, details: words('x') }),
      () => editCompetency(other, { slug, id: child, details: words('x') }),
      () => retireCompetency(other, { slug, id: child }),
    ]) {
      await expect(act()).rejects.toThrow(refusal('frameworks.none'))
    }
  })

  it('goes out as a workbook too, to whom it may be shown', async () => {
    const other = await orgContext({ kind: 'provider' })
    const open = await exportPublishedWorkbook(ctx, { slug })
    expect(open.name).toBe(`${slug}.xlsx`)
    const [summary, rows] = await readExcelFile(Buffer.from(open.bytes))
    expect(summary?.data).toContainEqual(['On the web', `${env().appUrl}/frameworks/${slug}`])
    expect(rows?.data).toHaveLength(3)
    expect(await exportWorkbook(other, { slug })).toEqual(open)
    const own = await createFramework(ctx, { ...head, name: 'Not shown' })
    const drafted = await exportWorkbook(ctx, { slug: own.slug })
    const [of] = await readExcelFile(Buffer.from(drafted.bytes))
    expect(of?.data).toContainEqual(['On the web', 'Not published yet'])
    for (const refused of [
      () => exportWorkbook(other, { slug: own.slug }),
      () => exportPublishedWorkbook(ctx, { slug: own.slug }),
    ]) {
      await expect(refused()).rejects.toThrow(refusal('frameworks.none'))
    }
  })

  it('names who claims it, while that is published', async () => {
    const provider = await orgContext({ kind: 'provider' })
    const claim = (name: string, state: 'draft' | 'published') =>
      makeCredential({
        ...{ organizationId: provider.organization.id, occupationId: 'soc2018:51-4041' },
        ...{ name, state, teaches: [child] },
      })
    await claim('Being written', 'draft')
    await claim('Offered', 'published')
    const { id } = await claim('Of old', 'published')
    await publishCredential(provider, { slug: `credential-${id.slice(0, 8)}`, state: 'archived' })
    const { credentials } = await readPublishedCompetency({ id: child })
    expect(credentials.map(({ name }) => name)).toEqual(['Offered'])
  })

  it('renames without moving', async () => {
    await editFramework(ctx, { slug, details: { ...head, name: 'Maintaining', publisher: 'LP' } })
    expect(await readFramework(ctx, { slug })).toMatchObject({
      name: 'Maintaining',
      publisher: 'LP',
    })
    expect((await exportFramework(ctx, { slug, format: 'case' })).text).toContain('Maintaining')
  })

  it('takes out what has nothing under it', async () => {
    await expect(retireCompetency(ctx, { slug, id: parent })).rejects.toThrow(
      refusal('competencies.othersUnder'),
    )
    await retireCompetency(ctx, { slug, id: child })
    const { tree } = await readFramework(ctx, { slug })
    expect(tree).toMatchObject([{ id: parent, isGroup: false }])
    expect((await readPublishedCompetency({ id: child })).retired).toBe(true)
    await expect(exportPublishedCompetency({ id: child })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(retireCompetency(ctx, { slug, id: child })).rejects.toThrow(
      refusal('competencies.none'),
    )
  })

  it('is at most thirty levels deep', async () => {
    const deep = await createFramework(ctx, { ...head, name: 'Deep' })
    const add = (parentId: string | null) =>
      addCompetency(ctx, { slug: deep.slug, parentId, details: words('Further down') })
    let lowest: string | null = null
    for (let level = 1; level <= 30; level++) lowest = (await add(lowest)).id
    await expect(add(lowest)).rejects.toMatchObject({ code: 'limit_reached' })
    expect((await readFramework(ctx, { slug: deep.slug })).competencies).toBe(30)
  })

  it('takes no competency beyond the most a framework may have', async () => {
    const full = await createFramework(ctx, { ...head, name: 'Full' })
    const most = vi.spyOn(frameworkLimits, 'competencies', 'get')
    most.mockReturnValue(2 as typeof frameworkLimits.competencies)
    const add = () =>
      addCompetency(ctx, { slug: full.slug, parentId: null, details: words('One more') })
    await add()
    await add()
    await expect(add()).rejects.toMatchObject({ code: 'limit_reached' })
    most.mockRestore()
    await add()
  })

  it('does not publish what is empty', async () => {
    const empty = await createFramework(ctx, { ...head, name: 'Empty' })
    await expect(publishFramework(ctx, { slug: empty.slug, state: 'published' })).rejects.toThrow(
      refusal('frameworks.empty'),
    )
  })

  it.each([
    ['a viewer', { kind: 'partnership', role: 'viewer' }],
    ['an employer', { kind: 'employer', role: 'owner' }],
  ] as const)('refuses %s to write', async (_, who) => {
    const stranger = await orgContext(who)
    await expect(createFramework(stranger, head)).rejects.toThrow(refusal('site.roleForbids'))
  })
})
