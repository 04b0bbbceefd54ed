/** Words of examples, which people leave as they found them. */
const example =
  /change.?me|replace.?(me|this)|your.?(secret|key|own)|secret|password|passwort|example|default|insert|qwerty|lorem/i

/** Fewer different characters than this, among 32 or more, is nothing that chance makes. */
const FEWEST = 8

export type Weakness = 'example' | 'few' | 'repeats' | 'sequence'

/** Why a secret can be guessed; null when nothing shows that it can. */
export function weaknessOf(secret: string): Weakness | null {
  if (example.test(secret)) return 'example'
  if (new Set(secret).size < FEWEST) return 'few'
  if (/^(.+?)\1+$/.test(secret)) return 'repeats'
  if (inSequence(secret) > secret.length / 2) return 'sequence'
  return null
}

/** How many characters are the one before it, or the next to that, in the order of characters. */
function inSequence(text: string): number {
  const codes = [...text].map((character) => character.charCodeAt(0))
  return codes.filter((code, at) => at > 0 && Math.abs(code - (codes[at - 1] ?? 0)) <= 1).length
}
