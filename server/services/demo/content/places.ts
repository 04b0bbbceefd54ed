/** Real counties carry a made-up partnership: the codes are true, every organization in them is a sample. */
export const DEMO_REGION = {
  name: 'Four Harbors (sample)',
  slug: 'four-harbors-sample',
  /** Erie, Huron, Lorain, Ottawa and Sandusky counties, Ohio. */
  counties: ['39043', '39077', '39093', '39123', '39143'],
} as const

export type DemoCounty = (typeof DEMO_REGION.counties)[number]

export const DEMO_TIME_ZONE = 'America/New_York'
