import { z } from 'zod'

/** A competency by its words, and the framework they stand in. */
export const CompetencyView = z.object({
  id: z.string(),
  label: z.string(),
  statement: z.string(),
  code: z.string().nullable(),
  framework: z.object({ slug: z.string(), name: z.string() }),
})
export type CompetencyView = z.infer<typeof CompetencyView>
