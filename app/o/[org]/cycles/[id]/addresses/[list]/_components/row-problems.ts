import { fill } from '@/app/_i18n/fill'
import type { AddressRow, PlaceCell } from '@/server/domain/people/address-lists'
import type { RowCell } from '@/server/domain/people/address-rows'
import type { RowWords } from './row-words'

/** What is wrong in a row, at the cell where it is set right. */
export function problemsOfRow(
  { problem, firstLine, county, industry }: AddressRow,
  words: RowWords,
): Partial<Record<RowCell, string>> {
  const said: Partial<Record<RowCell, string>> = {}
  if (problem) {
    const cell = problem === 'no_employer' || problem === 'several_employers' ? 'employer' : 'email'
    said[cell] =
      problem === 'duplicate'
        ? fill(words.duplicate, { firstLine: firstLine ?? '' })
        : (words.problems[problem] ?? '')
    if (problem === 'no_employer') said.employer = words.noEmployer
  }
  const [inCounty, inIndustry] = [placeProblem(county), placeProblem(industry)]
  if (inCounty === 'unknown') said.county = words.county.unknown
  if (inCounty === 'several') {
    said.county = fill(words.county.several, { states: named(county.several, ', ') })
  }
  if (inIndustry === 'unknown') said.industry = words.industry.unknown
  if (inIndustry === 'several') {
    said.industry = fill(words.industry.several, { titles: named(industry.several, '; ') })
  }
  return said
}

/** As many as can be read beside a cell. */
const mostNamed = 5

function named(several: readonly string[], between: string): string {
  const more = several.length > mostNamed ? ['…'] : []
  return [...several.slice(0, mostNamed), ...more].join(between)
}

function placeProblem({ text, problem }: PlaceCell): PlaceCell['problem'] {
  return text === '' ? null : problem
}

/** What else there is to say of a row. */
export function remarkOfRow({ how, county, problem, out }: AddressRow, words: RowWords): string {
  if (out || problem) return ''
  const place =
    county.from === 'asker' || county.from === 'proposal'
      ? words.from[county.from]
      : county.text === ''
        ? words.noCounty
        : null
  return [how ? words.how[how] : null, place].filter((each) => each !== null).join('; ')
}
