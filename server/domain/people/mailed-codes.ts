/** Digits and letters that nobody takes for one another: no 0 or O, no 1, I or L, no U. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

const length = 8

/**
 * A code for a mail out of 30⁸ = 6.6 × 10¹¹: `draw` gives a whole number from 0 up to below its argument.
 */
export function mailedCode(draw: (below: number) => number): string {
  return Array.from({ length }, () => alphabet[draw(alphabet.length)]).join('')
}

/** A code as a mail shows it, in two groups of four. */
export function shownCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** A code as somebody typed it, in any case and with any spaces or hyphens; null when it cannot be one. */
export function typedCode(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._\u200b-\u200d\u2060\ufeff]/gu, '')
  return plain.length === length && [...plain].every((each) => alphabet.includes(each))
    ? plain
    : null
}

/** Letters, digits and what may stand between them, as a pattern for a field of a form. */
export const typedCodePattern = '[A-Za-z0-9 \\-]{8,20}'
