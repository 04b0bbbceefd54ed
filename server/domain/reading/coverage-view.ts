import { z } from 'zod'
import { AlignmentKind } from '@/server/domain/catalogue/alignments'
import { CredentialView } from '@/server/domain/catalogue/credential-view'

/** One need and what of a credential answers it. */
export const CoveredLine = z.object({
  id: z.string(),
  label: z.string(),
  /** 0 to 1. */
  importance: z.number(),
  mustHave: z.boolean(),
  /** `possible`: only a link nobody has reviewed. */
  state: z.enum(['covered', 'possible', 'uncovered']),
  link: z
    .object({
      kind: AlignmentKind,
      /** The credential's competency; null: it is the same one. */
      label: z.string().nullable(),
      framework: z.string().nullable(),
      accepted: z.object({ by: z.string(), at: z.date() }).nullable(),
      /** The framework whose own document claims the link; null: its words suggest it. */
      claimedBy: z.string().nullable(),
    })
    .nullable(),
})
export type CoveredLine = z.infer<typeof CoveredLine>

/** How far a credential covers needs on paper, in per cent of their importance. */
export const CoverageView = z.object({
  confirmed: z.number().nullable(),
  possible: z.number().nullable(),
  mustHaveCovered: z.number().int(),
  mustHaveTotal: z.number().int(),
  /** Whether the credential's competencies have been entered at all. */
  described: z.boolean(),
  /** The most important first. */
  lines: z.array(CoveredLine),
})
export type CoverageView = z.infer<typeof CoverageView>

/** Published credentials for a job's occupation beside the reader's own lines. */
export const RequirementCoverage = z.object({
  /** Lines the reader has marked; 0: nothing to compare with. */
  lines: z.number().int(),
  credentials: z.array(CoverageView.extend({ credential: CredentialView })),
  /** How many more there are than are shown. */
  more: z.number().int(),
})
export type RequirementCoverage = z.infer<typeof RequirementCoverage>

/** A provider's credential beside what employers publicly said each of its occupations needs. */
export const CredentialCoverage = z.object({
  occupations: z.array(
    z.object({
      occupation: z.object({ code: z.string(), title: z.string() }),
      /** Null: no published importance yet. */
      coverage: CoverageView.nullable(),
    }),
  ),
})
export type CredentialCoverage = z.infer<typeof CredentialCoverage>
