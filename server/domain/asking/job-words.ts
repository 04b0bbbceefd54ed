import { jobNouns } from './job-nouns'

export type NamedOccupation = {
  /** Its code in SOC 2018 (`51-4121`) or O*NET-SOC 2019 (`17-3024.01`), or its id, which ends with that. */
  code: string
  title: string
}

/**
 * The standard word for one new hire of an occupation, as it stands in a sentence: "Machinists" becomes "machinist". Titles
 * that list several jobs ("Welders, Cutters, Solderers, and Brazers") or leave something out ("Managers, All Other") have a
 * word of their own in `jobNouns`; an O*NET occupation whose title makes none takes that of its SOC occupation.
 */
export function jobWord({ code: given, title }: NamedOccupation): string {
  const code = given.slice(given.indexOf(':') + 1)
  const soc = code.slice(0, 7)
  return jobNouns.get(code) ?? wordOf(title) ?? jobNouns.get(soc) ?? firstOf(title)
}

export type AskedJob = {
  /** What raters call it, as the asker says it; empty for the standard word. */
  job: string
  /** Whether anybody has confirmed who asks: words of one that nobody has are not shown. */
  confirmed: boolean
  occupation: NamedOccupation
}

/** What raters read: the asker's own word for the job, or the standard one. */
export function askedJob({ job, confirmed, occupation }: AskedJob): string {
  return confirmed && job !== '' ? job : jobWord(occupation)
}

/**
 * What people call a job as it stands in a sentence ("HVAC Technician" becomes "HVAC technician"); null for what names a
 * trade, a license or a place and no person: "Welding", "CDL".
 */
export function jobCalled(phrase: string): string | null {
  const words = phrase
    .replace(/\([^()]*\)/g, ' ')
    .trim()
    .split(/\s+/)
    .map(inSentence)
  const last = words.at(-1) ?? ''
  return isPerson(last) && !/[,;]/.test(phrase) ? words.join(' ') : null
}

/** The word with `a` or `an` before it, by how it is said: "an electrician", "an HVAC technician", "a user interface designer". */
export function withArticle(job: string): string {
  return `${startsWithVowel(job) ? 'an' : 'a'} ${job}`
}

function startsWithVowel(job: string): boolean {
  const [first = ''] = job.split(/[\s/-]/)
  // Letters are spelled out: an LPN, an MRI technologist, but a UX designer and a CNC operator.
  if (/^[A-Z0-9&]{2,}s?$/.test(first) || first.length === 1) return /^[AEFHILMNORSX8]/.test(first)
  if (/^(?:hour|honest|honor|heir)/i.test(first)) return true
  if (/^(?:eu|ewe|one|once|ouija|uni(?!n|m)|us(?:e|u|a)|ut(?:i|e)|ura|uro)/i.test(first))
    return false
  return /^[aeiou]/i.test(first.normalize('NFKD'))
}

/** The last thing a title says, in the singular; null for titles that say more than one. */
function wordOf(title: string): string | null {
  if (/,|\band\b|\bor\b|\bExcept\b|\bOther\b|\(|\/|--/.test(title)) return null
  const words = title.trim().split(/\s+/).map(inSentence)
  const last = words.pop()
  return last ? [...words, singular(last)].join(' ') : null
}

/** Of a title that nobody looked at: what stands before its first comma or bracket. */
function firstOf(title: string): string {
  const [first = ''] = title.split(/,|\(|\/|--|\band\b|\bor\b|\bExcept\b/)
  return wordOf(first) ?? title
}

/** Lower case, unless the word is an abbreviation such as CNC or PLC. */
function inSentence(word: string): string {
  return /^[A-Z0-9&/.-]{2,}s?$/.test(word) || /^[A-Z]-/.test(word) ? word : word.toLowerCase()
}

function singular(word: string): string {
  if (/men$/.test(word)) return word.replace(/men$/, 'man')
  if (/people$/.test(word)) return word.replace(/people$/, 'person')
  if (/wives$/.test(word)) return word.replace(/wives$/, 'wife')
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y')
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.replace(/es$/, '')
  if (/[^su]s$/.test(word)) return word.replace(/s$/, '')
  return word
}

const trades = [
  'HVAC',
  'HVACR',
  'HVAC/R',
  'CDL',
  'CNC',
  'EMS',
  'BIM',
  'DOT',
  'A&P',
  'IT',
  'QA',
  'QC',
]
const people = new Set(
  (
    'admin advisor agent aide analyst apprentice arborist architect assistant associate athlete attendant attorney ' +
    'auditor barback barista busboy captain chaplain chauffeur chef clerk coach cook coordinator cop custodian ' +
    'dean deckhand deputy designee detective director esthetician executive expert faculty fellow generalist groom ' +
    'guard guide hand helper host hostess housekeeper instructor intern janitor journeyman judge landlord lead ' +
    'lieutenant lifeguard lineman locksmith logger machinist maid mason mechanic medic midwife millwright musician ' +
    'nanny nurse officer operator optician orderly paralegal paramedic paraprofessional pilot porter president ' +
    'principal professional programmer promotora provost realtor registrar rep representative roughneck roustabout ' +
    'sailor scholar scientist seamstress secretary sergeant server sheriff soldier spotter staff steward ' +
    'superintendent surgeon sysadmin teacher tech technician technologist therapist tutor usher valet vet waitress ' +
    'welder worker'
  ).split(' '),
)

/** Whether a word is said of somebody: by its ending, by heart, or an abbreviation that is not one of a trade. */
function isPerson(word: string): boolean {
  if (/^[A-Z][A-Z&/.-]+$/.test(word)) return !trades.includes(word)
  if (people.has(word)) return true
  return /(?:[^aeiou]er|or|ist|ant|ian|eer|ier|man|person|woman|keeper|maker)$/.test(word)
}
