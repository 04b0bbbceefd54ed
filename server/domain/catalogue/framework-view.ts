import { z } from 'zod'
import { fieldsOf } from '@/server/domain/fields'
import { ProviderView } from './credential-view'
import { claimKinds } from './credentials'
import { competencyAxes, competencyTypes } from './frameworks'
import { publicationStates } from './publication'

/** What a reader is given of frameworks and competencies. */

export const FrameworkSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  publisher: z.string(),
  state: z.enum(publicationStates),
  sample: z.boolean(),
  competencies: z.number().int(),
  updatedAt: z.date(),
  owner: ProviderView,
})
export type FrameworkSummary = z.infer<typeof FrameworkSummary>

/** A page of a list of frameworks. */
export const FrameworkList = z.object({
  total: z.number().int(),
  pageSize: z.number().int(),
  items: z.array(FrameworkSummary),
})
export type FrameworkList = z.infer<typeof FrameworkList>

export const CompetencySummary = z.object({
  id: z.string(),
  label: z.string(),
  statement: z.string(),
  code: z.string().nullable(),
  listEnumeration: z.string().nullable(),
  type: z.enum(competencyTypes).nullable(),
  axis: z.enum(competencyAxes).nullable(),
  levels: z.array(z.string()),
  notes: z.string(),
  isGroup: z.boolean(),
})
export type CompetencySummary = z.infer<typeof CompetencySummary>

export const CompetencyLink = z.object({
  childId: z.string(),
  parentId: z.string(),
  sequence: z.string().nullable(),
  position: z.number().int(),
})

/** A framework with its whole tree, as links between its competencies. */
export const FrameworkView = FrameworkSummary.extend({
  version: z.number().int(),
  languages: z.array(z.string()),
  licence: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  sourceFormat: z.string(),
  tree: z.array(CompetencySummary),
  links: z.array(CompetencyLink),
})
export type FrameworkView = z.infer<typeof FrameworkView>

const CompetencyName = z.object({ id: z.string(), label: z.string(), code: z.string().nullable() })

/** One competency with where it stands, what it was called before and who claims it. */
export const CompetencyRecord = CompetencySummary.extend({
  keywords: z.array(z.string()),
  retired: z.boolean(),
  framework: z.object({ slug: z.string(), name: z.string(), state: z.enum(publicationStates) }),
  ancestors: z.array(CompetencyName),
  children: z.array(CompetencyName),
  versions: z.array(
    z.object({ no: z.number().int(), label: z.string(), statement: z.string(), at: z.date() }),
  ),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  credentials: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      provider: ProviderView.omit({ slug: true }),
      claim: z.enum(claimKinds),
    }),
  ),
})
export type CompetencyRecord = z.infer<typeof CompetencyRecord>

/** A competency to pick: enough to tell it from its namesakes. */
export const CompetencyHit = z.object({
  id: z.string(),
  label: z.string(),
  statement: z.string(),
  code: z.string().nullable(),
  type: z.enum(competencyTypes).nullable(),
  framework: z.object({ slug: z.string(), name: z.string() }),
})
export type CompetencyHit = z.infer<typeof CompetencyHit>

const optionalWords = (max: number) => z.string().trim().max(max)

/** What an editor writes about a framework of the organization's own. */
export const FrameworkDetails = z.strictObject({
  name: z.string().trim().min(1).max(200),
  description: optionalWords(4000),
  publisher: optionalWords(200),
})
export type FrameworkDetails = z.infer<typeof FrameworkDetails>
export const frameworkFields = fieldsOf(FrameworkDetails)

/** What an editor writes about one competency. */
export const CompetencyDetails = z.strictObject({
  label: optionalWords(160),
  statement: z.string().trim().min(1).max(10_000),
  code: optionalWords(60),
  type: z.enum(competencyTypes).nullable(),
  axis: z.enum(competencyAxes).nullable(),
  level: optionalWords(120),
  notes: optionalWords(10_000),
})
export type CompetencyDetails = z.infer<typeof CompetencyDetails>
