import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OrgContext } from '@/server/services/context'
import { listFrameworks } from '@/server/services/frameworks/list-frameworks'
import { readFramework } from '@/server/services/frameworks/read-framework'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { outlineOf, realFile, realFrameworks } from '@/server/testing/real-use'
import { refusal } from '@/server/testing/refusal'
import { hasSharedData } from '@/server/testing/shared-data'
import { speak } from '@/server/words/speak'
import { parse, say } from './command'
import { importFramework } from './import'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-import-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

/** Runs the command on a file, with what it says on both streams. */
async function command(file: string, content: string | Uint8Array, ...options: string[]) {
  const path = join(folder, file)
  writeFileSync(path, content)
  const said: string[] = []
  const listen = (text: string | Uint8Array) => said.push(String(text)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(listen)
  vi.spyOn(process.stderr, 'write').mockImplementation(listen)
  const code = await importFramework.run(parse(importFramework, [path, ...options]))
  return { code, said: said.join('') }
}

describeOnBothEngines('the command that imports a table', () => {
  let ctx: OrgContext
  let as: string
  beforeEach(async () => {
    ctx = await orgContext({ kind: 'provider' })
    as = `--as=${ctx.organization.slug}`
  })
  const named = async (wanted: string) => {
    const found = (await listFrameworks(ctx)).own.find(({ name }) => name === wanted)
    return outlineOf(await readFramework(ctx, { slug: found?.slug ?? '' }))
  }

  describe.skipIf(!hasSharedData)('reads real files (skipped without ../shared/data)', () => {
    it.each(realFrameworks)('$file', async ({ file, tree, remarks = [], refused }) => {
      if (refused) {
        await expect(command(file, realFile(file), as)).rejects.toThrow(refusal(...refused))
        return
      }
      const before = new Set((await listFrameworks(ctx)).own.map(({ slug }) => slug))
      const { code, said } = await command(file, realFile(file), as)
      expect(code).toBe(0)
      for (const reason of remarks) {
        // What a reason is about stands in curly quotes or at its end.
        const [words = ''] = speak('imports')(`reason.${reason}`, { detail: '“' }).split('“')
        expect(said).toContain(words.slice(-20).trim())
      }
      const made = (await listFrameworks(ctx)).own.find(({ slug }) => !before.has(slug))
      expect(outlineOf(await readFramework(ctx, { slug: made?.slug ?? '' }))).toEqual(tree)
    })
  })

  it('says which columns it takes, which it does not use, and what it read the file as', async () => {
    const file = Buffer.from('Code,Statement,Color\n1,The shop\u0092s piece,red\n', 'latin1')
    const { said } = await command('shop.csv', file, as, '--preview')
    expect(said).toContain(say('import.columns', { columns: 'code = Code; statement = Statement' }))
    expect(said).toContain(say('import.unused', { names: 'Color' }))
    expect(said).toContain(speak('imports')('reason.encoding_windows_1252'))
  })

  it('says columns of further languages, and leaves out one that is named as another', async () => {
    const text = 'Statement (es),Statement_en\nCorta,Cuts\n'
    const { said } = await command('both.csv', text, as, '--preview')
    const columns = 'statement = Statement (es); statement = Statement_en'
    expect(said).toContain(say('import.columns', { columns }))
    const other = await command('both.csv', text, as, '--preview', '--columns=statement=2')
    expect(other.said).toContain(say('import.columns', { columns: 'statement = Statement_en' }))
    expect(other.said).toContain(say('import.unused', { names: 'Statement (es)' }))
  })

  it('takes columns, heading row and language as they are named', async () => {
    const text = 'A board,,\nNr,Gruppe,Was\n1,Uno,Mide piezas\n2,Uno,Corta tubos\n'
    await expect(command('named.csv', text, as)).rejects.toThrow(/--columns/)
    const { code } = await command(
      ...(['named.csv', text, as, '--heading-row=2', '--language=es', '--name=Named'] as const),
      '--columns=code=1; groups=gruppe; statement=Was',
    )
    expect(code).toBe(0)
    expect(await named('Named')).toEqual(['Uno', '  1: Mide piezas', '  2: Corta tubos'])
  })

  it.each([
    ['--columns=what=1', 'help.columnUnknown'],
    ['--columns=statement', 'help.columnUnknown'],
    ['--columns=statement=Nothing', 'import.headingUnknown'],
    ['--columns=statement=9', 'import.headingUnknown'],
    ['--heading-row=x', 'import.headingRow'],
  ] as const)('refuses %s', async (option, key) => {
    const values = { part: '', columns: '', heading: '', headings: '' }
    const words = say(key, values).split(/["“]/)[0] ?? ''
    await expect(command('refused.csv', 'Statement\nCuts\n', as, option)).rejects.toThrow(words)
  })
})
