import type { FrameworkPackage, Place, Problem } from '@/server/domain/catalogue/frameworks'
import { DomainError } from '@/server/domain/errors'
import { isJsonObject, type Json } from '@/server/domain/json'
import { type ParsedJson, parseJson } from './parse-json'

/** The value of a file; `lines` are those of the members where it is a document a line. */
type ParsedDocuments = ParsedJson & { lines: number[] | null }

/** Lines looked at to know a file of lines by. */
const firstLines = 20

/**
 * The JSON of a file: one document, or a document a line (NDJSON), which are then a list. A line that is
 * no JSON is an error with its number and left out; blank lines and byte order marks say nothing. Throws
 * as {@link parseJson} does where it is one document.
 */
export function parseDocuments(text: string): ParsedDocuments {
  return isNdjson(text) ? parseLines(text) : { ...parseJson(text), lines: null }
}

/** Whether a text holds a document a line: most of its first lines are each a whole object. */
function isNdjson(text: string): boolean {
  const start = text.slice(0, 1_000_000)
  const isCut = start.length < text.length
  const lines = start.split('\n').slice(0, isCut ? -1 : undefined)
  const some = lines.map((line) => line.trim()).filter((line) => line !== '')
  const looked = some.slice(0, firstLines)
  const whole = looked.filter(isObject).length
  if (looked.length < 2 || whole === 0) return false
  // Of two lines, one that is broken leaves one: both then begin as objects do.
  return whole > 1
    ? whole * 2 > looked.length
    : looked.length === 2 && looked.every((line) => line.startsWith('{'))
}

function isObject(text: string): boolean {
  if (!text.startsWith('{') || !text.endsWith('}')) return false
  try {
    return isJsonObject(parseJson(text).value)
  } catch {
    return false
  }
}

function parseLines(text: string): ParsedDocuments {
  const values: Json[] = []
  const lines: number[] = []
  const problems: Problem[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = readLine(line.trim(), at + 1)
    problems.push(...read.problems)
    if (read.value === undefined) continue
    values.push(read.value)
    lines.push(at + 1)
  }
  return { value: values, lines, problems }
}

/** One line of NDJSON as JSON; a line that is none is an error, and its value is not there. */
export function readLine(text: string, line: number): { value?: Json; problems: Problem[] } {
  try {
    const { value, problems } = parseJson(text)
    return { value, problems: problems.map((problem) => ({ ...problem, line })) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { problems: [{ severity: 'error', reason: 'line_unreadable', line }] }
  }
}

/** The package with what stands at a place of the list (`[3].occupations[0]`) named by its line. */
export function placedByLine(
  found: FrameworkPackage,
  lines: readonly number[] | null,
): FrameworkPackage {
  if (lines === null) return found
  const placed = <T extends Place>(thing: T): T => {
    const [, index, path = ''] = /^\[(\d+)\]\.?(.*)$/.exec(thing.path ?? '') ?? []
    const line = lines[Number(index)]
    if (line === undefined) return thing
    const { path: _, ...rest } = thing
    return { ...rest, line, ...(path === '' ? {} : { path }) } as T
  }
  return {
    ...found,
    competencies: found.competencies.map((competency) => ({
      ...competency,
      place: placed(competency.place),
    })),
    problems: found.problems.map(placed),
  }
}
