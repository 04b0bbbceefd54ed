/** What the set-up form holds, read from the address of its page. */
export type SetupState = {
  occupationId: string | null
  occupationQuery: string
  title: string
  /** What raters call the job; null before anybody said. */
  job: string | null
  credentialIds: string[]
  competencyIds: string[]
  credentialQuery: string
  competencyQuery: string
  closesOn: string
  timeZone: string
  message: string
  /** Who signs; null before anybody said. */
  signerName: string | null
  signerTitle: string | null
  byIndustry: boolean
  /** The boxes are the person's own choice; before that, sensible ones are ticked. */
  chosen: boolean
  problem: string | null
}

export type SetupQuery = Record<string, string | string[] | undefined>

/** Reads the form back from the query, with bounds; `today` is where the first closing day counts from,
 * `first` what stands there before anything was chosen. */
export function setupFromQuery(
  query: SetupQuery,
  today: Date,
  first: { timeZone: string; byIndustry: boolean },
): SetupState {
  const one = (name: string, max: number) => many(query[name])[0]?.slice(0, max) ?? ''
  return {
    occupationId: one('occupation', 40) || null,
    occupationQuery: one('q', 80),
    title: one('title', 120),
    job: query.job === undefined ? null : one('job', 400),
    credentialIds: many(query.credential).slice(0, 12),
    competencyIds: many(query.competency).slice(0, 80),
    credentialQuery: one('cq', 80),
    competencyQuery: one('kq', 80),
    closesOn: one('closesOn', 10) || inThreeWeeks(today),
    timeZone: one('timeZone', 64) || first.timeZone,
    message: one('message', 1000),
    signerName: query.signerName === undefined ? null : one('signerName', 80),
    signerTitle: query.signerTitle === undefined ? null : one('signerTitle', 80),
    byIndustry: query.chosen === undefined ? first.byIndustry : query.byIndustry !== undefined,
    chosen: query.chosen !== undefined,
    problem: one('problem', 40) || null,
  }
}

function many(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat()
}

function inThreeWeeks(today: Date): string {
  return new Date(today.getTime() + 21 * 86_400_000).toISOString().slice(0, 10)
}
