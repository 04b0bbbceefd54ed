import { DomainError } from '@/server/domain/errors'
import {
  type EmployerColumn,
  type EmployerField,
  employerColumns,
} from '@/server/domain/people/employer-lists'
import { webDomain } from '@/server/domain/people/web-domains'
import { employerHeadings, isEmailHeading } from './address-columns'
import { plainHeading } from './headings'
import type { TableRow } from './table'

/** Of each column of ours where it stands; a web domain and an industry may stand in several, the best first. */
export type EmployerPlaces = Record<EmployerColumn, number[]>

/**
 * The headings of each column as `plainHeading` writes them, best first: as chambers' programs export their members
 * (ChamberMaster, GrowthZone, MemberClicks), registers of businesses head them and people write them, in English and Spanish.
 */
const headings: Record<EmployerColumn, readonly string[]> = {
  name: [
    ...['employer', 'employername', 'company', 'companyname', 'organization', 'organizationname'],
    ...['business', 'businessname', 'membername', 'membercompany', 'membercompanyname'],
    ...['memberorganization', 'memberbusiness', 'legalname', 'legalbusinessname', 'entityname'],
    ...['tradename', 'dba', 'dbaname', 'doingbusinessas', 'establishment', 'establishmentname'],
    ...['facility', 'facilityname', 'companyororganizationname', 'reportname', 'member', 'members'],
    ...['socio', 'socios', 'nombredelsocio', 'miembro', 'nombredelmiembro', 'establecimiento'],
    ...['nombredelestablecimiento', 'denominacion', 'denominacionsocial', 'nombrefiscal'],
    ...employerHeadings,
    ...['name', 'nombre', 'displayname'],
  ],
  domain: [
    ...['webdomain', 'domain', 'domainname', 'companydomain', 'companydomainname', 'dominio'],
    ...['dominioweb', 'website', 'websiteurl', 'websiteaddress', 'websites', 'companywebsite'],
    ...['businesswebsite', 'memberwebsite', 'organizationwebsite', 'webaddress', 'weburl', 'web'],
    ...['webpage', 'webpageurl', 'homepage', 'companyurl', 'url', 'site', 'siteurl', 'www'],
    ...['internetaddress', 'website1value', 'sitioweb', 'sitio', 'paginaweb', 'pagina'],
    ...['paginadeinternet', 'direccionweb', 'webdelaempresa', 'emaildomain', 'maildomain'],
  ],
  county: [
    ...['county', 'countyname', 'businesscounty', 'physicalcounty', 'locationcounty', 'counties'],
    ...['countystate', 'countyandstate', 'countyofbusiness', 'countylocation', 'companycounty'],
    ...['employercounty', 'parish', 'borough', 'condado', 'nombredelcondado', 'condadoyestado'],
    ...['countyfips', 'countyfipscode', 'fips', 'fipscode', 'geoid'],
  ],
  state: [
    ...['state', 'st', 'statecode', 'stateabbreviation', 'stateabbr', 'stateprovince', 'usstate'],
    ...['stateorprovince', 'physicalstate', 'businessstate', 'locationstate', 'mailingstate'],
    ...['billingstate', 'companystate', 'statename', 'estado', 'estadoprovincia'],
  ],
  industry: [
    ...['naics', 'naicscode', 'naicscodes', 'naicsnumber', 'primarynaics', 'primarynaicscode'],
    ...['naics2017', 'naics2022', 'naicscode1', 'naics1', 'industrycode', 'codigonaics', 'scian'],
    ...['codigoscian', 'industry', 'industryname', 'industrytype', 'primaryindustry', 'industries'],
    ...['industrysector', 'naicsdescription', 'naicstitle', 'industrydescription', 'sector'],
    ...['businesstype', 'typeofbusiness', 'lineofbusiness', 'businesscategory', 'primarycategory'],
    ...['membercategory', 'businesscategories', 'categories', 'category', 'industria', 'giro'],
    ...['rama', 'ramodeactividad', 'actividad', 'actividadeconomica', 'actividadprincipal'],
    ...['sectoreconomico', 'tipodenegocio', 'tipodeempresa', 'categoria', 'categorias'],
  ],
}

const known = new Set(Object.values(headings).flat())

/** Whether a heading is one that lists of employers have. */
export function isEmployerHeading(heading: string): boolean {
  if (heading.length > 200) return false
  const plain = plainHeading(heading)
  return known.has(plain) || isEmailHeading(plain)
}

