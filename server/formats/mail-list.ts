import { normaliseEmail } from '@/server/domain/people/addresses'

/** What was found in a list: an address that can be used, or what stands in its place. */
export type MailEntry = {
  line: number
  /** As it stands, alone, to be quoted. */
  text: string
  email: string | null
  employer: string | null
  name: string | null
}

type Address = { kind: 'address'; email: string | null; text: string; wrapped: boolean }
type Token = Address | { kind: 'text' | 'cut'; text: string }
type Piece = Address | { kind: 'text'; text: string }
type Chunk = Piece[]

/**
 * Addresses as people write and paste them: one a line or many, with names before or behind
 * (`Last, First <address>`, `address (Name)`, `address - Name`), bullets, numbers and brackets, the
 * address lines of a mail, `Firm: address, address`, and `address, employer, name` without headings.
 * A text beside an address is a person. What is no address is given back alone, with its line.
 */
export function readMailList(text: string): MailEntry[] {
  return logicalLines(text).flatMap(({ line, text }) => {
    const tokens = tokensOf(withoutBullet(text))
    const groups = splitAt(tokens, ';').filter((group) => group.length > 0)
    const several = groups.filter((group) => group.some(isAddress)).length > 1
    if (several) return groups.flatMap((group) => readGroup(group, line))
    const entries = readGroup(tokens, line)
    // Without an address the line is quoted as it stands.
    return tokens.some(isAddress)
      ? entries
      : entries.map((entry) => ({ ...entry, text: text.trim() }))
  })
}

/** How many lines a quoted name may go on over; more would be a quote that nobody closed. */
const mostQuotedLines = 3

function logicalLines(text: string): { line: number; text: string }[] {
  const lines = text.split(/\r\n|\n|\r/)
  const found: { line: number; text: string }[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1
    let whole = lines[at] ?? ''
    if (opensQuote(whole)) {
      const ahead = lines.slice(at + 1, at + 1 + mostQuotedLines)
      const more = ahead.findIndex((each) => each.includes('"')) + 1
      whole = [whole, ...ahead.slice(0, more)].join(' ')
      at += more
    }
    if (whole.trim() !== '') found.push({ line, text: whole })
  }
  return found
}

/** Whether the last of an odd number of quotes stands where a cell or a name begins. */
function opensQuote(line: string): boolean {
  const last = line.lastIndexOf('"')
  if (last < 0 || line.split('"').length % 2 === 1) return false
  const before = line.slice(0, last).trimEnd()
  return before === '' || ',;\t:'.includes(before.at(-1) ?? '')
}

// A number and a point right before an address may be part of it.
const bullet = /^\s*(?:[•●○◦▪▫■□‣·∙⁃*–—-]+\s*|\(?\d{1,4}\.\s+|\(?\d{1,4}\)\s*|\[[ xX✓]?\]\s*|>+\s*)/

/** A bullet and the number behind it, or a mark of a mail that is quoted. */
function withoutBullet(line: string): string {
  return line.replace(bullet, '').replace(bullet, '')
}

const token = /"((?:[^"]|"")*)"|<([^<>]*)>|\(([^()]*)\)|([,;\t，；、])|([^\s,;，；、"<>()]+)|\S/gu

/** What people write between two addresses. */
const between = new Set(['and', 'or', 'y', 'e', 'o', 'u', 'und', 'oder', 'et', 'ou'])

function tokensOf(line: string): Token[] {
  const tokens: Token[] = []
  for (const [whole, quoted, angled, comment, cut, word] of line.matchAll(token)) {
    if (quoted !== undefined) tokens.push(...quotedTokens(quoted.replaceAll('""', '"')))
    else if (angled?.includes('@')) tokens.push(...addressTokens(angled.trim(), true))
    else if (comment?.includes('@')) tokens.push(...addressTokens(comment.trim(), true))
    else if (cut !== undefined) tokens.push({ kind: 'cut', text: plainCut(cut) })
    else if (word?.includes('@')) tokens.push(...addressTokens(word, false))
    else if (word && between.has(word.toLowerCase()) && tokens.at(-1)?.kind === 'address') {
      tokens.push({ kind: 'cut', text: ',' })
    } else if (word !== undefined || comment !== undefined)
      tokens.push({ kind: 'text', text: whole })
    else if (angled?.trim()) tokens.push({ kind: 'text', text: angled.trim() })
  }
  return tokens
}

