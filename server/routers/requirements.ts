import { z } from 'zod'
import { lineReasons, SaveRequirement } from '@/server/domain/asking/requirements'
import { RATER_ROLES } from '@/server/domain/scales'
import {
  ReviewOfferedWords,
  reviewOfferedWords,
} from '@/server/services/releases/review-offered-words'
import { AdoptOwnWords, adoptOwnWords } from '@/server/services/requirements/adopt-own-words'
import {
  ArchiveRequirement,
  archiveRequirement,
} from '@/server/services/requirements/archive-requirement'
import { listOfferedWords } from '@/server/services/requirements/list-offered-words'
import { listRequirements } from '@/server/services/requirements/list-requirements'
import { listWaitingWords } from '@/server/services/requirements/list-waiting-words'
import { ReadRequirement, readRequirement } from '@/server/services/requirements/read-requirement'
import { saveRequirement } from '@/server/services/requirements/save-requirement'
import { FoundLine, SearchLines, searchLines } from '@/server/services/requirements/search-lines'
import { SuggestLines, suggestLines } from '@/server/services/requirements/suggest-lines'
import {
  WithdrawRequirement,
  withdrawRequirement,
} from '@/server/services/requirements/withdraw-requirement'
import { operatorProcedure, orgProcedure, router } from './trpc'

const SuggestedLine = FoundLine.extend({ reason: z.enum(lineReasons) })
const Occupation = z.object({ id: z.string(), title: z.string() })

export const requirementsRouter = router({
  list: orgProcedure
    .output(
      z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          occupation: z.string(),
          updatedAt: z.date(),
          others: z.number(),
          mine: z.boolean(),
        }),
      ),
    )
    .query(({ ctx }) => listRequirements(ctx.org)),

  read: orgProcedure
    .input(ReadRequirement)
    .output(
      z.object({
        id: z.string(),
        title: z.string(),
        occupation: Occupation,
        updatedAt: z.date(),
        others: z.number(),
        role: z.enum(RATER_ROLES).nullable(),
        mine: z
          .object({
            sentAt: z.date(),
            countsFrom: z.date().nullable(),
            lines: z.array(FoundLine.extend({ importance: z.string(), proficiency: z.string() })),
          })
          .nullable(),
        ownWords: z.array(
          z.object({
            text: z.string(),
            importance: z.number().nullable(),
            offered: z.boolean(),
            shown: z.boolean(),
          }),
        ),
      }),
    )
    .query(({ ctx, input }) => readRequirement(ctx.org, input)),

  suggest: orgProcedure
    .input(SuggestLines)
    .output(z.object({ occupation: Occupation, lines: z.array(SuggestedLine) }))
    .query(({ ctx, input }) => suggestLines(ctx.org, input)),

  search: orgProcedure
    .input(SearchLines)
    .output(z.array(FoundLine))
    .query(({ ctx, input }) => searchLines(ctx.org, input)),

  save: orgProcedure
    .input(SaveRequirement)
    .output(z.object({ requirementId: z.string() }))
    .mutation(({ ctx, input }) => saveRequirement(ctx.org, input)),

  archive: orgProcedure
    .input(ArchiveRequirement)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => archiveRequirement(ctx.org, input)),

  withdraw: orgProcedure
    .input(WithdrawRequirement)
    .output(z.object({ withdrawn: z.number() }))
    .mutation(({ ctx, input }) => withdrawRequirement(ctx.org, input)),

  /** Lines shown to editors of confirmed organizations, without who wrote them. */
  offered: orgProcedure
    .output(
      z.array(
        z.object({
          id: z.string(),
          text: z.string(),
          occupation: z.string(),
          month: z.date(),
          sample: z.boolean(),
        }),
      ),
    )
    .query(({ ctx }) => listOfferedWords(ctx.org)),

  /** Offered lines that wait for the operator, without whose they are. */
  waitingWords: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(z.object({ id: z.string(), text: z.string(), occupation: z.string() })))
    .query(({ ctx }) => listWaitingWords(ctx.operator)),

  reviewWords: operatorProcedure
    .input(ReviewOfferedWords)
    .output(z.void())
    .mutation(({ ctx, input }) => reviewOfferedWords(ctx.operator, input)),

  adopt: orgProcedure
    .input(AdoptOwnWords)
    .output(z.object({ competencyId: z.string() }))
    .mutation(({ ctx, input }) => adoptOwnWords(ctx.org, input)),
})
