import { z } from 'zod'
import {
  HideReply,
  PublishedReplies,
  SaveReply,
  WithdrawReply,
} from '@/server/domain/reading/replies'
import { hideReply } from '@/server/services/replies/hide-reply'
import { listPublishedReplies } from '@/server/services/replies/list-published-replies'
import { saveReply } from '@/server/services/replies/save-reply'
import { withdrawReply } from '@/server/services/replies/withdraw-reply'
import { operatorProcedure, orgProcedure, router } from './trpc'

export const repliesRouter = router({
  save: orgProcedure
    .input(SaveReply)
    .output(z.object({ replyId: z.string(), publicFrom: z.date().nullable() }))
    .mutation(({ ctx, input }) => saveReply(ctx.org, input)),
  withdraw: orgProcedure
    .input(WithdrawReply)
    .mutation(({ ctx, input }) => withdrawReply(ctx.org, input)),
  published: operatorProcedure
    .input(z.object({ page: z.number().int().min(1).max(10_000).default(1) }))
    .output(PublishedReplies)
    .query(({ ctx, input }) => listPublishedReplies(ctx, input)),
  hide: operatorProcedure.input(HideReply).mutation(({ ctx, input }) => hideReply(ctx, input)),
})
