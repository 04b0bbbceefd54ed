import { z } from 'zod'
import type { Decided } from '@/server/services/organizations/decide-many'
import { sayRefusal } from '@/server/words/say-refusal'

/** How many were decided, and of each other the sentence that refuses it. */
export const DecidedView = z.object({
  done: z.number().int(),
  undone: z.array(
    z.object({ organizationId: z.string(), message: z.string(), field: z.string().nullable() }),
  ),
})

export function sayDecided({ done, undone }: Decided): z.infer<typeof DecidedView> {
  return {
    done,
    undone: undone.map(({ organizationId, error }) => ({
      organizationId,
      message: sayRefusal(error),
      field: error.field ?? null,
    })),
  }
}
