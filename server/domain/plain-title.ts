/**
 * An occupation's title inside an English sentence: words in small letters, abbreviations as they are.
 *
 * @example plainTitle('Computer Numerically Controlled Tool Operators') // 'computer numerically controlled tool operators'
 * @example plainTitle('HVAC Mechanics') // 'HVAC mechanics'
 */
export function plainTitle(title: string): string {
  return title.replace(/\p{L}[\p{L}.'’]*/gu, (word) =>
    /\p{Lu}.*\p{Lu}/u.test(word) ? word : word.toLowerCase(),
  )
}
