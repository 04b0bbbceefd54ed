import { SECTORS, type Sector, sectorNamed, sectorOf } from '@/server/domain/industries'

const mostJobs = 1_000_000_000

/** What a cell of jobs says: a number, null where the source keeps it back, undefined for what is neither. */
export type Jobs = { jobs: number | null | undefined; marked: boolean }

/**
 * Jobs from a cell: a whole number, thousands apart or not, with nothing but zeros after the point. Marks that stand for
 * a number the source keeps back (`D`, `(D)`, `*`, `N`, `S`, `X`, `#`, `-`, `ND`, a range as `<10`) give null. A number
 * marked preliminary, revised or estimated stands. Any other mark beside a number says something only the source's notes
 * know, often that it must not be used: it counts as kept back and is `marked`. METHOD §7: published cells only.
 */
export function jobsOf(cell: string): Jobs {
  // Not NFKC, which makes the footnote of 9150² a digit.
  const text = cell
    .replaceAll(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\p{Zs}\p{Cf}]+/gu, ' ')
    .trim()
  if (isKeptBack(text)) return { jobs: null, marked: false }
  const plain = wholeNumber(text.replace(stands, ''))
  if (plain !== undefined) return { jobs: plain, marked: false }
  const beside = wholeNumber(text.replace(markAfter, '').replace(markBefore, ''))
  if (beside !== undefined) return { jobs: null, marked: true }
  return { jobs: undefined, marked: false }
}

const stands = / ?(?:\((?:p|r|e)\)|\[(?:p|r|e)\]|(?:p|r|e))$/i
const mark = String.raw`(?:[*†‡§#^+~¹²³⁰⁴-⁹]+|\([a-z0-9*]{1,2}\)|\[[a-z0-9*]{1,2}\]|(?![km])[a-z])`
const markAfter = new RegExp(` ?${mark}$`, 'i')
const markBefore = new RegExp(`^${mark} ?`, 'i')

const keptBack = new Set([
  ...['', 'd', 's', 'n', 'x', 'c', 'nd', 'na', 'n/a', 'n/d', 's/d', 'n.d.', 'n.a.', 's.d.', 'ds'],
  ...['.', '..', '...', '…', ':', 'null', 'none', 'suppressed', 'withheld', 'confidential'],
  ...['not disclosed', 'nondisclosable', 'non-disclosable', 'not disclosable', 'not available'],
  ...['not published', 'undisclosed', 'disclosure', 'confidencial', 'no disponible'],
  ...['no publicado', 'no divulgado', 'suprimido', 'reservado', 'no revelado'],
])
const onlySigns = /^[*#\-–—−†‡~]+$/
const range =
  /^(?:(?:<|≤|>|≥|under|over|(?:less|fewer|more) than|menos de|m[aá]s de) ?[\d,]+|[\d,]+ ?(?:-|–|—|to|a) ?[\d,]+|[\d,]+ ?(?:\+|or more|o m[aá]s))$/

function isKeptBack(text: string): boolean {
  const bare = text
    .replace(/^[([{](.*)[)\]}]$/, '$1')
    .trim()
    .toLowerCase()
  return keptBack.has(bare) || onlySigns.test(bare) || range.test(text.toLowerCase())
}

/** Thousands apart by comma, space or apostrophe, or by points where a comma parts the zeros or there are two of them. */
function wholeNumber(text: string): number | undefined {
  const digits =
    /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:['’]\d{3})+)(?:\.0*)?$/.exec(
      text,
    )?.[1] ??
    /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+),0{1,2}$/.exec(text)?.[1] ??
    /^(\d{1,3}(?:\.\d{3}){2,})$/.exec(text)?.[1]
  if (digits === undefined) return undefined
  const jobs = Number(digits.replaceAll(/\D/g, ''))
  return jobs <= mostJobs ? jobs : undefined
}

/** A sector, a total or a finer industry of a table that has those too, a part of a sector, or nothing known. */
export type SectorCell = Sector | 'total' | 'finer' | 'part' | 'unknown'

/**
 * The sector a cell names: by its code (`31-33`, `31–33`, `31 to 33`, `31----` of County Business Patterns), by a code
 * with its title (`31-33 Manufacturing`), or by its title alone.
 */
export function sectorCell(cell: string): SectorCell {
  const text = cell.normalize('NFKC').replaceAll(/[–—−]/g, '-').trim()
  if (/^-+$/.test(text) || /^\W*total\b/i.test(text)) return 'total'
  const padded = /^(\d{2})-{4}$/.exec(text)?.[1]
  if (padded !== undefined) return sectorOf(padded) ?? 'total'
  if (/^\d{3,6}\/+$/.test(text)) return 'finer'
  const code = codeIn(text)
  if (code === null) return sectorNamed(text) ?? 'unknown'
  const sector = SECTORS.find((each) => each === code)
  if (sector) return sector
  if (/^(?:0+|10\d*|99\d*)$/.test(code)) return 'total'
  if (!sectorOf(code)) return 'unknown'
  return code.length > 2 && !code.includes('-') ? 'finer' : 'part'
}

function codeIn(text: string): string | null {
  const found =
    /^(?:naics |scian )? ?(\d{2}) ?(?:-|to|a|y|&|and|_|\/) ?(\d{2})(?!\d)/i.exec(text) ??
    /\((\d{2}) ?(?:-|to) ?(\d{2})\)$/i.exec(text) ??
    /^(?:naics |scian )? ?(\d{1,6})(?:\.0)?(?![\d.])/i.exec(text) ??
    /\((\d{2,6})\)$/.exec(text)
  if (!found) return null
  const [, first = '', last] = found
  return last === undefined ? first : `${first}-${last}`
}

/** The code of a region as tables write it: `1003` that lost its zero, `39000` of a state, `0500000US39093` of a list. */
export function regionCode(cell: string): string {
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/^\d{7}US/i, '')
    .replace(/\.0+$/, '')
  if (/^us000$/i.test(text)) return 'us'
  if (!/^\d{1,5}$/.test(text)) return text
  const code = text.length <= 2 ? text.padStart(2, '0') : text.padStart(5, '0')
  return code.endsWith('000') ? code.slice(0, 2) : code
}
