/** Words of examples, which people leave as they found them. */
const example =
  /change.?me|replace.?(me|this)|your.?(secret|key|own)|secret|password|passwort|example|default|insert|qwerty|lorem/i

/** Fewer different characters than this, among 32 or more, is nothing that chance makes. */
const FEWEST = 8

/** Why a secret can be guessed, in a few words; null when nothing shows that it can. */
export function weaknessOf(secret: string): string | null {
  if (example.test(secret)) return 'it is an example'
  if (new Set(secret).size < FEWEST) return 'it has too few different characters'
  if (/^(.+?)\1+$/.test(secret)) return 'it repeats itself'
  if (inSequence(secret) > secret.length / 2) return 'its characters follow one another'
  return null
}

/** How many characters are the one before it, or the next to that, in the order of characters. */
function inSequence(text: string): number {
  const codes = [...text].map((character) => character.charCodeAt(0))
  return codes.filter((code, at) => at > 0 && Math.abs(code - (codes[at - 1] ?? 0)) <= 1).length
}
