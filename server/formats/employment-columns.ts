import {
  type EmploymentColumn,
  type EmploymentField,
  employmentColumns,
} from '@/server/domain/catalogue/employment'
import { DomainError } from '@/server/domain/errors'
import { plainHeading } from './headings'

/**
 * The headings of each column as `plainHeading` writes them, best first: what Plumbline writes; QCEW of the Bureau
 * of Labor Statistics (files by area and by industry, and its layouts for spreadsheets); County Business Patterns of
 * the Census Bureau (files, API and data.census.gov); and what workforce agencies write, in English and Spanish.
 */
const headings: Record<EmploymentColumn, readonly string[]> = {
  region: [
    ...['areafips', 'geoid', 'fips', 'fipscode', 'fipscodes', 'countyfips', 'countyfipscode'],
    ...['fipscounty', 'stcofips', 'geofips', 'codigofips', 'areacode', 'regioncode', 'regionid'],
    ...[
      'codigodearea',
      'codigoderegion',
      'codigodelaregion',
      'codigoregion',
      'fipscountycode',
      'geoid10',
    ],
    ...['geoid20', 'region', 'countycode', 'codigocondado', 'workforcearea', 'workforceregion'],
    ...['codigodecondado', 'countyid', 'areaid', 'county', 'area', 'condado', 'countyname'],
    ...['areaname', 'regionname', 'areatitle', 'geographicareaname', 'geography', 'geographicarea'],
    ...[
      'nombredelcondado',
      'nombredelarea',
      'nombredelaregion',
      'fipstate',
      'statefips',
      'statefp',
    ],
    ...['statecode', 'state', 'statename', 'estado'],
  ],
  state: ['fipstate', 'statefp', 'statefips', 'fipsst', 'statecode', 'st', 'state', 'estado'],
  county: [
    'fipscty',
    'countyfp',
    'countyfips',
    'fipsco',
    'countycode',
    'cnty',
    'county',
    'condado',
  ],
  sector: [
    ...['naics2022', 'naics2017', 'naics2012', 'naics2007', 'industrycode', 'naics', 'naicscode'],
    ...['naicssector', 'naicssectorcode', 'naics2', 'naics2digit', '2digitnaics', 'sectorcode'],
    ...['codigonaics', 'codigoscian', 'scian', 'codigodesector', 'codigodeindustria', 'sector'],
    ...['sectorid', 'sectorname', 'industry', 'industrysector', 'industryname', 'industrytitle'],
    ...['naicstitle', 'naicsdescription', 'industria', 'sectoreconomico', 'actividadeconomica'],
    ...['actividad', 'rama', 'naicsindustry', 'sectortitle', 'codigosector', 'codigoindustria'],
    ...['nombredelsector', 'nombredelaindustria'],
  ],
  employment: [
    ...['employment', 'month3emplvl', 'annualavgemplvl', 'avgemplvl', 'emp', 'month3employment'],
    ...['annualaverageemployment', 'averageannualemployment', 'annualavgemployment'],
    ...['avgannualemployment', 'averageemployment', 'avgemployment', 'avgemp', 'annualemployment'],
    ...['decemberemployment', 'septemberemployment', 'juneemployment', 'marchemployment'],
    ...['totalemployment', 'coveredemployment', 'jobs', 'numberofjobs', 'noofjobs', 'totaljobs'],
    ...['jobcount', 'employmentcount', 'employees', 'numberofemployees', 'paidemployees'],
    ...['totalemployees', 'empleo', 'empleos', 'empleados', 'trabajos', 'trabajadores'],
    ...['puestosdetrabajo', 'puestos', 'numerodeempleos', 'numerodeempleados', 'empleototal'],
    ...['empleopromedio', 'averagemonthlyemployment', 'avgmonthlyemployment', 'annualavgemp'],
    ...['annualaverageemp', 'employed', 'workers', 'noofemployees', 'headcount'],
    ...['personasempleadas', 'personalocupado', 'promediodeempleo', 'cantidaddeempleos'],
  ],
  year: ['year', 'ano', 'anio', 'referenceyear', 'refyear', 'datayear', 'calendaryear', 'time'],
  quarter: ['qtr', 'quarter', 'trimestre'],
  source: ['source', 'datasource', 'fuente', 'fuentededatos'],
  owner: [
    'owncode',
    'own',
    'ownershipcode',
    'ownership',
    'owntitle',
    'ownershiptitle',
    'propiedad',
  ],
  level: ['agglvlcode', 'agglvl', 'aggregationlevel', 'aggregationlevelcode'],
  size: ['sizecode', 'empszes', 'size', 'sizeclass', 'empsizeclass'],
  form: ['lfo'],
  withheld: [
    ...['disclosurecode', 'disclosure', 'annualaveragestatuscode', 'statuscode', 'empflag', 'empf'],
    ...['suppressioncode'],
  ],
  noise: ['empnf', 'empn', 'empnoiseflag'],
}

