/**
 * How an occupation's title is said in a question about one new hire: "Machinists" becomes
 * "machinist". Titles that list several jobs ("Welders, Cutters, Solderers, and Brazers") or leave
 * something out ("Managers, All Other") cannot stand in a sentence, so they become `null` and the
 * reader of the sentence says "person in this job" instead.
 */
export function jobWord(title: string): string | null {
  if (/,|\band\b|\bor\b|\bExcept\b|\(|\//.test(title)) return null
  const words = title.trim().split(/\s+/).map(inSentence)
  const last = words.pop()
  if (!last) return null
  return [...words, singular(last)].join(' ')
}

/** Lower case, unless the word is an abbreviation such as CNC or PLC. */
function inSentence(word: string): string {
  return /^[A-Z0-9]{2,}s?$/.test(word) ? word : word.toLowerCase()
}

function singular(word: string): string {
  if (/(?:men)$/.test(word)) return word.replace(/men$/, 'man')
  if (/people$/.test(word)) return word.replace(/people$/, 'person')
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y')
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.replace(/es$/, '')
  if (/[^su]s$/.test(word)) return word.replace(/s$/, '')
  return word
}
