import { defaultLanguage } from './default-language'

/** Languages of three letters that files name, and dialects that have a name of their own. */
const beside = [
  ...['fil', 'yue', 'haw', 'hmn', 'chr', 'en-US', 'en-GB', 'en-CA', 'en-AU', 'es-MX', 'es-ES'],
  ...['es-419', 'fr-CA', 'fr-CH', 'pt-BR', 'pt-PT', 'de-AT', 'de-CH', 'zh-Hans', 'zh-Hant'],
]
/** The languages in which a file may name another. */
const saidIn = [defaultLanguage, 'es', 'fr', 'pt', 'de']

/**
 * The tag of a language that is named in words: `Spanish`, `español`, `English (United States)`, `Simplified Chinese`,
 * `Chinese - Traditional`. Null for anything else. Source: CLDR, as Intl has it.
 */
export function namedLanguage(text: string): string | null {
  const whole = languages().get(keyOf(text))
  if (whole !== undefined) return whole
  const [, first = '', second = ''] = /^(.+?)\s*[([,/–-]\s*(.+?)\s*[)\]]?$/.exec(text) ?? []
  const language = languages().get(keyOf(first))
  if (language === undefined) return null
  const within = places().get(keyOf(second))
  if (within === undefined) return language
  return Intl.getCanonicalLocales(`${language}-${within}`)[0] ?? language
}

function keyOf(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

let knownLanguages: Map<string, string> | null = null

function languages(): Map<string, string> {
  knownLanguages ??= new Map(
    [...beside, ...twoLetters()].flatMap((tag) =>
      [...saidIn, tag].flatMap((language) => nameOf(tag, language, 'language')),
    ),
  )
  return knownLanguages
}

let knownPlaces: Map<string, string> | null = null

function places(): Map<string, string> {
  knownPlaces ??= new Map([
    ...twoLetters()
      .map((code) => code.toUpperCase())
      .flatMap((code) => saidIn.flatMap((language) => nameOf(code, language, 'region')))
      .flatMap(([name, code]) => [[name, code] as const, [code.toLowerCase(), code] as const]),
    ...saidIn.flatMap((language) => nameOf('419', language, 'region')),
    ['usa', 'US'],
    ['simplified', 'Hans'],
    ['simplificado', 'Hans'],
    ['traditional', 'Hant'],
    ['tradicional', 'Hant'],
  ])
  return knownPlaces
}

function nameOf(code: string, language: string, type: 'language' | 'region'): [string, string][] {
  const name = new Intl.DisplayNames(language, { type, fallback: 'none' }).of(code)
  return name === undefined ? [] : [[keyOf(name), code]]
}

function twoLetters(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  return letters.flatMap((first) => letters.map((second) => first + second))
}
