import { elementsOf, readInlines } from './marked-inlines'
import { type Block, BlockWriter, type Inline } from './text-blocks'

/**
 * What a text from elsewhere says, whether it was typed plainly or as HTML, Markdown or LaTeX.
 * Never markup: a tag is its meaning or nothing, a link its words, a picture its description.
 * Signs that only might be markup (`5 * 3`, `snake_case`, `#1`, `< 5 mm`) stay as typed.
 * Takes time in proportion to the length; never throws.
 */
export function blocksOf(source: string): Block[] {
  const writer = new BlockWriter()
  const text = withoutHidden(mended(source))
  const elements = elementsOf(text)
  if (blockTag.test(text)) readInlines(text, writer, elements)
  else readLines(text, (run) => readInlines(run, writer, elements), writer)
  return writer.done()
}

/** What a text from elsewhere says, in one line: for labels, titles, tables, mails and the like. */
export function plainText(source: string): string {
  return lineOf(blocksOf(source))
}

/** Blocks in one line. */
export function lineOf(blocks: Block[]): string {
  return blocks.reduce((line, block) => {
    if (block.kind === 'paragraph')
      return line === '' ? textOf(block.inlines) : `${line} ${textOf(block.inlines)}`
    const items = block.items.map(lineOf).join('; ')
    if (line === '') return items
    return /[\p{L}\p{N})]$/u.test(line) ? `${line}: ${items}` : `${line} ${items}`
  }, '')
}

function textOf(inlines: Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text') return inline.text
      return inline.kind === 'break' ? ' ' : textOf(inline.inlines)
    })
    .join('')
}

/** Where one of these stands, a line's end in the source is only a space. */
const blockTag = /<(?:p|div|ul|ol|li|table|dl|blockquote|section|h[1-6])(?:\s[^<>]*)?>/i

/** One kind of line end, no control characters; `\f` and `\t` that JSON made of `\frac` and `\text`. */
function mended(source: string): string {
  return (
    source
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/\f(?=rac\{)/g, '\\f')
      .replaceAll(/\t(?=ext\{|imes\b)/g, '\\t')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

/** Without comments, scripts and styles; what begins like one and does not end stays as typed. */
function withoutHidden(source: string): string {
  const hidden = /<!--|<(script|style)\b[^<>]*>/gi
  const endless = new Set<string>()
  let kept = ''
  let from = 0
  for (let found = hidden.exec(source); found; found = hidden.exec(source)) {
    const name = found[1]?.toLowerCase() ?? '--'
    const end = endless.has(name) ? -1 : endOf(source, name, hidden.lastIndex)
    if (end < 0) {
      endless.add(name)
      continue
    }
    kept += `${source.slice(from, found.index)} `
    from = end
    hidden.lastIndex = end
  }
  return kept + source.slice(from)
}

function endOf(source: string, name: string, from: number): number {
  const end = name === '--' ? /-->/g : name === 'script' ? /<\/script\s*>/gi : /<\/style\s*>/gi
  end.lastIndex = from
  return end.test(source) ? end.lastIndex : -1
}

type Line = { text: string; item: Item | null }
type Item = { indent: number; bullet: string | null; number: number; words: string }

function readLines(text: string, read: (run: string) => void, writer: BlockWriter): void {
  const lines = text
    .split('\n')
    .filter((line) => !tableRule.test(line))
    .map((line): Line => ({ text: line, item: itemOf(line) }))
  const open: Item[] = []
  let afterBlank = false
  for (const [at, line] of lines.entries()) {
    const isBlank = line.text.trim() === ''
    const item = line.item && isListed(lines, at, open) ? line.item : null
    if (item) startItem(item, open, writer, read)
    else if (!isBlank) readLine(line.text, { afterBlank, open, writer, read })
    afterBlank = isBlank
  }
  while (open.pop()) writer.closeList()
}

type Reading = {
  afterBlank: boolean
  open: Item[]
  writer: BlockWriter
  read: (run: string) => void
}

function readLine(line: string, { afterBlank, open, writer, read }: Reading): void {
  const list = open.at(-1)
  const isOfItem = list && (indentOf(line) > list.indent || !afterBlank)
  if (!isOfItem) while (open.pop()) writer.closeList()
  const heading = /^\s*#{2,6}\s+(\S.*)$/.exec(line)?.[1]
  if (afterBlank || heading !== undefined) writer.endBlock()
  else writer.lineBreak()
  if (heading !== undefined) writer.open('strong')
  read(heading?.replace(/(?<=\s)#+\s*$/, '') ?? cellsOf(line))
  if (heading !== undefined) writer.endBlock()
}

function startItem(item: Item, open: Item[], writer: BlockWriter, read: Reading['read']): void {
  const isBelow = () => (open.at(-1)?.indent ?? -1) > item.indent
  while (open.length > 1 && isBelow()) {
    open.pop()
    writer.closeList()
  }
  const list = open.at(-1)
  if (list && item.indent < list.indent + 2 && !follows(item, list)) {
    open.pop()
    writer.closeList()
  }
  const above = open.at(-1)
  if (!above || item.indent >= above.indent + 2) {
    writer.openList(item.bullet === null ? item.number : null)
    open.push(item)
  } else open[open.length - 1] = item
  writer.item()
  read(item.words)
}

/** Whether an item goes on with the list of another. */
function follows(item: Item, before: Item): boolean {
  return (
    item.bullet === before.bullet && (item.bullet !== null || item.number === before.number + 1)
  )
}

/** A line alone that begins with a dash or a number is no list; one with a round bullet is. */
function isListed(lines: Line[], at: number, open: Item[]): boolean {
  const item = lines[at]?.item
  if (!item) return false
  if (open.some((before) => before.indent === item.indent && follows(item, before))) return true
  if (item.bullet !== null && /[•●▪‣◦]/.test(item.bullet)) return true
  const before = neighbour(lines, at, -1)
  const after = neighbour(lines, at, 1)
  if (before && (follows(item, before) || before.indent + 2 <= item.indent)) return true
  return after !== null && (follows(after, item) || item.indent + 2 <= after.indent)
}

/** The next item before or after, past one blank line or one line that belongs to an item. */
function neighbour(lines: Line[], at: number, step: 1 | -1): Item | null {
  for (let place = at + step; Math.abs(place - at) <= 3; place += step) {
    const line = lines[place]
    if (!line) return null
    if (line.item) return line.item
    if (line.text.trim() !== '' && indentOf(line.text) < 2) return null
  }
  return null
}

function itemOf(line: string): Item | null {
  const found = /^(\s{0,40})(?:([-*+•●▪‣◦–])|(\d{1,3})[.)])\s+(\S.*)$/.exec(line)
  if (!found) return null
  const [, space = '', bullet, number, words = ''] = found
  return { indent: space.length, bullet: bullet ?? null, number: Number(number ?? 0), words }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

const tableRule = /^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$/

/** A table's row without its outer lines. */
function cellsOf(line: string): string {
  return /^\s*\|.*\|\s*$/.test(line) ? line.trim().slice(1, -1) : line
}
