import { z } from 'zod'
import { Draft, TapInput } from '@/server/domain/asking/drafts'
import { CheckCode, CheckedCode, checkCode } from '@/server/services/ratings/check-code'
import { declineInvitation } from '@/server/services/ratings/decline-invitation'
import { enterSignedIn } from '@/server/services/ratings/enter-signed-in'
import { LetIn } from '@/server/services/ratings/let-in'
import { listOwnAnswers, OwnAnswers } from '@/server/services/ratings/list-own-answers'
import { MailCode, mailCode } from '@/server/services/ratings/mail-code'
import { mailNote } from '@/server/services/ratings/mail-note'
import { PassInvitationOn, passInvitationOn } from '@/server/services/ratings/pass-invitation-on'
import { PrintInvitation, printInvitation } from '@/server/services/ratings/print-invitation'
import type { RaterContext } from '@/server/services/ratings/rater-door'
import { InvitationView, readInvitation } from '@/server/services/ratings/read-invitation'
import { PacketView, readPacket } from '@/server/services/ratings/read-packet'
import { PassingView, readPassing } from '@/server/services/ratings/read-passing'
import { PrintedView, readPrinted } from '@/server/services/ratings/read-printed'
import { ReceiptView, readReceipt } from '@/server/services/ratings/read-receipt'
import { saveAnswers } from '@/server/services/ratings/save-answers'
import { StartRating, startRating } from '@/server/services/ratings/start-rating'
import { SubmittedRating, submitRating } from '@/server/services/ratings/submit-rating'
import { unsubscribeRater } from '@/server/services/ratings/unsubscribe-rater'
import {
  WithdrawOwnAnswers,
  withdrawOwnAnswers,
} from '@/server/services/ratings/withdraw-own-answers'
import { withdrawRatings } from '@/server/services/ratings/withdraw-ratings'
import { orgProcedure, publicProcedure, type RouterContext, router } from './trpc'

const Code = z.string().min(1).max(64)
const Link = z.strictObject({ code: Code })
const OnPage = z.strictObject({ code: Code, packetId: z.uuid().nullable() })
const Session = z.object({ session: z.string().nullable() })
const Done = z.object({ done: z.literal(true) })

/** A rater's own door: a link's code, and the session its transport carries for this device. */
export const ratingsRouter = router({
  readInvitation: publicProcedure
    .input(Link)
    .output(InvitationView)
    .query(({ ctx, input }) => readInvitation(rater(ctx, input.code))),

  start: publicProcedure
    .input(StartRating.extend({ code: Code }))
    .output(Session)
    .mutation(({ ctx, input: { code, ...input } }) => startRating(rater(ctx, code), input)),

  readPacket: publicProcedure
    .input(OnPage)
    .output(PacketView)
    .query(({ ctx, input }) => readPacket(rater(ctx, input.code), { packetId: input.packetId })),

  saveAnswers: publicProcedure
    .input(z.strictObject({ code: Code, packetId: z.uuid(), taps: z.array(TapInput).max(64) }))
    .output(Draft)
    .mutation(({ ctx, input: { code, ...input } }) => saveAnswers(rater(ctx, code), input)),

  submit: publicProcedure
    .input(
      z.strictObject({
        code: Code,
        packetId: z.uuid(),
        clientKey: z.uuid(),
        taps: z.array(TapInput).max(64),
      }),
    )
    .output(SubmittedRating)
    .mutation(({ ctx, input: { code, ...input } }) => submitRating(rater(ctx, code), input)),

  readReceipt: publicProcedure
    .input(OnPage)
    .output(ReceiptView)
    .query(({ ctx, input }) => readReceipt(rater(ctx, input.code), { packetId: input.packetId })),

  withdraw: publicProcedure
    .input(Link)
    .output(z.object({ withdrawn: z.number().int() }))
    .mutation(({ ctx, input }) => withdrawRatings(rater(ctx, input.code))),

  decline: publicProcedure
    .input(Link)
    .output(Done)
    .mutation(({ ctx, input }) => done(declineInvitation(rater(ctx, input.code)))),

  unsubscribe: publicProcedure
    .input(Link)
    .output(Done)
    .mutation(({ ctx, input }) => done(unsubscribeRater(rater(ctx, input.code)))),

  mailCode: publicProcedure
    .input(MailCode.extend({ code: Code }))
    .output(Done)
    .mutation(({ ctx, input: { code, ...input } }) => done(mailCode(rater(ctx, code), input))),

  mailNote: publicProcedure
    .input(Link)
    .output(Done)
    .mutation(({ ctx, input }) => done(mailNote(rater(ctx, input.code)))),

  checkCode: publicProcedure
    .input(CheckCode.extend({ code: Code }))
    .output(CheckedCode)
    .mutation(({ ctx, input: { code, ...input } }) => checkCode(rater(ctx, code), input)),

  enterSignedIn: publicProcedure
    .input(Link)
    .output(LetIn)
    .mutation(({ ctx, input }) => enterSignedIn(rater(ctx, input.code))),

  readPassing: publicProcedure
    .input(Link)
    .output(PassingView)
    .query(({ ctx, input }) => readPassing(rater(ctx, input.code))),

  passOn: publicProcedure
    .input(PassInvitationOn.extend({ code: Code }))
    .output(Done)
    .mutation(({ ctx, input: { code, ...input } }) =>
      done(passInvitationOn(rater(ctx, code), input)),
    ),

  print: publicProcedure
    .input(PrintInvitation.extend({ code: Code }))
    .output(z.object({ code: z.string() }))
    .mutation(({ ctx, input: { code, ...input } }) => printInvitation(rater(ctx, code), input)),

  readPrinted: publicProcedure
    .input(Link)
    .output(PrintedView)
    .query(({ ctx, input }) => readPrinted(rater(ctx, input.code))),

  /** The signed-in member's own answers, without a link. */
  own: orgProcedure.output(z.array(OwnAnswers)).query(({ ctx }) => listOwnAnswers(ctx.org)),

  withdrawOwn: orgProcedure
    .input(WithdrawOwnAnswers)
    .output(z.object({ withdrawn: z.number().int() }))
    .mutation(({ ctx, input }) => withdrawOwnAnswers(ctx.org, { cycleId: input.cycleId })),
})

function rater(ctx: RouterContext, code: string): RaterContext {
  return { ...ctx, code, session: ctx.raterSession }
}

async function done(work: Promise<unknown>): Promise<{ done: true }> {
  await work
  return { done: true }
}
