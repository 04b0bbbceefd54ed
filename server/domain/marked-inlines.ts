import { decodeEntities } from './entities'
import { mathText } from './math-text'
import type { BlockWriter, Mark } from './text-blocks'

/** Which elements a text opens and closes anywhere: a tag without its fellow may be no tag. */
export type Elements = { opened: Set<string>; closed: Set<string> }

export function elementsOf(source: string): Elements {
  const elements: Elements = { opened: new Set(), closed: new Set() }
  for (const [, slash, name = ''] of source.matchAll(/<(\/?)([a-z][\w:.-]*)/gi)) {
    elements[slash ? 'closed' : 'opened'].add(name.toLowerCase())
  }
  return elements
}

/** Writes a run of text down as what its tags, signs and references mean. */
export function readInlines(run: string, writer: BlockWriter, elements: Elements): void {
  const sign = /[<*_$\\![]/g
  let typedFrom = 0
  for (let found = sign.exec(run); found; found = sign.exec(run)) {
    const at = found.index
    const read = readers[found[0]]?.(run, at, elements)
    if (!read) continue
    writer.text(decodeEntities(run.slice(typedFrom, at)))
    read.write(writer)
    typedFrom = read.end
    sign.lastIndex = read.end
  }
  writer.text(decodeEntities(run.slice(typedFrom)))
}

/** Null where the sign at this place is only a sign. Every reader looks no further than the next of its kind. */
type Reader = (
  run: string,
  at: number,
  elements: Elements,
) => { end: number; write: (writer: BlockWriter) => void } | null

const readers: Record<string, Reader> = {
  '<': readTag,
  '*': (run, at, elements) =>
    readMark(run, at, elements, doubleStar) ?? readMark(run, at, elements, singleStar),
  _: (run, at, elements) => readMark(run, at, elements, underscore),
  $: readDollars,
  '\\': readBackslash,
  '[': readLink,
  '!': readLink,
}

function match(pattern: RegExp, run: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(run)
}

type Sign = { kind: Mark; around: RegExp }

const doubleStar: Sign = {
  kind: 'strong',
  around: /\*\*(?=\S)((?:[^*\n]|\*(?!\*))+)(?<=\S)\*\*/y,
}
const singleStar: Sign = {
  kind: 'emphasis',
  around: /\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\p{L}\p{N}])/uy,
}
const underscore: Sign = {
  kind: 'emphasis',
  around: /_(?=\S)([^_\n]*\s[^_\n]*)(?<=\S)_(?![\p{L}\p{N}_])/uy,
}
const inWord = /[\p{L}\p{N}\\*]/u

/** Signs around words. One inside a word, as in `2*3*4` or `snake_case`, opens nothing. */
function readMark(...[run, at, elements, sign]: [...Parameters<Reader>, Sign]): ReturnType<Reader> {
  if (inWord.test(run[at - 1] ?? '')) return null
  const words = match(sign.around, run, at)?.[1]
  if (words === undefined) return null
  return {
    end: sign.around.lastIndex,
    write: (writer) => {
      writer.open(sign.kind)
      readInlines(words, writer, elements)
      writer.close(sign.kind)
    },
  }
}

const shownFormula = /\$\$([^$]+)\$\$/y
const inlineFormula = /\$(?=\S)([^$\n]+)(?<=[^\s\\])\$(?!\d)/y

/** A formula, not two prices: nothing but a formula holds these signs, or is one letter or number. */
const formulaSigns = /[\\^_{}=<>]|^[a-zA-Z]$|^-?[\d.,]+$/

function readDollars(run: string, at: number): ReturnType<Reader> {
  const found = match(shownFormula, run, at) ?? match(inlineFormula, run, at)
  if (!found || !formulaSigns.test(found[1] ?? '')) return null
  return formula(found[1], at + found[0].length)
}