function plainCut(cut: string): string {
  if (cut === '；') return ';'
  return cut === '，' || cut === '、' ? ',' : cut
}

function quotedTokens(text: string): Token[] {
  const plain = text.trim()
  if (plain === '') return []
  return plain.includes('@') && !/\s/.test(plain)
    ? addressTokens(plain, false)
    : [{ kind: 'text', text: plain }]
}

function addressTokens(word: string, wrapped: boolean): Token[] {
  const whole = (email: string | null, text: string): Token[] => [
    { kind: 'address', email, text, wrapped },
  ]
  const core = trimmed(word)
  const bare = core.replace(/^(?:mailto|smtp):/i, '').replace(/\?(?:subject|body|cc|bcc)=.*$/i, '')
  const email = normaliseEmail(trimmed(bare))
  if (email) return whole(email, core)
  const colon = core.lastIndexOf(':', core.indexOf('@'))
  if (colon > 0) {
    const label: Token = { kind: 'text', text: core.slice(0, colon + 1) }
    return [label, ...addressTokens(core.slice(colon + 1), wrapped)]
  }
  const parts = core.split(/[/|\s]+/)
  const emails = parts.map((part) => normaliseEmail(trimmed(part)))
  if (parts.length < 2 || emails.includes(null)) return whole(null, core)
  return parts.flatMap((part, at) => whole(emails[at] ?? null, part))
}

const opening = new Set('[{\'‘’“”„«‹`*•●○◦▪▫■□‣·∙⁃–—-#<("')
const closing = new Set(']}\'‘’“”»›`*.,;:!?…>)"')

/** Without the punctuation that stands around an address and cannot be part of it. */
function trimmed(word: string): string {
  let [start, end] = [0, word.length]
  while (start < end && opening.has(word[start] ?? '')) start++
  while (end > start && closing.has(word[end - 1] ?? '')) end--
  return word.slice(start, end)
}

function isAddress(token: Token | Piece): token is Address {
  return token.kind === 'address'
}

function readGroup(tokens: Token[], line: number): MailEntry[] {
  const count = tokens.filter(isAddress).length
  const chunks = chunksOf(tokens, count === 1 ? columnCut(tokens) : ',;\t')
  if (count === 0) {
    const text = chunks.map(textOf).join(', ')
    return worded(labelled(text).rest, /[\p{L}\p{N}]/u) ? [refused(line, text)] : []
  }
  return readChunks(chunks, line, count === 1)
}

function readChunks(chunks: Chunk[], line: number, alone: boolean): MailEntry[] {
  const entries: MailEntry[] = []
  const namesFollow = startsWithAddress(chunks[0])
  let waiting: string[] = []
  let employer: string | null = null
  const settle = () => {
    const last = entries.at(-1)
    if (last && waiting.length > 0) entries.push(...readBehind(last, waiting, alone))
    waiting = []
  }
  for (const chunk of chunks) {
    if (!chunk.some(isAddress)) {
      waiting.push(textOf(chunk))
      continue
    }
    if (namesFollow && startsWithAddress(chunk)) settle()
    for (const entry of readChunk(chunk, waiting.join(', '), line)) {
      const label = labelled(entry.name ?? '')
      employer = label.employer ?? employer
      entries.push({ ...entry, employer, name: label.rest })
    }
    waiting = []
  }
  settle()
  return entries.map((entry) => ({
    ...entry,
    employer: worded(entry.employer, /[\p{L}\p{N}]/u),
    name: worded(entry.name, /\p{L}/u),
  }))
}

function startsWithAddress(chunk: Chunk | undefined): boolean {
  const first = chunk?.[0]
  return first !== undefined && isAddress(first)
}

/** What divides columns on a line with one address: what a table would be divided by. */
function columnCut(tokens: Token[]): string {
  const cuts = new Set(tokens.flatMap(({ kind, text }) => (kind === 'cut' ? [text] : [])))
  return ['\t', ';', ','].find((cut) => cuts.has(cut)) ?? ','
}

function splitAt(tokens: Token[], cut: string): Token[][] {
  const groups: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'cut' && token.text === cut) groups.push([])
    else groups.at(-1)?.push(token)
  }
  return groups
}

