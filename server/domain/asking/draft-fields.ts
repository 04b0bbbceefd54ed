/**
 * The fields of a rater's form in the order one line of text holds them, for the browser too: nothing else is known here.
 * `i` and `f` are the need and the fit of all competencies, one character each. What a rater typed may hold what parts
 * the fields, so it stands last.
 */
const DRAFT_FIELDS = [
  'role',
  'exposure',
  'i',
  'f',
  'value',
  'staff',
  'holder',
  'offered',
  'forgotten',
] as const
export type DraftField = (typeof DRAFT_FIELDS)[number]

const between = '|'

/** Each field's text as one line; `textsIn` reads it back. */
export function lineOf(texts: ReadonlyMap<string, string>): string {
  return DRAFT_FIELDS.map((field) => texts.get(field) ?? '').join(between)
}

/** What a line says of each field, nothing where it is too short. */
export function textsIn(line: string): Map<string, string> {
  const parts = line.split(between)
  const last = parts.splice(DRAFT_FIELDS.length - 1).join(between)
  return new Map(DRAFT_FIELDS.map((field, at) => [field, parts[at] ?? last]))
}

/** The line after some taps, each the name of a form field and what was chosen there. */
export function tappedLine(line: string, taps: Iterable<readonly [string, string]>): string {
  const texts = textsIn(line)
  for (const [field, answer] of taps) {
    const { list, at } = placeOf(field)
    const before = texts.get(list) ?? ''
    texts.set(list, at === null ? answer : withAnswer(before, at, answer))
  }
  return lineOf(texts)
}

/** Where a form field's answer is kept: `i7` as the eighth of `i`; `at` is null for a field that stands alone. */
export function placeOf(field: string): { list: string; at: number | null } {
  const [, list, at] = /^([if])(\d{1,2})$/.exec(field) ?? []
  return list ? { list, at: Number(at) } : { list: field, at: null }
}

/** One answer of many changed. */
export function withAnswer(packed: string, at: number, answer: string): string {
  return packed.slice(0, at) + answer + packed.slice(at + 1)
}

/** What nothing can be sent without, by the form field it is asked in, in the order of the page. */
export const MISSING = ['role', 'exposure', 'i0'] as const
export type Missing = (typeof MISSING)[number]

/** All that keeps answers from being sent, of which of these is given; `i0` is any question about a competency. */
export function missingOf(given: Readonly<Record<Missing, boolean>>): Missing[] {
  return MISSING.filter((field) => !given[field])
}
