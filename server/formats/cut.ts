/** The beginning of a text, as many characters long at most, without half of a character: a database takes none. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replaceAll(/\p{Cs}/gu, '')
}
