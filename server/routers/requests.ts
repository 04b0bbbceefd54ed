import { z } from 'zod'
import { listRequests, RequestView } from '@/server/services/ratings/list-requests'
import { OpenedRequest, openRequest } from '@/server/services/ratings/open-request'
import { router, userProcedure } from './trpc'

export const requestsRouter = router({
  /** The rating cycles that asked the signed-in person's own address. */
  list: userProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(RequestView))
    .query(({ ctx }) => listRequests(ctx.user)),

  /** A link to one of them, for its owner, and a session for the device it signed in on. */
  open: userProcedure
    .input(z.strictObject({ invitationId: z.uuid() }))
    .output(OpenedRequest)
    .mutation(({ ctx, input }) => openRequest(ctx.user, input)),
})
