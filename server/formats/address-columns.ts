import { DomainError } from '@/server/domain/errors'
import {
  type AddressColumn,
  type AddressField,
  addressColumns,
} from '@/server/domain/people/address-lists'
import { normaliseEmail } from '@/server/domain/people/addresses'
import { plainHeading } from './headings'
import type { TableRow } from './table'

/** Columns that are used; several may hold an address, of which each row's first that can be used is taken. */
export type KnownColumns = { emails: number[] } & Partial<
  Record<Exclude<AddressColumn, 'email'>, number>
>

/** Google numbers its columns (`E-mail 1 - Value`), Outlook as well (`E-mail 2 Address`). */
const email =
  /^(?:contacts?|person|rater|reviewer|respondent|supervisor|employer|user|member|participant|your|main|primary|secondary|other|home|work|business|company|corporate|office|professional|personal)*e?mails?\d*(?:address(?:es)?|id|value)?\d*(?:work|home|business|primary|contact|company)?$/
const correo =
  /^(?:direccion(?:es)?de)?(?:correos?|email)(?:electronicos?|e)?\d*(?:valor|(?:del?|dela)?(?:contacto|trabajo|empresa)|laboral|principal|secundario|corporativo|institucional|profesional|personal)?\d*$/

const fields: Record<Exclude<AddressColumn, 'email'>, string[]> = {
  employer: [
    'employer',
    'employername',
    'employercompanyname',
    'nameofemployer',
    'nameofcompany',
    'nameoforganization',
    'nameofbusiness',
    'nameoffirm',
    'employercompany',
    'company',
    'companyname',
    'companyemployer',
    'companyorganization',
    'companyororganization',
    'currentcompany',
    'associatedcompany',
    'organization',
    'organisation',
    'organizationname',
    'organisationname',
    'organization1name',
    'organizationcompany',
    'org',
    'orgname',
    'account',
    'accountname',
    'business',
    'businessname',
    'firm',
    'firmname',
    'institution',
    'institutionname',
    'agency',
    'agencyname',
    'workplace',
    'placeofwork',
    'empresa',
    'nombreempresa',
    'nombredeempresa',
    'nombredelaempresa',
    'empleador',
    'nombredelempleador',
    'compania',
    'nombredelacompania',
    'organizacion',
    'organizacionempresa',
    'empresaorganizacion',
    'organizacion1nombre',
    'nombredelaorganizacion',
    'nombredeorganizacion',
    'institucion',
    'negocio',
    'nombredelnegocio',
    'nombrecomercial',
    'razonsocial',
    'entidad',
    'centrodetrabajo',
  ],
  name: [
    'name',
    'fullname',
    'contact',
    'contactname',
    'contactfullname',
    'contactperson',
    'nameofcontact',
    'nameofperson',
    'primarycontact',
    'primarycontactname',
    'person',
    'personname',
    'rater',
    'ratername',
    'nameofrater',
    'respondent',
    'respondentname',
    'reviewer',
    'reviewername',
    'supervisor',
    'supervisorname',
    'displayname',
    'recipient',
    'recipientname',
    'pointofcontact',
    'poc',
    'attendee',
    'attendeename',
    'fileas',
    'nombre',
    'nombrecompleto',
    'nombreyapellido',
    'nombreyapellidos',
    'nombresyapellidos',
    'nombreparamostrar',
    'contacto',
    'nombredecontacto',
    'nombredelcontacto',
    'personadecontacto',
    'persona',
    'evaluador',
    'evaluadora',
  ],
  firstName: [
    'first',
    'firstname',
    'contactfirstname',
    'given',
    'givenname',
    'forename',
    'fname',
    'primernombre',
    'nombredepila',
    'nombres',
  ],
  lastName: [
    'last',
    'lastname',
    'contactlastname',
    'surname',
    'familyname',
    'lname',
    'apellido',
    'apellidos',
    'primerapellido',
  ],
  county: [
    'county',
    'countyname',
    'countyparish',
    'countyorparish',
    'countystate',
    'countyofemployer',
    'employercounty',
    'companycounty',
    'businesscounty',
    'workcounty',
    'parish',
    'borough',
    'condado',
    'nombredelcondado',
    'condadodelaempresa',
    'condadodelempleador',
    'municipio',
  ],
  industry: [
    'industry',
    'industryname',
    'industrysector',
    'industrycode',
    'companyindustry',
    'employerindustry',
    'typeofbusiness',
    'businesstype',
    'lineofbusiness',
    'naics',
    'naicscode',
    'naicsnumber',
    'naicsindustry',
    'sector',
    'industria',
    'sectorindustrial',
    'sectoreconomico',
    'ramo',
    'giro',
    'actividad',
    'actividadeconomica',
    'tipodenegocio',
    'tipodeempresa',
    'codigonaics',
    'codigoscian',
    'scian',
  ],
}

/** What people head the names of employers with, written plain. */
export const employerHeadings: readonly string[] = fields.employer

