import { beforeAll, expect, test } from 'vitest'
import type { RefusalKey } from '@/server/domain/errors'
import type { OrgContext } from '@/server/services/context'
import { publishFramework } from '@/server/services/frameworks/publish-framework'
import { readFramework } from '@/server/services/frameworks/read-framework'
import { makeCredential } from '@/server/testing/catalogue-factory'
import { machinists, makeCycle } from '@/server/testing/cycles-factory'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { readImport } from './read-import'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { undoImport } from './undo-import'
import { uploadImport } from './upload-import'

/** Applies a file that brings these statements to the framework of that number. */
async function apply(ctx: OrgContext, base: number, statements: string[]): Promise<string> {
  const at = (n: number) => ({
    identifier: `7b000000-0000-4000-8000-${String(base + n).padStart(12, '0')}`,
    uri: `https://x.example/${base + n}`,
    title: `Framework ${base}`,
  })
  const file = {
    CFDocument: at(0),
    CFItems: statements.map((fullStatement, n) => ({ ...at(n + 1), fullStatement })),
    CFAssociations: [],
  }
  const bytes = new TextEncoder().encode(JSON.stringify(file))
  const { id } = await uploadImport(ctx, { fileName: 'f.json', bytes })
  await startImport(ctx, { id, leaveOutErrors: false })
  await runImport(ctx, { id })
  expect(await readImport(ctx, { id })).toMatchObject({ state: 'applied', canUndo: true })
  return id
}

async function competencyIds(ctx: OrgContext, base: number): Promise<string[]> {
  const { tree } = await readFramework(ctx, { slug: `framework-${base}` })
  return tree.map(({ id }) => id)
}

async function expectRefused(ctx: OrgContext, id: string, key: RefusalKey): Promise<void> {
  await expect(undoImport(ctx, { id })).rejects.toThrow(refusal(key))
  expect(await readImport(ctx, { id })).toMatchObject({ state: 'applied', canUndo: false })
}

describeOnBothEngines('undoing an import', () => {
  let ctx: OrgContext
  beforeAll(async () => {
    ctx = await orgContext({ kind: 'provider', verification: 'V2' })
  })
  const organizationId = () => ctx.organization.id
  const claimed = (base: number, teaches: string[]) =>
    makeCredential({
      ...{ organizationId: organizationId(), occupationId: machinists },
      ...{ name: `Certificate ${base}`, teaches },
    })

  test('is refused once employers were asked about what it brought', async () => {
    const id = await apply(ctx, 1000, ['Reads drawings', 'Measures parts'])
    const { id: credentialId } = await claimed(1000, [])
    const like = { ctx, id: '', competencyIds: await competencyIds(ctx, 1000) }
    const asked = { ...like, credentialIds: [credentialId] }
    await makeCycle({ ctx, like: asked, addresses: ['ann@acme.example'] })
    expect(await readImport(ctx, { id })).toMatchObject({ canUndo: true })
    await makeCycle({ ctx, like: asked, addresses: ['ann@acme.example'], open: true })
    await expectRefused(ctx, id, 'imports.asked')
    expect(await competencyIds(ctx, 1000)).toEqual(asked.competencyIds)
  })

  test('is refused while a cycle that is being set up names what it brought', async () => {
    const id = await apply(ctx, 6000, ['Reads drawings'])
    const { id: credentialId } = await claimed(6000, [])
    const competencies = await competencyIds(ctx, 6000)
    const like = { ctx, id: '', competencyIds: competencies, credentialIds: [credentialId] }
    await makeCycle({ ctx, like })
    await expect(undoImport(ctx, { id })).rejects.toMatchObject({
      code: 'conflict',
      key: 'imports.used',
    })
    expect(await competencyIds(ctx, 6000)).toEqual(competencies)
  })

  test('is refused while a credential claims a competency that it brought', async () => {
    const id = await apply(ctx, 2000, ['Reads drawings', 'Measures parts'])
    const brought = await competencyIds(ctx, 2000)
    await claimed(2000, brought.slice(1))
    await expectRefused(ctx, id, 'imports.claimed')
    expect(await competencyIds(ctx, 2000)).toEqual(brought)
  })

  test('is refused when another has changed the framework since', async () => {
    const id = await apply(ctx, 3000, ['Reads drawings'])
    await apply(ctx, 3000, ['Reads drawings', 'Measures parts'])
    await expectRefused(ctx, id, 'imports.frameworkChanged')
  })

  test('is refused while the framework that it made is published', async () => {
    const id = await apply(ctx, 4000, ['Reads drawings'])
    await publishFramework(ctx, { slug: 'framework-4000', state: 'published' })
    await expectRefused(ctx, id, 'imports.frameworkPublished')
    await publishFramework(ctx, { slug: 'framework-4000', state: 'draft' })
    await undoImport(ctx, { id })
  })

  test('is not in the way of a claim that was there before it, which keeps its competency', async () => {
    await apply(ctx, 5000, ['Reads drawings'])
    const before = await competencyIds(ctx, 5000)
    await claimed(5000, before)
    const id = await apply(ctx, 5000, ['Reads technical drawings'])
    await undoImport(ctx, { id })
    expect(await competencyIds(ctx, 5000)).toEqual(before)
  })
})
