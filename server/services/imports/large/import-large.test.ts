import { beforeEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/server/domain/json'
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
import { describeOnBothEngines } from '@/server/testing/databases'
import { orgContext } from '@/server/testing/organizations-factory'
import { refusal } from '@/server/testing/refusal'
import { importLarge, type LargeImport } from './import-large'

const uuid = (n: number) => `7e000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = (n: number) => ({ identifier: uuid(n), uri: `https://x.example/${n}`, title: '' })

type Item = [n: number | null, words: string, more?: JsonObject]

/** A CASE package; a link is a child, its parent (0 for the framework itself) and its number among others. */
function casePackage(
  items: Item[],
  links: [child: number, parent: number, sequence?: number][],
  title = 'State set',
): JsonObject {
  return {
    CFDocument: { ...at(0), title, language: 'en' },
    CFItems: items.map(([n, fullStatement, more = {}]) => ({
      ...(n === null ? {} : at(n)),
      ...{ fullStatement, ...more },
    })),
    CFAssociations: links.map(([child, parent, sequenceNumber], n) => ({
      ...at(1000 + n),
      associationType: 'isChildOf',
      originNodeURI: at(child),
      destinationNodeURI: at(parent),
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    })),
  }
}

const first: Item[] = [
  [1, 'Machines parts'],
  [2, 'Measures parts', { humanCodingScheme: 'M.1' }],
  [3, 'Reads drawings', { humanCodingScheme: 'M.2', conceptKeywords: ['print'] }],
  [null, 'Cleans the machine'],
  [null, 'Stores the tools in their places'],
]
const tree: [number, number, number][] = [
  [1, 0, 1],
  [2, 1, 1],
  [3, 1, 2],
]

/** What may be in a set that comes, one after another into one framework. */
const rounds: Record<string, JsonObject[]> = {
  'nothing new': [casePackage(first, tree), casePackage(first, tree)],
  'words, order and links that change': [
    casePackage(first, tree),
    casePackage(
      [
        [1, 'Machines parts well'],
        [3, 'Reads drawings'],
        [2, 'Measures parts'],
        [4, 'Sets up'],
      ],
      [
        [1, 0, 1],
        [3, 1, 1],
        [2, 1, 2],
        [4, 1, 3],
      ],
    ),
    casePackage(first, tree),
  ],
  'items without identifiers, worded anew': [
    casePackage(first, tree),
    casePackage(
      [
        ...first.slice(0, 3),
        [null, 'Stores the tools in their place'],
        [null, 'Cleans the machine'],
        [null, 'Oils the machine'],
      ],
      tree,
    ),
  ],
  'a language that changes and a name': [
    casePackage(first, tree),
    {
      ...casePackage(first, tree),
      CFDocument: { ...at(0), title: 'State set two', language: 'es' },
    },
  ],
  'what cannot stand': [
    {
      ...casePackage(
        [
          ...first,
          [2, 'Measures parts', { humanCodingScheme: 'M.1' }],
          [3, 'Reads other drawings'],
          [5, ''],
          [6, 'Drills', { humanCodingScheme: 'M.1' }],
          [7, 'Turns\u0000 steel'],
        ],
        [...tree, [1, 3], [6, 77, 1], [6, 1, 2], [6, 1, 2], [88, 1]],
      ),
      CFDefinitions: { CFItemTypes: [{ title: 'no identifier' }] },
    },
  ],
  'links numbered under the framework, before the items': [
    {
      CFAssociations: casePackage(first, [
        [3, 0, 1],
        [2, 0, 2],
        [1, 0, 3],
      ]).CFAssociations as Json,
      ...casePackage(first, [
        [3, 0, 1],
        [2, 0, 2],
        [1, 0, 3],
      ]),
    },
  ],
}

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

  describe.each(Object.entries(rounds))('%s', (_, files) => {
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

  it('is undone, new or not', async () => {
    await large(casePackage(first, tree))
    const before = await standing(ctx)
    const [file] = rounds['words, order and links that change']?.slice(1) ?? []
    await large(file ?? {})
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
  ])('is refused where it %s', async (_, text, refused) => {
    await expect(large(text)).rejects.toThrow(refusal(...refused))
    expect(await listImports(ctx)).toEqual([])
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
  const named = text.replaceAll(own?.slug ?? '', 'slug')
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