export type EmploymentPlaces = Partial<Record<EmploymentColumn, number>>

/** Where each column stands among the headings; one heading may be two, such as the state and the region. */
export function placeColumns(headers: readonly string[]): EmploymentPlaces {
  const keys = headers.map(headingKeys)
  const places: EmploymentPlaces = {}
  for (const [column, names] of columnsWithNames()) {
    const name = names.find((each) => keys.some((own) => own.includes(each)))
    if (name !== undefined) places[column] = keys.findIndex((own) => own.includes(name))
  }
  return places
}

/** The headings that stand for no column. */
export function unusedHeadings(headers: readonly string[], places: EmploymentPlaces): string[] {
  const used = new Set(Object.values(places))
  return headers.filter((header, at) => header !== '' && !used.has(at))
}

/** What stands above each column: of one that is a region and a part of its name, the part where the other part stands too. */
export function fieldsOfPlaces(places: EmploymentPlaces, columns: number): EmploymentField[] {
  const fields: EmploymentField[] = Array.from({ length: columns }, () => '')
  const { region } = places
  const inParts = places.state !== undefined && places.county !== undefined
  if (region !== undefined && inParts) fields[region] = 'region'
  for (const column of employmentColumns) {
    const at = column === 'region' ? undefined : places[column]
    if (at !== undefined) fields[at] = column
  }
  if (region !== undefined && !inParts) fields[region] = 'region'
  return fields
}

/**
 * The places that stand above the columns; where they are what the headings say, those. A state or a county alone is the
 * region. Throws `invalid` with the column (`column.3`) where another holds the same already.
 */
export function placesOfFields(
  headers: readonly string[],
  fields: readonly EmploymentField[],
): EmploymentPlaces {
  const guessed = placeColumns(headers)
  const said = headers.map((_, at) => fields[at] ?? '')
  if (said.join() === fieldsOfPlaces(guessed, headers.length).join()) return guessed
  const places: EmploymentPlaces = {}
  for (const [at, field] of said.entries()) {
    if (field === '') continue
    const first = places[field]
    if (first !== undefined) {
      throw new DomainError('invalid', 'tables.columnTwice', {
        field: `column.${at}`,
        values: { first: first + 1, second: at + 1 },
      })
    }
    places[field] = at
  }
  const region = places.region ?? places.county ?? places.state
  return region === undefined ? places : { ...places, region }
}

/** A heading, and what stands before and within its brackets: data.census.gov writes `Number of employees (EMP)`. */
function headingKeys(header: string): string[] {
  const [, before, within] = /^(.*)\(([^()]*)\)\s*$/s.exec(header) ?? []
  return [header, before ?? '', within ?? ''].map(plainHeading)
}

/** Whether a table of employment may have such a heading. */
export function isEmploymentHeading(header: string): boolean {
  return headingKeys(header).some((key) => known.has(key))
}

const known = new Set(Object.values(headings).flat())

function columnsWithNames(): [EmploymentColumn, readonly string[]][] {
  return employmentColumns.map((column) => [column, headings[column]])
}
