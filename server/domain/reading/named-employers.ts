import { plainName } from '@/server/domain/people/addresses'
import { canBeOwn } from '@/server/domain/people/mail-providers'

export type Nameable = { name: string; domain: string | null }

/** Shorter names are words of the language too often. */
const FEWEST_LETTERS = 4

/**
 * What of these employers a text names: a name as it stands on record or a web domain, null where it names none. Names are
 * compared by whole words, without regard to case, accents, punctuation or legal form; a domain with anything before it (`www`,
 * a plant, an address of mail) and anything after its path.
 */
export function employerNamedIn(text: string, employers: readonly Nameable[]): string | null {
  const readings = [text, text.replace(/['’]s(?!\p{L})/gu, '')].map((each) => ` ${wordsOf(each)} `)
  const said = text.toLowerCase()
  for (const { name, domain } of employers) {
    const plain = plainName(name)
    const long = plain.replace(/[^\p{L}]/gu, '').length >= FEWEST_LETTERS
    if (long && readings.some((reading) => reading.includes(` ${plain} `))) return name
    if (domain && canBeOwn(domain) && holdsDomain(said, bare(domain))) return bare(domain)
  }
  return null
}

/** As names are compared; a word at its end keeps what would be a legal form at the end of a name. */
function wordsOf(text: string): string {
  return plainName(`${text} .`)
}

function holdsDomain(text: string, domain: string): boolean {
  const escaped = domain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(
    `(?<![\\p{L}\\p{N}-])${escaped}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
    'u',
  ).test(text)
}

function bare(domain: string): string {
  return domain.toLowerCase().replace(/^www\./, '')
}
