import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { OrgContext } from '@/server/services/context'
import { listFrameworks } from '@/server/services/frameworks/list-frameworks'
import { readFramework } from '@/server/services/frameworks/read-framework'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { parse, UsageError } from './command'
import { importFramework } from './import'

// Each time a file is read a process is started, twice.
vi.setConfig({ testTimeout: 120_000 })

describeOnBothEngines('the command that imports', () => {
  let folder: string
  let ctx: OrgContext
  let said: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-import-'))
    ctx = await orgContext({ kind: 'provider' })
    said = ''
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        said += String(text)
        return true
      })
    }
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What it says and how it ends. */
  async function run(text: string, ...options: string[]) {
    said = ''
    const file = join(folder, 'skills.csv')
    writeFileSync(file, text)
    const input = parse(importFramework, [file, '--as', ctx.organization.slug, ...options])
    const code = await importFramework.run(input)
    return { code, said: said.replaceAll(/^(?:Importing|Columns:) .*\n/gm, '') }
  }
  const names = async () => (await listFrameworks(ctx)).own.map(({ name }) => name)

  const table = 'Statement\nMeasures parts with a micrometer\nReads drawings\n'
  const mended = 'Statement\nMeasures parts with a micrometer.\nReads drawings\n'

  test('makes one framework of one file that comes three times', async () => {
    expect(await run(table)).toMatchObject({ code: 0, said: expect.stringMatching(/^2 new, /) })
    for (const options of [[], ['--name', 'Something else']]) {
      const again = await run(table, ...options)
      expect(again.code).toBe(0)
      expect(again.said).toMatch(/^Brings skills \(skills.*\) up to date: this file was applied/)
      expect(again.said).toMatch(
        /\n0 new, 0 changed, 0 gone, 0 moved, 0 left out\.\nNothing is new\.\n$/,
      )
    }
    expect(await names()).toEqual(['skills'])
  })

  test('takes the framework of the same name, unless told to make another', async () => {
    await run(table)
    const more = `${table}Marks finished work\n`
    expect((await run(more)).said).toMatch(/^Brings skills .*only one of this name.*\n1 new, /)
    expect((await run(`${more}Files edges\n`, '--framework', 'new')).said).toMatch(/^4 new, /)
    expect(await names()).toEqual(['skills', 'skills'])
  })

  test('takes the framework that is named, and no other organization’s', async () => {
    await run(table, '--name', 'First')
    const [first] = (await listFrameworks(ctx)).own
    const more = `${table}Marks finished work\n`
    expect((await run(more, '--framework', first?.slug ?? '')).said).toMatch(/^1 new, /)
    expect(await names()).toEqual(['First'])
    ctx = await orgContext({ kind: 'provider' })
    await expect(run(more, '--framework', first?.slug ?? '')).rejects.toThrow(
      refusal('frameworks.none'),
    )
    const package_ = JSON.stringify({ CFDocument: { title: 'x' }, CFItems: [] })
    await expect(run(package_, '--framework', 'new')).rejects.toThrow(UsageError)
  })

  test('applies nothing that is near-equal until it is told what it is', async () => {
    await run(table)
    const idOf = async (label: string) => {
      const [own] = (await listFrameworks(ctx)).own
      const { tree } = await readFramework(ctx, { slug: own?.slug ?? '' })
      return tree.find((each) => each.label === label)?.id
    }
    const before = await idOf('Measures parts with a micrometer')
    const asked = await run(mended)
    expect(asked.code).toBe(1)
    expect(asked.said).toMatch(
      /near-equal: “Measures parts with a micrometer” and “Measures parts with a micrometer\.”\n/,
    )
    expect(asked.said).toMatch(/Nothing was applied\. Say --reworded all .*\n$/)
    expect(await run(mended, '--preview')).toMatchObject({ code: 0 })
    expect(await idOf('Measures parts with a micrometer')).toBe(before)
    expect(await run(mended, '--reworded', 'all')).toMatchObject({ code: 0 })
    expect(await idOf('Measures parts with a micrometer.')).toBe(before)
    expect(await run(table, '--framework', 'new')).toMatchObject({ code: 0 })
    await expect(run(mended, '--reworded', 'some')).rejects.toThrow(UsageError)
  })

  test('parts what is near-equal when told that none is the same', async () => {
    await run(table)
    expect(await run(mended, '--reworded', 'none')).toMatchObject({ code: 0 })
    const [own] = (await listFrameworks(ctx)).own
    const { tree } = await readFramework(ctx, { slug: own?.slug ?? '' })
    expect(tree.map(({ label }) => label)).toEqual([
      'Measures parts with a micrometer.',
      'Reads drawings',
    ])
    expect((await run(table, '--reworded', 'none')).said).toMatch(/\n0 new, 1 changed, 1 gone, /)
  })
})
