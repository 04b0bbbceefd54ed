/**
 * The NAICS codes in what people write for an industry, each once: `332710`, `332710 - Machine shops`, `NAICS 31-33`,
 * `332710; 332721`. None in words.
 */
export function naicsCodes(text: string): string[] {
  const found = text.matchAll(/(?<![\d.-])(\d{2}-\d{2}|\d{2,6})(?:\.0+)?(?![\d.-]*\d)/g)
  return [...new Set([...found].map(([, code = '']) => code))]
}

/** Which codes are looked for to find this one: itself, then each that it is a part of, so that a later edition's is found too. */
export function codesAbove(code: string): string[] {
  if (code.includes('-')) return [code, code.slice(0, 2)]
  return Array.from({ length: code.length - 1 }, (_, at) => code.slice(0, code.length - at))
}
