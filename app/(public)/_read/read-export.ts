import 'server-only'
import { publicLinks } from '@/app/_components/frameworks/public-links'
import { treeWords } from '@/app/_components/frameworks/tree-words'
import { publicCaller } from '@/app/_trpc/public-caller'
import type { ExportFormat } from '@/server/domain/catalogue/frameworks'
import { segmentedLru } from '@/server/segmented-lru.mjs'

type Format = ExportFormat | 'xlsx' | 'words'
type File = { name: string; mediaType: string; body: string | Uint8Array<ArrayBuffer> }

/** As long as the framework's page is kept. */
const SECONDS = 300
const MIB = 2 ** 20

const kept: {
  get(key: string): { file: File; until: number } | undefined
  set(key: string, entry: { file: File; until: number }, size: number): boolean
} = segmentedLru({ bytes: 64 * MIB, entries: 300, entryBytes: 16 * MIB })

/**
 * A published framework as a file, or its words for the search above its tree. A large one takes a while to write, and
 * anybody may ask for it: so each is written once in five minutes. One that is not there is looked up each time and
 * takes no room. No figures are among it: those may not outlast a refresh.
 */
export async function readExport(slug: string, format: Format): Promise<File> {
  const key = `${format} ${slug}`
  const found = kept.get(key)
  if (found && found.until > Date.now()) return found.file
  const begun = making.get(key) ?? make(key, () => written(slug, format))
  making.set(key, begun)
  return begun
}

const making = new Map<string, Promise<File>>()

/** Whoever asks for it meanwhile gets the same. */
async function make(key: string, write: () => Promise<File>): Promise<File> {
  try {
    const file = await write()
    kept.set(key, { file, until: Date.now() + SECONDS * 1000 }, sizeOf(file))
    return file
  } finally {
    making.delete(key)
  }
}

function sizeOf({ body }: File): number {
  return typeof body === 'string' ? 2 * body.length : body.byteLength
}

async function written(slug: string, format: Format): Promise<File> {
  if (format === 'words') return wordsOf(slug)
  const { exportPublished, exportPublishedWorkbook } = publicCaller().frameworks
  if (format === 'xlsx') {
    const { bytes, ...file } = await exportPublishedWorkbook({ slug })
    return { ...file, body: bytes }
  }
  const { text, ...file } = await exportPublished({ slug, format })
  return { ...file, body: text }
}

async function wordsOf(slug: string): Promise<File> {
  const framework = await publicCaller().frameworks.readPublished({ slug })
  const words = treeWords(framework, publicLinks(slug).links)
  return { body: JSON.stringify(words), mediaType: 'application/json', name: `${slug}.words.json` }
}
