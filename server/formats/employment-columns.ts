import { plainHeading } from './headings'

/** What a column of a file of employment may hold. */
export type EmploymentColumn =
  | 'region'
  | 'state'
  | 'county'
  | 'sector'
  | 'employment'
  | 'year'
  | 'quarter'
  | 'source'
  | 'owner'
  | 'level'
  | 'size'
  | 'form'
  | 'withheld'
  | 'noise'

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

/** Where each column stands among the headings, and the headings that stand for none. */
export function placeColumns(headers: readonly string[]): {
  places: EmploymentPlaces
  unused: string[]
} {
  const keys = headers.map(headingKeys)
  const places: EmploymentPlaces = {}
  for (const [column, names] of columnsWithNames()) {
    const name = names.find((each) => keys.some((own) => own.includes(each)))
    if (name !== undefined) places[column] = keys.findIndex((own) => own.includes(name))
  }
  const used = new Set(Object.values(places))
  return { places, unused: headers.filter((header, at) => header !== '' && !used.has(at)) }
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
  return Object.entries(headings).map(([column, names]) => [column as EmploymentColumn, names])
}
