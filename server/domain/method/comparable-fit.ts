import type { SummaryCohort } from './summary-sides'

/** Whose fit is left: of all credentials, without apprenticeships, or of apprenticeships alone. */
export const FIT_OF = ['all', 'without_apprenticeships', 'apprenticeships'] as const
export type FitOf = (typeof FIT_OF)[number]

/**
 * Cohorts that may stand in one figure and be held against each other. Fit of an apprenticeship is asked about its
 * end and that of other credentials about the start of a job, so the two are never compared (METHOD §1): where both
 * have been rated, apprenticeships are left out. Importance stays.
 * @param apprenticeships credentials of that kind
 */
export function comparableFit(
  cohorts: readonly SummaryCohort[],
  apprenticeships: ReadonlySet<string>,
): { cohorts: SummaryCohort[]; fitOf: FitOf } {
  const isApart = ({ credential }: SummaryCohort) =>
    credential !== null && apprenticeships.has(credential)
  const apart = cohorts.some(isApart)
  const others = cohorts.some((cohort) => cohort.scale === 'fit' && !isApart(cohort))
  if (!apart) return { cohorts: [...cohorts], fitOf: 'all' }
  if (!others) return { cohorts: [...cohorts], fitOf: 'apprenticeships' }
  return {
    cohorts: cohorts.filter((cohort) => !isApart(cohort)),
    fitOf: 'without_apprenticeships',
  }
}
