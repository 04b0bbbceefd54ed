import { jsonParser, type Token } from 'stream-json/parser.js'
import { frameworkLimits } from '@/server/domain/catalogue/frameworks'
import { DomainError, type RefusalKey, type RefusalValues } from '@/server/domain/errors'
import type { Json, JsonObject } from '@/server/domain/json'
import { cleanText } from './parse-json'

/** One element of a long list in a document, or a whole document of several. */
export type JsonPart = {
  /** The key of the list; `''` for the documents of the file, one or more. */
  list: string
  index: number
  value: Json
}

/** Keys of the lists that are too long to be held, wherever they stand outside the elements of another. */
const longLists = new Set(['CFItems', 'CFAssociations', '@graph'])
/** Lists whose elements are small; a node of a graph may itself list all the others. */
const smallItems = new Set(['CFItems', 'CFAssociations'])
/** Lists of documents: what stands in them may hold long lists itself. */
const documentLists = new Set(['', '[]', 'data', 'items', 'results', 'content', 'value', 'values'])
/** Of each long list the document itself keeps so many, to be known by. */
const sampled = 200

/** What may be held of a file at once: one item, one text, and all that is no element of a long list. */
export const partLimits = { item: 1_000_000, text: 1_000_000, rest: 16_000_000 } as const
export type PartLimits = { item: number; text: number; rest: number }

type Frame = {
  into: Json[] | JsonObject
  key: string
  /** The list's key, where its elements are given and not held. */
  list: string | null
  count: number
  heldBefore: number
}

/**
 * Reads JSON piece by piece: elements of its long lists are given as soon as they end, and the documents they stood in
 * come with the first of them alone. Cleans texts as {@link parseJson} does. Several documents one after another
 * (NDJSON) are elements of the list `''`. Throws `invalid` where the text is not JSON and `limit_reached` for what
 * is too large to be held or nested too deep, naming the byte near which it stands.
 */
export class JsonParts {
  /** Whether characters were taken out of a text. */
  removed = false
  private readonly parse = jsonParser({ jsonStreaming: true, streamValues: false })
  private readonly root: Frame = { into: [], key: '', list: '', count: 0, heldBefore: 0 }
  private readonly stack: Frame[] = [this.root]
  private readonly found = { removed: false }
  private held = 0
  private untold = 0
  private bytes = 0
  private given = 0
  private ready: JsonPart[] = []

  constructor(private readonly limits: PartLimits = partLimits) {}

  /** What a piece of text of so many bytes brings to an end. */
  take(text: string, bytes: number): JsonPart[] {
    const tokens = this.tokensOf(text)
    this.bytes += bytes
    this.untold = tokens.length === 0 ? this.untold + text.length : 0
    if (this.untold > this.limits.text) throw this.tooLarge('text')
    for (const token of tokens) this.put(token)
    this.removed = this.found.removed
    const ended = this.ready
    this.ready = []
    return ended
  }

  /** The documents of the file, with the first elements of their long lists. */
  end(): { documents: Json[]; count: number; last: JsonPart[] } {
    const last = this.take('\n', 0)
    const documents = Array.isArray(this.root.into) ? this.root.into : []
    if (this.stack.length > 1) throw this.refuse('large.cutShort', this.near())
    return { documents, count: this.root.count, last }
  }

  private tokensOf(text: string): readonly Token[] {
    try {
      const answer: unknown = this.parse(text)
      return isMany(answer) ? answer.values : []
    } catch {
      throw this.refuse('large.notJson', this.near())
    }
  }

  private put(token: Token): void {
    switch (token.name) {
      case 'startObject':
        this.open({})
        break
      case 'startArray':
        this.open([])
        break
      case 'endObject':
      case 'endArray':
        this.close()
        break
      case 'keyValue':
        this.top().key = cleanText(token.value, this.found)
        this.held += token.value.length
        break
      case 'stringValue':
        this.add(cleanText(token.value, this.found), token.value.length)
        break
      case 'numberValue':
        this.add(Number(token.value), 8)
        break
      case 'nullValue':
      case 'trueValue':
      case 'falseValue':
        this.add(token.value, 8)
    }
  }

  private open(into: Json[] | JsonObject): void {
    if (this.stack.length > frameworkLimits.nesting) {
      const values = { most: frameworkLimits.nesting, ...this.near() }
      throw this.refuse('large.tooDeep', values, 'limit_reached')
    }
    const list = Array.isArray(into) ? this.listNamed() : null
    this.stack.push({ into, key: '', list, count: 0, heldBefore: this.held })
  }

  /** The name of the list that begins here, where it is one whose elements are given. */
  private listNamed(): string | null {
    const parent = this.top()
    const outer = this.stack.findLast(({ list }) => list !== null)?.list ?? ''
    if (!documentLists.has(outer)) return null
    if (parent === this.root) return '[]'
    if (longLists.has(parent.key)) return parent.key
    const isDocument = !Array.isArray(parent.into) && documentLists.has(parent.key)
    return isDocument && this.stack.length <= 4 ? parent.key : null
  }

  private close(): void {
    const frame = this.stack.pop()
    if (frame) this.add(frame.into, 16, frame)
  }

  private add(value: Json, size: number, ended?: Frame): void {
    const parent = this.top()
    this.held += size
    if (parent.list !== null) {
      const begun = ended?.heldBefore ?? this.held - size
      if (this.held - begun > this.limits.item && smallItems.has(parent.list)) {
        throw this.tooLarge('item')
      }
      this.ready.push({ list: parent.list, index: parent.count, value })
      if (longLists.has(parent.list)) this.given += 1
      if (parent.count < sampled) push(parent, value)
      else this.held = begun
      parent.count += 1
    } else push(parent, value)
    if (this.held > this.limits.rest) throw this.tooLarge('rest')
  }

  private top(): Frame {
    return this.stack.at(-1) ?? this.root
  }

  private tooLarge(what: keyof PartLimits): DomainError {
    const values = { what, ...this.near() }
    return this.refuse('large.tooLarge', values, 'limit_reached')
  }

  private near(): { byte: number; item: number } {
    return { byte: this.bytes, item: this.given || this.root.count }
  }

  private refuse(
    key: RefusalKey,
    values: RefusalValues,
    code: 'invalid' | 'limit_reached' = 'invalid',
  ): DomainError {
    return new DomainError(code, key, { field: 'file', values })
  }
}

function push(frame: Frame, value: Json): void {
  if (Array.isArray(frame.into)) frame.into.push(value)
  else if (frame.key !== '__proto__') frame.into[frame.key] = value
}

function isMany(answer: unknown): answer is { values: Token[] } {
  return typeof answer === 'object' && answer !== null && 'values' in answer
}
