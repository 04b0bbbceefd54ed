/** Read by its own organization alone; by everybody; by everybody still, and no longer offered. */
export const publicationStates = ['draft', 'published', 'archived'] as const
export type PublicationState = (typeof publicationStates)[number]
