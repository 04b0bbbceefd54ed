import type { OrganizationKind } from '@/server/domain/permissions'

/** The rail of each kind of organization, in the person's own nouns; a segment below /o/<org>. */
export const destinations = {
  employer: ['home', 'requests', 'requirements', 'ratings', 'team'],
  provider: ['home', 'credentials', 'maps', 'reports', 'cycles', 'frameworks', 'team'],
  partnership: [
    'home',
    'region',
    'employers',
    'cycles',
    'summaries',
    'reports',
    'frameworks',
    'team',
  ],
} as const satisfies Record<OrganizationKind, readonly string[]>

export type Destination = (typeof destinations)[OrganizationKind][number]

export function destinationHref(org: string, destination: Destination): string {
  return destination === 'home' ? `/o/${org}` : `/o/${org}/${destination}`
}
