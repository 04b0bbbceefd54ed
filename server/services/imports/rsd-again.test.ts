import { beforeEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/server/domain/json'
import type { OrgContext } from '@/server/services/context'
import { createFramework } from '@/server/services/frameworks/create-framework'
import { exportFramework } from '@/server/services/frameworks/export-framework'
import { listFrameworks } from '@/server/services/frameworks/list-frameworks'
import { addCompetency } from '@/server/services/frameworks/save-competency'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { hasSharedData, sharedFile } from '@/server/testing/shared-data'
import { mapImport } from './map-import'
import { readImport } from './read-import'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { uploadImport } from './upload-import'

const uuid = (n: number) => `5d000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const skill = (n: number, more: JsonObject = {}): JsonObject => ({
  id: `https://osmt.example/api/skills/${uuid(n)}`,
  uuid: uuid(n),
  skillName: `Skill ${n}`,
  skillStatement: `Does ${n}.`,
  ...more,
})
const skills = [1, 2, 3, 4].map((n) => skill(n))
const collection: JsonObject = {
  type: 'RichSkillCollection',
  ...{ uuid: uuid(900), name: 'Welding', description: 'What welders do', skills },
}
const table = (hosted: string) =>
  [
    'Canonical URL,RSD Name,Skill Statement',
    ...[1, 2, 3, 4].map((n) => `${hosted}/api/skills/${uuid(n)},Skill ${n},Does ${n}.`),
  ].join('\n')

describeOnBothEngines('skills that come again', () => {
  let ctx: OrgContext
  beforeEach(async () => {
    ctx = await orgContext({ kind: 'provider' })
  })

  async function preview(fileName: string, file: Json | Uint8Array) {
    const text = typeof file === 'string' ? file : JSON.stringify(file)
    const bytes = file instanceof Uint8Array ? file : new TextEncoder().encode(text)
    return readImport(ctx, await uploadImport(ctx, { fileName, bytes }))
  }
  async function apply(fileName: string, file: Json | Uint8Array) {
    const { id } = await preview(fileName, file)
    const { run } = await startImport(ctx, { id, leaveOutErrors: false })
    if (run) await runImport(ctx, { id })
    return readImport(ctx, { id })
  }
  const names = async () => (await listFrameworks(ctx)).own.map(({ name }) => name)
  const nothing = { added: 0, changed: 0, gone: 0, unchanged: 4, headChanged: false }

  it('are the same ones by their UUID, as a collection, a list or a table, whatever the host', async () => {
    await apply('a.json', collection)
    expect((await apply('b.json', collection)).summary).toMatchObject(nothing)
    for (const [name, file] of [
      ['list.json', skills],
      ['export.csv', table('https://elsewhere.example')],
    ] as const) {
      const again = await apply(name, file)
      expect(again.summary).toMatchObject({ ...nothing, framework: { name: 'Welding' } })
      expect(again.problems).toEqual([])
    }
    expect(await names()).toEqual(['Welding'])
    const said = await exportFramework(ctx, { slug: 'welding', format: 'rsd' })
    expect(JSON.parse(said.text)).toMatchObject({ uuid: uuid(900), description: 'What welders do' })
  })

  it('bring a list without a collection up to date, with what is new and what is gone', async () => {
    await apply('first.json', skills)
    const next = [...skills.slice(1), skill(5)]
    const second = await apply('second.json', next)
    expect(second.summary).toMatchObject({ added: 1, gone: 1, unchanged: 3, headChanged: false })
    expect(await names()).toEqual(['first'])
  })

  it('are a framework of their own where most are others, or are few of many', async () => {
    await apply('first.json', skills)
    const few = await preview('one.json', skill(1))
    expect(few.summary?.framework.id).toBeNull()
    const many = await preview(
      'many.json',
      [1, 5, 6, 7].map((n) => skill(n)),
    )
    expect(many.summary?.framework.id).toBeNull()
    const other = await orgContext({ kind: 'provider' })
    ctx = other
    expect((await preview('first.json', skills)).summary?.framework.id).toBeNull()
    await apply('small.json', skills.slice(0, 1))
    expect((await preview('grown.json', skills)).summary?.framework.id).toBeNull()
  })

  it.each(['rsd', 'rsd-csv', 'case', 'ctdl'] as const)(
    'and frameworks written here are the same ones when they come home as %s',
    async (format) => {
      const { slug } = await createFramework(ctx, {
        ...{ name: 'Maintenance', description: 'What mechanics do.', publisher: '' },
      })
      for (const statement of ['Oils a bearing.', 'Finds a fault.']) {
        const plain = { label: '', code: '', type: null, axis: null, level: '', notes: '' }
        const details = { ...plain, statement }
        await addCompetency(ctx, { slug, parentId: null, details })
      }
      const { text } = await exportFramework(ctx, { slug, format })
      const { summary } = await preview('home', text)
      expect(summary).toMatchObject({ framework: { slug }, added: 0, gone: 0, headChanged: false })
    },
  )

  it('and so are rows of a table that its own words name', async () => {
    const rows = 'Identifier,Statement\nA-1,Oils a bearing.\nA-2,Finds a fault.'
    const { id } = await uploadImport(ctx, {
      fileName: 'rows.csv',
      bytes: new TextEncoder().encode(rows),
    })
    const { head } = await readImport(ctx, { id })
    await mapImport(ctx, { ...head, id, fields: ['identifier', 'statement'] })
    await startImport(ctx, { id, leaveOutErrors: false })
    await runImport(ctx, { id })
    for (const format of ['rsd', 'rsd-csv'] as const) {
      const { text } = await exportFramework(ctx, { slug: 'rows', format })
      const { summary } = await preview('home', text)
      expect(summary).toMatchObject({ framework: { slug: 'rows' }, added: 0, gone: 0 })
    }
  })

  describe.skipIf(!hasSharedData)('from OSMT (skipped without ../shared/data)', () => {
    it('match in v2, in v3 and in the table', async () => {
      const file = (kind: string) => sharedFile(`rsd/collection-IT-Network-24.${kind}`)
      await apply('v3.json', file('v3.json'))
      const { summary: old } = await apply('v2.json', file('v2.json'))
      // Of one the two versions give the categories in another order.
      expect(old).toMatchObject({ added: 0, gone: 0, changed: 1, unchanged: 23 })
      const { summary: row } = await apply('table.csv', file('export.csv'))
      expect(row).toMatchObject({ added: 0, gone: 0, headChanged: false })
      expect(await names()).toEqual(['IT Network'])
    })
  })
})
