import 'server-only'
import { publicLinks } from '@/app/_components/frameworks/public-links'
import { treeWords } from '@/app/_components/frameworks/tree-words'
import { publicCaller } from '@/app/_trpc/public-caller'
import type { ExportFormat } from '@/server/domain/catalogue/frameworks'
import { segmentedLru } from '@/server/segmented-lru.mjs'

type Format = ExportFormat | 'words'
type File = Awaited<ReturnType<ReturnType<typeof publicCaller>['frameworks']['exportPublished']>>

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
  const file =
    format === 'words'
      ? await wordsOf(slug)
      : await publicCaller().frameworks.exportPublished({ slug, format })
  kept.set(key, { file, until: Date.now() + SECONDS * 1000 }, 2 * file.text.length)
  return file
}

async function wordsOf(slug: string): Promise<File> {
  const framework = await publicCaller().frameworks.readPublished({ slug })
  const words = treeWords(framework, publicLinks(slug).links)
  return { text: JSON.stringify(words), mediaType: 'application/json', name: `${slug}.words.json` }
}
