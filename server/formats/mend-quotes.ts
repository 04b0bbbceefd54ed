/** More stray quotes than these, and the text is no table anybody meant. */
const mostMended = 10_000

/** How far a cell is looked through for the quote that ends it. */
const longestCell = 10_000

/**
 * A table's text with quotes as they were meant: a quote that no cell can begin or end with (5" pipe,
 * one that is never closed) stands for itself. Cells quoted as they should be stay as they are, line
 * breaks in them too, and what comes out can be split strictly. `lines` are those that were mended,
 * counted from 1. Null when there are more of them than a slip explains. Source: RFC 4180, section 2.
 */
export function mendQuotes(
  text: string,
  delimiter: string,
): { text: string; lines: number[] } | null {
  const lines: number[] = []
  const pieces: string[] = []
  let line = 1
  let at = 0
  while (at < text.length) {
    const cell = cellAt(text, at, delimiter)
    if (cell.stray) lines.push(line)
    if (lines.length > mostMended) return null
    pieces.push(cell.mended ?? text.slice(at, cell.end))
    const after = text.slice(cell.end, cell.end + 1)
    pieces.push(after)
    line += breaksIn(text, at, cell.end + 1)
    at = cell.end + 1
  }
  return { text: pieces.join(''), lines: [...new Set(lines)] }
}

/** `mended` is how the cell is to be written if not as it stands, for a `stray` quote or spaces around its quotes. */
type Cell = { end: number; mended: string | null; stray: boolean }

function cellAt(text: string, at: number, delimiter: string): Cell {
  const opening = skipSpaces(text, at)
  if (text[opening] === '"') {
    const closing = closingQuote(text, opening, delimiter)
    if (closing !== null) {
      const end = skipSpaces(text, closing + 1)
      const spaced = opening > at || end > closing + 1
      return { end, mended: spaced ? text.slice(opening, closing + 1) : null, stray: false }
    }
    const meant = quoteBeforeDelimiter(text, opening, delimiter)
    if (meant !== null) {
      const inside = text.slice(opening + 1, meant).replaceAll('""', '"')
      return { end: skipSpaces(text, meant + 1), mended: quoted(inside), stray: true }
    }
  }
  const end = endOfPlainCell(text, at, delimiter)
  const cell = text.slice(at, end)
  const stray = cell.includes('"')
  return { end, mended: stray ? quoted(cell) : null, stray }
}

/** The quote that ends a well-formed cell, line breaks allowed inside; null when it is followed by more words. */
function closingQuote(text: string, opening: number, delimiter: string): number | null {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return endsCell(text, skipSpaces(text, at + 1), delimiter) ? at : null
  }
  return null
}

/** On the same line, a quote with the end of a cell behind it: `"Cuts 5" pipe"`. */
function quoteBeforeDelimiter(text: string, opening: number, delimiter: string): number | null {
  const end = Math.min(text.length, opening + longestCell)
  for (let at = opening + 1; at < end && !isBreak(text[at]); at += 1) {
    if (text[at] === '"' && endsCell(text, skipSpaces(text, at + 1), delimiter)) return at
  }
  return null
}

function endOfPlainCell(text: string, from: number, delimiter: string): number {
  let at = from
  while (at < text.length && text[at] !== delimiter && !isBreak(text[at])) at += 1
  return at
}

function endsCell(text: string, at: number, delimiter: string): boolean {
  return at >= text.length || text[at] === delimiter || isBreak(text[at])
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at += 1
  return at
}

function isBreak(char: string | undefined): boolean {
  return char === '\n' || char === '\r'
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at += 1) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count += 1
  }
  return count
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