/** Texts beside each other become one, and an address that is repeated in brackets is one. */
function chunksOf(tokens: Token[], cuts: string): Chunk[] {
  const chunks: Chunk[] = [[]]
  for (const token of tokens) {
    const pieces = chunks.at(-1) ?? []
    const last = pieces.at(-1)
    if (token.kind === 'cut' && cuts.includes(token.text)) chunks.push([])
    else if (isAddress(token)) {
      const again = last && isAddress(last) && last.email !== null && last.email === token.email
      if (!again || !token.wrapped) pieces.push(token)
    } else if (last?.kind === 'text') {
      last.text += token.kind === 'cut' ? token.text : ` ${token.text}`
    } else if (token.kind === 'text') pieces.push({ kind: 'text', text: token.text })
  }
  return chunks.filter((pieces) => pieces.length > 0)
}

function textOf(pieces: Piece[]): string {
  return pieces.map(({ text }) => text).join(' ')
}

/** What stands in one part between commas: texts before the addresses name what follows, else what precedes. */
function readChunk(pieces: Piece[], before: string, line: number): MailEntry[] {
  const entries: MailEntry[] = []
  const precede = before !== '' || pieces[0]?.kind === 'text'
  let name = before
  for (const [at, piece] of pieces.entries()) {
    const last = entries.at(-1)
    if (isAddress(piece)) {
      const { email } = piece
      const text = piece.text === '@' ? textOf(pieces) : piece.text
      entries.push({ line, text, email, employer: null, name })
      name = ''
    } else if (last && (!precede || at === pieces.length - 1)) last.name += ` ${piece.text}`
    else name = name ? `${name}, ${piece.text}` : piece.text
  }
  return entries
}

/** Texts of their own behind an address: `address, employer, name` where it is alone, else its person. */
function readBehind(entry: MailEntry, texts: string[], alone: boolean): MailEntry[] {
  if (alone) {
    const [employer = '', name = ''] = texts
    entry.employer = employer
    entry.name ||= name
    return []
  }
  if (entry.name) return texts.map((text) => refused(entry.line, text))
  entry.name = texts.join(', ')
  return []
}

function refused(line: number, text: string): MailEntry {
  return { line, text, email: null, employer: null, name: null }
}

const headers =
  /^(?:to|cc|bcc|from|reply-?to|sent|subject|date|an|von|para|de|cco|asunto|fecha|enviado|e-?mails?|mail|address(?:es)?|e-?mail address(?:es)?|work e-?mail|correos?|correo electr[oó]nico|direcci[oó]n(?:es)?|name|nombre|contacto?|recipients?|raters?|reviewers?|contacts?|guests?|participants?|invit(?:e|ed|ees?)|(?:please )?(?:add|invite)|required|optional|invitados?|contactos)$/i

/** `Firm: …` names an employer; the address lines of a mail name nobody. */
function labelled(text: string): { employer: string | null; rest: string } {
  let [employer, rest]: [string | null, string] = [null, text]
  for (let colon = colonOf(rest); colon > 0; colon = colonOf(rest)) {
    const label = unquoted(rest.slice(0, colon))
    if (label && !headers.test(label)) employer = label
    rest = rest.slice(colon + 1).trim()
  }
  return { employer, rest }
}

/** Longer than a firm's name. */
const longestLabel = 160

function colonOf(text: string): number {
  const colon = text.slice(0, longestLabel).indexOf(':')
  return text.startsWith('//', colon + 1) ? -1 : colon
}

const around = new Set(' \'"‘’“”«»,;:|/\\~&+•●○◦▪▫■□‣·∙⁃*–—-=>→')

/** Without quotes, dashes and signs around it, and without brackets around the whole. */
function unquoted(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && around.has(text[start] ?? '')) start++
  while (end > start && around.has(text[end - 1] ?? '')) end--
  const core = text.slice(start, end)
  const wrapped = /^[([]([^()[\]]*)[)\]]$/.exec(core)
  return wrapped ? (wrapped[1] ?? '').trim() : core
}

/** The text without what stands around it; null where nothing of that kind is in it. */
function worded(text: string | null, kind: RegExp): string | null {
  const core = unquoted(text ?? '')
  return kind.test(core) ? core : null
}
