import { languageTag, unknownLanguage } from '@/server/domain/language-map'

/**
 * A heading to compare by: lower case letters and digits of any script, without accents, spaces and
 * punctuation (`#` says number), a vocabulary's prefix (`ceasn:competencyText`) or a language behind it
 * ({@link headingLanguage}).
 */
export function plainHeading(heading: string): string {
  return parted(heading)
    .words.replace(/^@?(?:[a-z]{3,8}:(?=\S))?/i, '')
    .replaceAll('#', 'number')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** The language a heading says behind its words: `Statement (es)`, `Título [Spanish]`, `ceasn:name@fr`, `preferredLabel_de`. */
export function headingLanguage(heading: string): string | null {
  return parted(heading).language
}

// Behind a stroke the codes of languages are many words' ends: `skill_id`, `task-no` are none of these.
const codes = new Set(
  (
    'ar bg bn cs cy da de el en es et eu fa fi fr ga gl he hi hr ht hu hy is it ja ka km ko lo lt ' +
    'lv mk mt my nb nl nn pl pt ro ru sk sl so sq sr sv sw th tl tr uk ur vi zh'
  ).split(' '),
)

function parted(heading: string): { words: string; language: string | null } {
  const text = heading.trim()
  const [, before = text, bracketed] = /^(.*\S)\s*[([]([^()[\]]{2,30})[)\]]$/.exec(text) ?? []
  const inBrackets = languageTag(bracketed)
  if (inBrackets !== unknownLanguage) return { words: before, language: inBrackets }
  const [, words = text, code = ''] =
    /^(.*[^\s@_.-])[@_.-]([a-z]{2}(?:[-_][a-z]{2})?)$/i.exec(text) ?? []
  if (!codes.has(code.slice(0, 2).toLowerCase())) return { words: text, language: null }
  return { words, language: languageTag(code) }
}
