import { createHash } from 'node:crypto'
import type { Problem } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import type { Json } from '@/server/domain/json'
import { streamCase } from './case'
import { isCaseItems, packageOfItems } from './case-items'
import { CtdlSurvey } from './ctdl'
import { decodeText } from './decode-text'
import { detectFormat, findFramework } from './detect-format'
import type { FrameworkStream } from './framework-stream'
import { type JsonPart, JsonParts } from './json-parts'

/** The bytes of a file from its beginning, as often as they are asked for. */
export type FileBytes = () => AsyncIterable<Uint8Array>

export type LookedAt = {
  /** The file, or its documents where it holds several; of their long lists the first elements alone. */
  value: Json
  sha256: string
  /** How many elements its long lists have. */
  parts: number
  problems: Problem[]
}

/**
 * Goes over a file once and keeps what its long lists do not hold. Throws a sentence where it is cut short, is not JSON
 * or not UTF-8, or holds something too large to be read.
 */
export async function lookAtFile(
  bytes: FileBytes,
  tell: (bytes: number) => void,
): Promise<LookedAt> {
  const hash = createHash('sha256')
  const reader = new JsonParts()
  let parts = 0
  for await (const found of partsOf(bytes, { reader, hash, tell })) parts += found.length
  const { documents } = reader.end()
  const [only, another] = documents
  return {
    value: another === undefined ? (only ?? null) : documents,
    sha256: hash.digest('hex'),
    parts,
    problems: reader.removed ? [{ severity: 'warning', reason: 'characters_removed' }] : [],
  }
}

/**
 * The framework of a file that was looked at, to be given its pieces; throws what {@link findFramework} throws, and for RSD and SKOS. A format
 * whose pieces can be read only when others are known goes over the file once more before.
 */
export async function openStream(
  looked: LookedAt,
  { bytes, fileName }: { bytes: FileBytes; fileName: string },
  tell: (bytes: number) => void,
): Promise<FrameworkStream & { problems: Problem[] }> {
  const problems = [...looked.problems]
  const { format, value } = findFramework(looked.value)
  if (format === 'case') {
    const framed = isCaseItems(value) ? packageOfItems(value, problems, fileName) : value
    return { ...streamCase(framed, problems), problems }
  }
  if (format !== 'ctdl_asn') {
    throw new DomainError('limit_reached', 'large.otherFormat', { field: 'file' })
  }
  const survey = new CtdlSurvey(problems)
  for await (const parts of readAgain(bytes, looked, tell)) {
    for (const part of parts) survey.add(part)
  }
  return { ...survey.stream({ value, fileName }), problems }
}

/** Goes over the same file again, giving its pieces in batches; throws when it has changed since. */
export async function* readAgain(
  bytes: FileBytes,
  looked: LookedAt,
  tell: (bytes: number) => void,
): AsyncGenerator<JsonPart[]> {
  const hash = createHash('sha256')
  const reader = new JsonParts()
  yield* partsOf(bytes, { reader, hash, tell })
  yield reader.end().last
  if (hash.digest('hex') !== looked.sha256) {
    throw new DomainError('conflict', 'large.changedMeanwhile', { field: 'file' })
  }
}

type Reading = {
  reader: JsonParts
  hash: { update(bytes: Uint8Array): unknown }
  tell: (bytes: number) => void
}

async function* partsOf(
  bytes: FileBytes,
  { reader, hash, tell }: Reading,
): AsyncGenerator<JsonPart[]> {
  let decoder: TextDecoder | null = null
  let read = 0
  for await (const chunk of bytes()) {
    hash.update(chunk)
    decoder ??= decoderFor(chunk)
    yield reader.take(decoded(decoder, chunk, read), chunk.length)
    read += chunk.length
    tell(read)
  }
}

/** By the beginning of a file; throws what {@link decodeText} and {@link detectFormat} throw, and for a table. */
function decoderFor(start: Uint8Array): TextDecoder {
  const { text, encoding } = decodeText(start)
  if (detectFormat(text) === 'csv') {
    throw new DomainError('limit_reached', 'large.table', { field: 'file' })
  }
  return new TextDecoder(encoding.startsWith('utf-16') ? encoding : 'utf-8', { fatal: true })
}

function decoded(decoder: TextDecoder, chunk: Uint8Array, byte: number): string {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch {
    throw new DomainError('invalid', 'large.notUtf8', { field: 'file', values: { byte } })
  }
}
