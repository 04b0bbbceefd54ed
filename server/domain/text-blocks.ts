/** A piece of a line: words, a line break, or words that stand out. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: Mark; inlines: Inline[] }

/** A piece of a text. `start` is the number of an ordered list's first item, null for bullets. */
export type Block =
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'list'; start: number | null; items: Block[][] }

export type Mark = 'emphasis' | 'strong' | 'sub' | 'sup'

/** Lists and marks nested deeper than anybody reads join what is around them. */
const depthLimit = 8

/** Takes a text down piece by piece, in any order: what is not closed is closed where a block ends. */
export class BlockWriter {
  #blocks: Block[] = []
  #lists: Extract<Block, { kind: 'list' }>[] = []
  #listsTooDeep = 0
  #line: Inline[] = []
  #marks: { kind: Mark; inlines: Inline[] }[] = []
  #spaceBefore = false
  #lineHasWords = false

  get lineHasWords(): boolean {
    return this.#lineHasWords
  }

  text(text: string): void {
    const spaced = text.replaceAll(/\s+/g, ' ')
    if (spaced.startsWith(' ')) this.#spaceBefore = true
    const words = spaced.trim()
    if (words === '') return
    const lead = this.#spaceBefore && this.#lineHasWords ? ' ' : ''
    this.#append(lead + words)
    this.#spaceBefore = spaced.endsWith(' ')
    this.#lineHasWords = true
  }

  lineBreak(): void {
    if (this.#lineHasWords) this.#here().push({ kind: 'break' })
    this.#spaceBefore = false
    this.#lineHasWords = false
  }

  open(kind: Mark): void {
    if (this.#marks.length >= depthLimit) return
    if (this.#spaceBefore && this.#lineHasWords) this.#append(' ')
    this.#spaceBefore = false
    const inlines: Inline[] = []
    this.#here().push({ kind, inlines })
    this.#marks.push({ kind, inlines })
  }

  close(kind: Mark): void {
    const at = this.#marks.findLastIndex((mark) => mark.kind === kind)
    if (at >= 0) this.#marks.length = at
  }

  endBlock(): void {
    const inlines = tidyLine(this.#line)
    if (inlines.length > 0) this.#container().push({ kind: 'paragraph', inlines })
    this.#line = []
    this.#marks = []
    this.#spaceBefore = false
    this.#lineHasWords = false
  }

  openList(start: number | null): void {
    this.endBlock()
    if (this.#lists.length >= depthLimit) {
      this.#listsTooDeep += 1
      return
    }
    const list: Extract<Block, { kind: 'list' }> = { kind: 'list', start, items: [] }
    this.#container().push(list)
    this.#lists.push(list)
  }

  item(): void {
    this.endBlock()
    this.#lists.at(-1)?.items.push([])
  }

  closeList(): void {
    this.endBlock()
    if (this.#listsTooDeep > 0) this.#listsTooDeep -= 1
    else this.#lists.pop()
  }

  done(): Block[] {
    this.endBlock()
    return tidy(this.#blocks)
  }

  #append(text: string): void {
    const into = this.#here()
    const last = into.at(-1)
    if (last?.kind === 'text') last.text += text
    else into.push({ kind: 'text', text })
  }

  #here(): Inline[] {
    return this.#marks.at(-1)?.inlines ?? this.#line
  }

  #container(): Block[] {
    const list = this.#lists.at(-1)
    if (!list) return this.#blocks
    const item = list.items.at(-1) ?? []
    if (list.items.length === 0) list.items.push(item)
    return item
  }
}

/** Without marks that hold nothing and breaks at the end. */
function tidyLine(inlines: Inline[]): Inline[] {
  const kept = inlines.flatMap((inline): Inline[] => {
    if (inline.kind === 'text' || inline.kind === 'break') return [inline]
    const within = tidyLine(inline.inlines)
    return within.length > 0 ? [{ ...inline, inlines: within }] : []
  })
  return kept.slice(0, kept.findLastIndex(({ kind }) => kind !== 'break') + 1)
}

/** Without lists and items that hold nothing. */
function tidy(blocks: Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'paragraph') return [block]
    const items = block.items.map(tidy).filter((item) => item.length > 0)
    return items.length > 0 ? [{ ...block, items }] : []
  })
}