const roundFormula = /\\\(((?:[^\\\n]|\\(?![()]))+)\\\)/y
const squareFormula = /\\\[((?:[^\\\n]|\\(?![[\]]))+)\\\]/y
const bareFormula = /\\[dt]?frac\{[^{}\n]*\}\{[^{}\n]*\}|\\sqrt\{[^{}\n]*\}/y
const escapedSign = /\\([*_#$])/y

function readBackslash(run: string, at: number): ReturnType<Reader> {
  const fenced = match(roundFormula, run, at) ?? match(squareFormula, run, at)
  if (fenced) return formula(fenced[1], at + fenced[0].length)
  const bare = match(bareFormula, run, at)
  if (bare) return formula(bare[0], at + bare[0].length)
  const escaped = match(escapedSign, run, at)
  return escaped && { end: at + 2, write: (writer) => writer.text(escaped[1] ?? '') }
}

function formula(latex: string | undefined, end: number): ReturnType<Reader> {
  return { end, write: (writer) => writer.text(mathText(decodeEntities(latex ?? ''))) }
}

const link = /!?\[([^[\]\n]*)\]\((?:https?:|mailto:|data:|\.{0,2}\/|#)[^()\s]*(?: "[^"\n]*")?\)/y

/** The words of a link, the description of a picture. `item(s)` and `[1]` are neither. */
function readLink(run: string, at: number, elements: Elements): ReturnType<Reader> {
  const words = match(link, run, at)?.[1]
  if (words === undefined) return null
  return { end: link.lastIndex, write: (writer) => readInlines(words, writer, elements) }
}

/** An element with attributes that have values, an address in pointed brackets, or a declaration. */
const tag =
  /<(\/?)([a-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*)\s*\/?>|<((?:https?:\/\/|mailto:)[^<>\s]+)>|<[!?][a-z][^<>]*>/iy

function readTag(run: string, at: number, elements: Elements): ReturnType<Reader> {
  const found = match(tag, run, at)
  if (!found) return null
  const [whole, slash = '', typedName = '', attributes = '', address] = found
  const end = at + whole.length
  if (address !== undefined) return { end, write: (writer) => writer.text(address) }
  const name = typedName.toLowerCase()
  const known = standAlone.has(name) || elements[slash ? 'opened' : 'closed'].has(name)
  if (typedName !== '' && !known && !(slash && name in marks)) return null
  return { end, write: (writer) => writeTag(writer, name, slash !== '', attributes) }
}

/** Elements that documents of the field leave open, or that have no end. */
const standAlone = new Set(
  'p br hr wbr img li td th tr dt dd thead tbody tfoot col input link meta'.split(' '),
)

const marks: Partial<Record<string, Mark>> = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  sub: 'sub',
  sup: 'sup',
}

const blocks = new Set(
  (
    'p div section article header footer main aside nav blockquote pre figure figcaption hr ' +
    'table thead tbody tfoot caption dl dt dd form fieldset address'
  ).split(' '),
)

function writeTag(writer: BlockWriter, name: string, closes: boolean, attributes: string): void {
  const mark = marks[name]
  if (mark && closes) writer.close(mark)
  else if (mark) writer.open(mark)
  else if (blocks.has(name)) writer.endBlock()
  else if (/^h[1-6]$/.test(name)) writeHeading(writer, closes)
  else if ((name === 'ul' || name === 'ol') && closes) writer.closeList()
  else if (name === 'ul') writer.openList(null)
  else if (name === 'ol') writer.openList(startOf(attributes))
  else if (name === 'li' && !closes) writer.item()
  else if (name === 'br' || (name === 'tr' && !closes)) writer.lineBreak()
  else if (/^t[dh]$/.test(name) && !closes && writer.lineHasWords) writer.text(' | ')
  else if (name === 'img') writer.text(` ${decodeEntities(attributeOf(attributes, 'alt'))} `)
}

function writeHeading(writer: BlockWriter, closes: boolean): void {
  writer.endBlock()
  if (!closes) writer.open('strong')
}

function startOf(attributes: string): number {
  return Number(/^\d{1,6}$/.exec(attributeOf(attributes, 'start'))?.[0] ?? 1)
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*'|\\S+)`, 'i').exec(attributes)
  return (found?.[1] ?? '').replaceAll(/^["']|["']$/g, '')
}
