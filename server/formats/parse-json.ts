import { frameworkLimits, type Problem } from '@/server/domain/catalogue/frameworks'
import { DomainError, type RefusalKey, type RefusalValues } from '@/server/domain/errors'
import type { Json } from '@/server/domain/json'

export type ParsedJson = { value: Json; problems: Problem[] }

/**
 * One JSON document, clean enough for any database: zero characters and broken surrogates are
 * taken out (said as a warning), `__proto__` keys are dropped. Throws `invalid` with the line and
 * column for text that is not one JSON document, and `limit_reached` for nesting above 20.
 */
export function parseJson(text: string): ParsedJson {
  refuseBeforeParsing(text)
  let parsed: Json
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw invalid('json.invalid', placeIn(text, error))
  }
  const found = { removed: false }
  const value = cleaned(parsed, found)
  return {
    value,
    problems: found.removed ? [{ severity: 'warning', reason: 'characters_removed' }] : [],
  }
}

/** Finds, without building anything, nesting that is too deep, comments and further documents. */
function refuseBeforeParsing(text: string) {
  let depth = 0
  let line = 1
  let ended = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\n') line += 1
    if (char === undefined || char <= ' ') continue
    if (char === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      throw invalid('json.comment', { line })
    }
    if (ended) {
      throw invalid('json.severalDocuments', { line })
    }
    if (char === '"') {
      const start = at
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) {
        if (text[at] === '\\') at += 1
        else if (text[at] === '\n') throw invalid('json.quoteOpen', { line })
      }
      if (at >= text.length) throw invalid('json.quoteOpen', { line: lineAt(text, start) })
    } else if (char === '{' || char === '[') {
      depth += 1
      if (depth > frameworkLimits.nesting) {
        throw new DomainError('limit_reached', 'json.tooDeep', {
          field: 'file',
          values: { line, most: frameworkLimits.nesting },
        })
      }
    } else if (char === '}' || char === ']') {
      depth -= 1
      ended = depth === 0
    }
  }
}

/** Node's message names a position, in some versions a line and column too. */
function placeIn(text: string, error: unknown): RefusalValues {
  const message = error instanceof Error ? error.message : ''
  const position = /position (\d+)/.exec(message)?.[1]
  if (position === undefined) {
    return { where: /end of JSON/.test(message) ? 'end' : 'unknown' }
  }
  const before = text.slice(0, Number(position))
  return {
    where: 'place',
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
  }
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

function cleaned(value: Json, found: { removed: boolean }): Json {
  if (typeof value === 'string') return cleanText(value, found)
  if (Array.isArray(value)) return value.map((item) => cleaned(item, found))
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).filter(([key]) => key !== '__proto__')
  return Object.fromEntries(
    pairs.map(([key, item]) => [cleanText(key, found), cleaned(item, found)]),
  )
}

/** A text without zero characters and broken surrogates; notes in `found` that some were there. */
export function cleanText(text: string, found: { removed: boolean }): string {
  const clean = text.replaceAll('\0', '').toWellFormed()
  if (clean !== text) found.removed = true
  return clean
}

function invalid(key: RefusalKey, values: RefusalValues): DomainError {
  return new DomainError('invalid', key, { field: 'file', values })
}
