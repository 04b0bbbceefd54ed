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

/**
 * A competency's label inside an English sentence: its first word small unless it is an abbreviation.
 *
 * @example plainLabel('Interpret technical drawings') // 'interpret technical drawings'
 * @example plainLabel('CNC set-up') // 'CNC set-up'
 */
export function plainLabel(label: string): string {
  return label.replace(/^\p{L}[\p{L}.'’-]*/u, (word) =>
    /\p{Lu}.*\p{Lu}|^\p{Lu}-/u.test(word) ? word : word.toLowerCase(),
  )
}
