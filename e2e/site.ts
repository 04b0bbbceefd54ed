import { test as base } from '@playwright/test'

/** What the journeys are told about the site they visit. */
export type Site = {
  /** A production site on PostgreSQL; otherwise the demonstration. */
  production: boolean
  /** Where the site keeps its files. */
  folder: string
}

export const test = base.extend<Site>({
  production: [false, { option: true }],
  folder: ['', { option: true }],
})
