import { blocksOf, lineOf, plainText } from '@/server/domain/marked-text'
import type { Block } from '@/server/domain/text-blocks'

const labelLength = 120

/** A name for a competency that came without one: the beginning of what its statement says. */
export function labelFrom(statement: string): string {
  const line = plainText(statement)
  if (line.length <= labelLength) return line
  const cut = line.slice(0, labelLength)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), labelLength / 2))}…`
}

/**
 * Whether a label is nothing but the statement, whole or its beginning, so that one of them is
 * enough. Markup, capitals and the stop at the end make no difference.
 */
export function isBeginningOf(label: string, statement: string): boolean {
  const [short, whole] = [comparable(label), comparable(statement)]
  if (short === '' || short === whole) return true
  if (label.trimEnd().endsWith('…')) return whole.startsWith(short)
  return whole.startsWith(short) && !/^[\p{L}\p{N}]/u.test(whole.slice(short.length))
}

/** Whether a label says all that the statement says, so that one of them is enough. */
export function saysAll(label: string, statement: string): boolean {
  return comparable(label) === comparable(statement)
}

/**
 * A competency where both its label and its statement have a place: nothing is said twice, and what
 * the label leaves out of a statement that it begins is not lost.
 */
export function saidOnce({ label, statement }: Worded): { name: string; rest: Block[] } {
  const blocks = blocksOf(statement)
  if (!isBeginningOf(label, statement)) return { name: plainText(label), rest: blocks }
  const [first, ...rest] = blocks
  if (first?.kind !== 'paragraph') return { name: plainText(statement || label), rest: [] }
  return { name: lineOf([first]), rest }
}

type Worded = { label: string; statement: string }

function comparable(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replace(/(?<![\s.…])[\s.…]+$/u, '')
}
