/**
 * A heading to compare by: lower case letters and digits of any script, without accents, spaces and
 * punctuation (`#` says number), a vocabulary's prefix (`ceasn:competencyText`) or a language behind it (`Statement (es)`).
 */
export function plainHeading(heading: string): string {
  return heading
    .trim()
    .replace(/^@?(?:[a-z]{3,8}:(?=\S))?/i, '')
    .replace(/\s*(?:@|\(|\[)[a-z]{2}(?:[-_][a-z]{2})?[)\]]?$/i, '')
    .replaceAll('#', 'number')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
