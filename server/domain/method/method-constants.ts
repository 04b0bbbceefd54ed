import { COHORT_DEFAULTS } from './cohort-state'
import { COMPARISON_CONFIDENCE } from './comparisons'
import {
  HALF_LIFE_QUARTERS,
  INTERVAL_LEVEL,
  MAX_AGE_QUARTERS,
  PRIOR_REFERENCE_VOTES,
  PRIOR_VOTES,
} from './counts'
import { HOLD_DAYS } from './integrity'
import { EFFECTIVE_LEAST, SHARE_TO_HEAR, WEIGHT_CAP } from './post-stratification'
import { LEAN_BELOW_EMPLOYERS, QUADRANT_CONFIDENCE, QUADRANT_CUT } from './quadrants'
import { CHANGE_CONFIDENCE, CHANGE_LEAST_EMPLOYERS } from './trends'

/** Every number the method was free to choose, as the program uses it; probabilities and shares 0–1. */
export const METHOD_CONSTANTS = {
  smallestGroup: COHORT_DEFAULTS.k,
  holdDays: HOLD_DAYS,
  patienceRegionQuarters: COHORT_DEFAULTS.patienceRegion,
  patienceAllQuarters: COHORT_DEFAULTS.patienceAll,
  groupLifetimeQuarters: COHORT_DEFAULTS.lifetime,
  priorVotes: PRIOR_VOTES,
  priorReferenceVotes: PRIOR_REFERENCE_VOTES,
  halfLifeQuarters: HALF_LIFE_QUARTERS,
  oldestQuarters: MAX_AGE_QUARTERS,
  intervalLevel: INTERVAL_LEVEL,
  cut: QUADRANT_CUT,
  cutConfidence: QUADRANT_CONFIDENCE,
  leanBelowEmployers: LEAN_BELOW_EMPLOYERS,
  comparisonConfidence: COMPARISON_CONFIDENCE,
  changeConfidence: CHANGE_CONFIDENCE,
  changeLeastEmployers: CHANGE_LEAST_EMPLOYERS,
  shareToHear: SHARE_TO_HEAR,
  weightCap: WEIGHT_CAP,
  effectiveEmployersLeast: EFFECTIVE_LEAST,
} as const
