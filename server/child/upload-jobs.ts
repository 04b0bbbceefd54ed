import { z } from 'zod'
import { ClaimsRead, ClaimTable, claimFields } from '@/server/domain/catalogue/claim-lists'
import {
  EmploymentProblem,
  EmploymentRemark,
  EmploymentRow,
  EmploymentSheet,
  employmentFields,
} from '@/server/domain/catalogue/employment'
import {
  AssociationContent,
  AssociationEnd,
  CompetencyContent,
  FrameworkHead,
  frameworkFormats,
} from '@/server/domain/catalogue/frameworks'
import { ImportProblem, ImportSheet } from '@/server/domain/catalogue/imports'
import { SpreadsheetMapping } from '@/server/domain/catalogue/sheet-mapping'
import { isJsonObject, type JsonObject } from '@/server/domain/json'
import { AddressesRead, AddressSheet, addressFields } from '@/server/domain/people/address-lists'
import { EmployerSheet, EmployersRead, employerFields } from '@/server/domain/people/employer-lists'

/** What a person has said of a table: its sheet, counted from 0, and the line of its headings. */
const choice = {
  sheet: z.number().int().min(0).optional(),
  headingLine: z.number().int().min(0).optional(),
}

/** What may be asked about an uploaded file. */
export const UploadJob = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), fileName: z.string(), ...choice }),
  z.object({
    kind: z.literal('framework'),
    format: z.enum(frameworkFormats),
    mapping: SpreadsheetMapping.nullable(),
    ...choice,
    head: z.object({
      name: z.string(),
      description: z.string(),
      publisher: z.string(),
      language: z.string().nullable(),
    }),
  }),
  z.object({ kind: z.literal('count'), mapping: SpreadsheetMapping, ...choice }),
  z.object({
    kind: z.literal('employment'),
    ...choice,
    fields: z.array(z.enum(employmentFields)).optional(),
  }),
  z.object({
    kind: z.literal('addresses'),
    ...choice,
    fields: z.array(z.enum(addressFields)).optional(),
    most: z.number().int(),
  }),
  z.object({
    kind: z.literal('claims'),
    ...choice,
    fields: z.array(z.enum(claimFields)).optional(),
  }),
  z.object({
    kind: z.literal('employers'),
    ...choice,
    fields: z.array(z.enum(employerFields)).optional(),
    most: z.number().int(),
    lines: z.array(z.number().int()).optional(),
  }),
])
export type UploadJob = z.infer<typeof UploadJob>

/** What a line of JSON held is JSON: only that it is an object is left to see. */
const parsedObject = z.custom<JsonObject>(isJsonObject)

const PartCompetency = CompetencyContent.extend({
  id: z.string(),
  place: z.object({ line: z.number().optional(), path: z.string().optional() }),
  extra: parsedObject,
  raw: parsedObject,
})
const PartAssociation = AssociationContent.extend({
  from: AssociationEnd,
  to: AssociationEnd,
  extra: parsedObject,
  raw: parsedObject,
})

export const OpenedPart = z.object({
  format: z.enum(frameworkFormats),
  problems: z.array(ImportProblem),
  sheet: ImportSheet.nullable(),
})

/** A framework comes in pieces, so that nobody has to take 100,000 rows in one breath. */
export const FrameworkPart = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('framework'),
    format: z.enum(frameworkFormats),
    framework: FrameworkHead.extend({ extra: parsedObject, raw: parsedObject }),
  }),
  z.object({ of: z.literal('competencies'), some: z.array(PartCompetency) }),
  z.object({ of: z.literal('associations'), some: z.array(PartAssociation) }),
  z.object({ of: z.literal('problems'), some: z.array(ImportProblem) }),
])
export type FrameworkPart = z.infer<typeof FrameworkPart>

export const AddressPart = z.object({
  read: AddressesRead,
  sheet: AddressSheet.omit({ remembered: true }).nullable(),
})
export type AddressPart = z.infer<typeof AddressPart>

export const ClaimPart = z.object({
  read: ClaimsRead,
  sheet: ClaimTable.omit({ remembered: true }),
})
export type ClaimPart = z.infer<typeof ClaimPart>
export const EmployerPart = z.object({
  read: EmployersRead,
  sheet: EmployerSheet.omit({ remembered: true }),
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
})
export type EmployerPart = z.infer<typeof EmployerPart>

export const EmploymentPart = z.object({
  rows: z.array(EmploymentRow),
  problems: z.array(EmploymentProblem),
  remarks: z.array(EmploymentRemark),
  /** With the first part. */
  sheet: EmploymentSheet.omit({ remembered: true }).optional(),
})
export type EmploymentPart = z.infer<typeof EmploymentPart>
