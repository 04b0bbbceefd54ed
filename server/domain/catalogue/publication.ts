/** Read by its own organization alone; by everybody; by everybody still, and no longer offered. */
export const publicationStates = ['draft', 'published', 'archived'] as const
export type PublicationState = (typeof publicationStates)[number]

/**
 * Whether an organization has to say yes first: what nobody could read becomes everybody's, nobody has confirmed who
 * publishes it, and it has not been asked before. Asked once; what is public already may be put aside and brought back.
 */
export function asksToPublish(
  by: { confirmed: boolean; saidYes: boolean },
  change: { from: PublicationState; to: PublicationState },
): boolean {
  return change.from === 'draft' && change.to !== 'draft' && !by.confirmed && !by.saidYes
}
