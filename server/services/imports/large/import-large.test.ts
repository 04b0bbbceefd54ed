import { beforeEach, describe, expect, it } from 'vitest'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import type { Json } from '@/server/domain/json'
import { listOf } from '@/server/formats/json-reading'
import type { OrgContext } from '@/server/services/context'
import { exportFramework } from '@/server/services/frameworks/export-framework'
import { listFrameworks } from '@/server/services/frameworks/list-frameworks'
import { readFramework } from '@/server/services/frameworks/read-framework'
import { listImports } from '@/server/services/imports/list-imports'
import { readImport } from '@/server/services/imports/read-import'
import { runImport } from '@/server/services/imports/run-import'
import { startImport } from '@/server/services/imports/start-import'
import { undoImport } from '@/server/services/imports/undo-import'
import { uploadImport } from '@/server/services/imports/upload-import'
import {
  casePackage,
  comingRounds,
  first,
  frame,
  linesOf,
  nodes,
  tree,
} from '@/server/testing/coming-rounds'
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { sayRefusal } from '@/server/words/say-refusal'
import { importLarge, type LargeImport } from './import-large'

describeOnBothEngines('a set that is too large to be held', () => {
  let ctx: OrgContext
  beforeEach(async () => {
    ctx = await orgContext({ kind: 'provider' })
  })

  const large = (file: Json | string, options: Partial<LargeImport> = {}) =>
    importLarge(
      ctx,
      {
        ...{ fileName: 'set.json', preview: false, leaveOutErrors: true, alike: 'same' },
        bytes: () => inPieces(typeof file === 'string' ? file : JSON.stringify(file)),
        ...options,
      },
      () => undefined,
    )
  const byPage = async (as: OrgContext, file: Json) => {
    const bytes = new TextEncoder().encode(JSON.stringify(file))
    const { id } = await uploadImport(as, { fileName: 'set.json', bytes })
    const { summary, problems } = await readImport(as, { id })
    const { run } = await startImport(as, { id, leaveOutErrors: true })
    if (run) await runImport(as, { id })
    return { summary, problems }
  }
  const standing = async (as: OrgContext) => {
    const [own] = (await listFrameworks(as)).own
    return own ? readFramework(as, { slug: own.slug }) : null
  }

  describe.each(Object.entries(comingRounds))('%s', (_, files) => {
    it('gives what a page gives: the same counts, problems and framework', async () => {
      const page = await orgContext({ kind: 'provider' })
      for (const file of files) {
        const expected = await byPage(page, file)
        const previewed = await large(file, { preview: true })
        const { summary, problems } = await large(file)
        expect(previewed.summary).toEqual(summary)
        expect(unnamed(summary)).toEqual(unnamed(expected.summary))
        expect(problems.map(inOrder).sort()).toEqual(expected.problems.map(inOrder).sort())
        expect(await said(ctx)).toEqual(await said(page))
      }
    })
  })

  it.each<[string, Json[], Json]>([
    ['nodes of CTDL-ASN', [frame, ...nodes], [frame, ...nodes]],
    ['parts of a CASE package', linesOf(casePackage(first, tree)), casePackage(first, tree)],
  ])('comes as %s one to a line', async (_, documents, whole) => {
    const page = await orgContext({ kind: 'provider' })
    await byPage(page, whole)
    const text = documents.map((document) => `${JSON.stringify(document)}\n`).join('')
    expect(await large(text)).toMatchObject({ state: 'applied' })
    expect(await said(ctx)).toEqual(await said(page))
  })

  it('is undone, new or not', async () => {
    await large(casePackage(first, tree))
    const before = await standing(ctx)
    const [file] = comingRounds['words, order and links that change']?.slice(1) ?? []
    await large(file ?? null)
    const [last] = await listImports(ctx)
    await undoImport(ctx, { id: last?.id ?? '' })
    expect(await standing(ctx)).toEqual({ ...before, updatedAt: expect.anything() })
    const [, made] = await listImports(ctx)
    await undoImport(ctx, { id: made?.id ?? '' })
    expect(await standing(ctx)).toBeNull()
  })

  it('changes nothing where somebody has to decide first', async () => {
    await large(casePackage(first, tree))
    const before = await standing(ctx)
    const mended = casePackage(
      [...first.slice(0, 4), [null, 'Stores the tools in their place']],
      tree,
    )
    expect(await large(mended, { alike: null })).toMatchObject({ state: 'undecided' })
    const parted = await large(mended, { alike: 'different', preview: true })
    expect(parted.summary).toMatchObject({ added: 1, gone: 1, alike: 0 })
    const broken = casePackage([...first, [9, '']], tree)
    await expect(large(broken, { leaveOutErrors: false })).rejects.toThrow(
      refusal('imports.rowsUnreadable'),
    )
    expect(await standing(ctx)).toEqual(before)
  })

  it.each<[string, string, Parameters<typeof refusal>]>([
    [
      'is cut short',
      '{"CFDocument": {}, "CFItems": [{"a": 1}, {"b"',
      ['large.cutShort', { byte: 45, item: 1 }],
    ],
    [
      'is no JSON',
      '{"CFItems": [{"a": 1}, nothing that anybody can read]}',
      ['large.notJson', { byte: 0, item: 0 }],
    ],
    ['is a table', 'Code,Statement\n1,Cuts\n', ['large.table', {}]],
    [
      'is RSD',
      '[{"skillName": "Bevel", "skillStatement": "Bevels edges."}]',
      ['large.otherFormat', {}],
    ],
  ])('is refused where it %s', async (_, text, refused) => {
    await expect(large(text)).rejects.toThrow(refusal(...refused))
    expect(await listImports(ctx)).toEqual([])
  })

  it('is refused where it is no longer UTF-8 in its middle, which is named', async () => {
    const start = Buffer.from('{"CFDocument": {"title": "A')
    async function* bytes() {
      yield start
      yield Buffer.from([0xff, 0x41])
    }
    const values = { byte: start.length }
    await expect(large('', { bytes })).rejects.toThrow(refusal('large.notUtf8', values))
  })

  it('is refused where thousands of its items have one identifier', async () => {
    const [item] = listOf(casePackage(first, tree).CFItems)
    const same = {
      ...casePackage(first, tree),
      CFItems: Array.from({ length: 5002 }, () => item ?? null),
    }
    await expect(large(same)).rejects.toThrow(refusal('large.mostRepeats', { most: 5000 }))
  })

  it('is refused by a page, which names the command', async () => {
    const bytes = new Uint8Array(frameworkLimits.bytes + 1).fill(32)
    const refused = uploadImport(ctx, { fileName: 'set.json', bytes })
    await expect(refused).rejects.toThrow(refusal('imports.tooLarge'))
    expect(sayRefusal({ key: 'imports.tooLarge' })).toMatch(/npm run plumbline -- import/)
  })

  it('is refused where the file changes while it is read', async () => {
    let times = 0
    const bytes = () => inPieces(JSON.stringify(casePackage(first, tree, `Set ${times++}`)))
    await expect(large('', { bytes })).rejects.toThrow(refusal('large.changedMeanwhile', {}))
    expect(await standing(ctx)).toBeNull()
  })
})

/** What a framework says as a file, without the ids and names that are its own. */
async function said(ctx: OrgContext): Promise<unknown> {
  const [own] = (await listFrameworks(ctx)).own
  const { text } = await exportFramework(ctx, { slug: own?.slug ?? '', format: 'case' })
  const { tree: shown } = await readFramework(ctx, { slug: own?.slug ?? '' })
  const named = text.replaceAll(`/frameworks/${own?.slug}`, '/frameworks/slug')
  return { text: withoutIds(named), shown: withoutIds(JSON.stringify(shown)) }
}

function withoutIds(text: string): string {
  return text.replaceAll(
    /(?!7e000000)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    'id',
  )
}

function unnamed(summary: unknown): unknown {
  const text = withoutIds(JSON.stringify(summary))
  return JSON.parse(text.replaceAll(/"slug":"[^"]*"/g, '"slug":""'))
}

function inOrder(value: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort()))
}

async function* inPieces(text: string, size = 97): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