/** Several columns of these are read together. */
function mayRepeat(column: EmployerColumn): boolean {
  return column === 'domain' || column === 'industry'
}

/** Where each column stands by its heading, the web domain also by what stands in it. */
export function knownPlaces(headers: readonly string[], rows: readonly TableRow[]): EmployerPlaces {
  const plain = headers.map(plainHeading)
  const at = (column: EmployerColumn) =>
    headings[column].flatMap((name) => [...plain.keys()].filter((place) => plain[place] === name))
  const first = (column: EmployerColumn) => at(column).slice(0, 1)
  const mails = [...plain.keys()].filter((place) => isEmailHeading(plain[place] ?? ''))
  const domain = [...new Set([...at('domain'), ...mails])]
  const name = first('name')
  const taken = new Set([...name, ...at('county'), ...at('industry')])
  const byContent = domain.length > 0 ? [] : domainColumns(headers, rows, taken)
  return {
    ...{ name, domain: [...domain, ...byContent] },
    ...{ county: first('county'), state: first('state'), industry: at('industry') },
  }
}

/** The places of a table without headings, by what stands in its columns. */
export function guessPlaces(headers: readonly string[], rows: readonly TableRow[]): EmployerPlaces {
  const free = new Set(headers.keys())
  const take = (fits: (cell: string) => boolean): number[] => {
    const found = [...free].find((at) => share(rows, at, fits) >= 0.5)
    if (found !== undefined) free.delete(found)
    return found === undefined ? [] : [found]
  }
  const domain = take((cell) => webDomain(cell) !== null)
  const industry = take((cell) => /^(?:naics\s*)?\d{2,6}(?:-\d\d)?\b(?!.*\d{5})/i.test(cell))
  const county = take((cell) =>
    /\b(?:county|parish|condado)\b|^[\p{L} .'-]+, ?[A-Z]{2}$/iu.test(cell),
  )
  const state = take((cell) => /^[A-Z]{2}$/.test(cell))
  const name = take((cell) => /\p{L}{2}/u.test(cell))
  // Words behind the county are the industry's, where no code says it.
  const words =
    industry.length === 0 && county.length > 0 ? take((cell) => /\p{L}{3}/u.test(cell)) : []
  return { name, domain, county, state, industry: [...industry, ...words] }
}

/** Whether a row that stands where headings do is an employer's: its web domain or mail address is in it. */
export function isDataRow(cells: readonly string[]): boolean {
  return cells.some((cell) => webDomain(cell) !== null || /^\d{6}$/.test(cell.trim()))
}

/** What stands above each column for these. */
export function fieldsOfPlaces(places: EmployerPlaces, width: number): EmployerField[] {
  const fields: EmployerField[] = Array.from({ length: width }, () => '')
  for (const column of employerColumns) {
    for (const at of places[column]) if (at < width) fields[at] = column
  }
  return fields
}

/**
 * The places that stand above the columns. Throws `invalid` where none holds the employers' names, and with the column
 * (`column.3`) where another holds the same already.
 */
export function placesOfFields(fields: readonly EmployerField[]): EmployerPlaces {
  const places: EmployerPlaces = { name: [], domain: [], county: [], state: [], industry: [] }
  for (const [at, field] of fields.entries()) {
    if (field === '') continue
    const [first] = places[field]
    if (first !== undefined && !mayRepeat(field)) {
      throw new DomainError('invalid', 'tables.columnTwice', {
        field: `column.${at}`,
        values: { first: first + 1, second: at + 1 },
      })
    }
    places[field].push(at)
  }
  if (places.name.length === 0) throw new DomainError('invalid', 'employers.columnsNotNamed')
  return places
}

function domainColumns(
  headers: readonly string[],
  rows: readonly TableRow[],
  taken: ReadonlySet<number>,
): number[] {
  return [...headers.keys()].filter(
    (at) => !taken.has(at) && share(rows, at, (cell) => webDomain(cell) !== null) > 0.5,
  )
}

const looked = 200

/** Of the cells of a column's first rows that hold something, the part that fits. */
function share(rows: readonly TableRow[], at: number, fits: (cell: string) => boolean): number {
  const cells = rows.slice(0, looked).flatMap((row) => row.cells[at]?.trim() || [])
  return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length
}