/** What a list of addresses needs for nothing: a column of it is named as unused, and nothing is asked about it. */
const ofNoUse =
  /phone|telephone|^tel|fax|mobile|cell|movil|celular|title|titulo|cargo|puesto|position|role|department|departamento|note|nota|comment|comentario|birthday|cumpleanos|anniversary|aniversario|label|etiqueta|tags?$|group|grupo|street|calle|address|direccion|city|ciudad|^state|province|provincia|estado|zip|postal|country|pais|county|region|location|ubicacion|web|url|site|linkedin|^id$|id$|number|numero|^no$|^nr$|date|fecha|created|modified|status|type$|tipo|gender|sexo|language|idioma|middle|segundonombre|prefix|suffix|sufijo|prefijo|salutation|tratamiento|initials|iniciales|nickname|apodo|alias|phonetic|fonetic|photo|foto|manager|assistant|spouse|children|hobby|priority|sensitivity|private|profession|keyword|categories|categorias|industry|sector|source|owner|availability|busy|mileage|billing|subject|custom|relation|event|im\d|employees|size|revenue/

/** Whether a heading is one that people use for an address, an employer or a person. */
export function isAddressHeading(heading: string): boolean {
  if (heading.length > 200) return false
  const plain = plainHeading(heading)
  return isEmailHeading(plain) || Object.values(fields).some((names) => names.includes(plain))
}

/** Whether a heading, written plain, is one for mail addresses. */
export function isEmailHeading(plain: string): boolean {
  return email.test(plain) || correo.test(plain)
}

/** What the headings say, where "Address" alone is a mail address only if such stand below it. */
export function knownColumns(headers: readonly string[], rows: readonly TableRow[]): KnownColumns {
  const plain = headers.map(plainHeading)
  const emails = [...plain.keys()].filter((at) => isEmailHeading(plain[at] ?? ''))
  const addresses = [...plain.keys()].filter(
    (at) =>
      ['address', 'addresses', 'direccion'].includes(plain[at] ?? '') && share(rows, at) > 0.5,
  )
  const at = (field: Exclude<AddressColumn, 'email'>) => {
    const found = plain.findIndex((heading) => fields[field].includes(heading))
    return found < 0 ? {} : { [field]: found }
  }
  const found = {
    emails: emails.length > 0 ? emails : addresses,
    ...at('employer'),
    ...at('name'),
    ...at('firstName'),
    ...at('lastName'),
    ...at('county'),
    ...at('industry'),
  }
  return splitName(found, plain)
}

/** "Nombre" beside "Apellidos", or "Name" beside "Surname", is the first name. */
function splitName(columns: KnownColumns, plain: readonly string[]): KnownColumns {
  const { name, firstName, lastName, ...others } = columns
  const alone = name !== undefined && ['name', 'nombre'].includes(plain[name] ?? '')
  if (!alone || lastName === undefined || firstName !== undefined) return columns
  return { ...others, firstName: name, lastName }
}

/** The columns by what stands in them, as far as it says: the one with most addresses. */
export function guessColumns(headers: readonly string[], rows: readonly TableRow[]): KnownColumns {
  const { emails, ...known } = knownColumns(headers, rows)
  const counts = headers.map((_, at) => addressesAt(rows, at))
  const most = Math.max(0, ...counts)
  const found = most > 0 ? counts.indexOf(most) : undefined
  return { emails: emails.length > 0 || found === undefined ? emails : [found], ...known }
}

/** What stands above each column for these. */
export function fieldsOfColumns(
  { emails, ...others }: KnownColumns,
  width: number,
): AddressField[] {
  const fields: AddressField[] = Array.from({ length: width }, () => '')
  for (const at of emails) fields[at] = 'email'
  for (const column of addressColumns) {
    const at = column === 'email' ? undefined : others[column]
    if (at !== undefined && at < width) fields[at] = column
  }
  return fields
}

/**
 * The columns that stand above. Throws `invalid` where none holds mail addresses, and with the column (`column.3`) where
 * another holds the same already.
 */
export function columnsOfFields(fields: readonly AddressField[]): KnownColumns {
  const columns: KnownColumns = { emails: [] }
  for (const [at, field] of fields.entries()) {
    if (field === '') continue
    if (field === 'email') {
      columns.emails.push(at)
      continue
    }
    const first = columns[field]
    if (first !== undefined) {
      throw new DomainError('invalid', 'tables.columnTwice', {
        field: `column.${at}`,
        values: { first: first + 1, second: at + 1 },
      })
    }
    columns[field] = at
  }
  if (columns.emails.length === 0) throw new DomainError('invalid', 'cycles.columnsNotNamed')
  return columns
}

const looked = 200

/** Of the cells that hold something in this column's first rows, the part that `is`, by default, a mail address. */
export function share(
  rows: readonly TableRow[],
  at: number,
  is = (cell: string) => normaliseEmail(cell) !== null,
): number {
  const cells = rows.slice(0, looked).flatMap((row) => row.cells[at]?.trim() || [])
  return cells.length === 0 ? 0 : cells.filter(is).length / cells.length
}

/** How many of the first rows have an address in this column, whatever stands around it. */
function addressesAt(rows: readonly TableRow[], at: number): number {
  return rows.slice(0, looked).filter(({ cells }) => cells[at]?.includes('@')).length
}

/** Whether a column that nobody knows could be the employer's: it holds words, and no other is known to. */
export function needsAsking(
  headers: readonly string[],
  rows: readonly TableRow[],
  columns: KnownColumns,
): boolean {
  if (columns.emails.length === 0) return true
  if (columns.employer !== undefined) return false
  const { emails, ...others } = columns
  const used = new Set([...emails, ...Object.values(others)])
  return headers.some(
    (heading, at) =>
      !used.has(at) &&
      !ofNoUse.test(plainHeading(heading)) &&
      rows.slice(0, looked).some(({ cells }) => /\p{L}{2}/u.test(cells[at] ?? '')),
  )
}
