import { z } from 'zod'
import { ConfirmMany, RefuseMany } from '@/server/domain/people/confirmations'
import {
  dropOutbox,
  listOutbox,
  OutboxKey,
  OutboxView,
  retryOutbox,
} from '@/server/services/mail/list-outbox'
import { AcceptAddress, acceptAddress } from '@/server/services/organizations/accept-address'
import { confirmMany, refuseMany } from '@/server/services/organizations/decide-many'
import { DecideName, decideName } from '@/server/services/organizations/decide-name'
import {
  findOrganizations,
  listWaiting,
  RegisteredRow,
} from '@/server/services/organizations/list-employers'
import {
  ForeignAddress,
  listForeignAddresses,
} from '@/server/services/organizations/list-foreign-addresses'
import { listSenders, SendersView } from '@/server/services/organizations/list-senders'
import {
  MergeEmployers,
  mergeEmployers,
  SetParent,
  setParent,
} from '@/server/services/organizations/merge-employers'
import { AuditView, readSiteAudit } from '@/server/services/organizations/read-audit'
import { StopSender, stopSender } from '@/server/services/organizations/stop-sender'
import { DecidedView, sayDecided } from './decided'
import { operatorProcedure, router } from './trpc'

const Query = z.strictObject({ query: z.string().max(100) })

export const operatorRouter = router({
  /** Organizations of every kind that are not confirmed. */
  waiting: operatorProcedure
    .input(Query)
    .output(z.array(RegisteredRow))
    .query(({ ctx, input }) => listWaiting(ctx.operator, input)),

  find: operatorProcedure
    .input(Query)
    .output(z.array(RegisteredRow))
    .query(({ ctx, input }) => findOrganizations(ctx.operator, input)),

  confirm: operatorProcedure
    .input(z.strictObject({ confirmations: ConfirmMany }))
    .output(DecidedView)
    .mutation(async ({ ctx, input }) =>
      sayDecided(await confirmMany(ctx.operator, input.confirmations)),
    ),

  refuse: operatorProcedure
    .input(RefuseMany)
    .output(DecidedView)
    .mutation(async ({ ctx, input }) => sayDecided(await refuseMany(ctx.operator, input))),

  /** Addresses outside their employer's own web domain: their answers are held. */
  foreignAddresses: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(ForeignAddress))
    .query(({ ctx }) => listForeignAddresses(ctx.operator)),

  acceptAddress: operatorProcedure
    .input(AcceptAddress)
    .output(z.void())
    .mutation(({ ctx, input }) => acceptAddress(ctx.operator, input)),

  merge: operatorProcedure
    .input(MergeEmployers)
    .output(z.void())
    .mutation(({ ctx, input }) => mergeEmployers(ctx.operator, input)),

  setParent: operatorProcedure
    .input(SetParent)
    .output(z.void())
    .mutation(({ ctx, input }) => setParent(ctx.operator, input)),

  /** Who sends mail, whose name waits, and who was stopped. */
  senders: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(SendersView)
    .query(({ ctx }) => listSenders(ctx.operator)),

  decideName: operatorProcedure
    .input(DecideName)
    .output(z.void())
    .mutation(({ ctx, input }) => decideName(ctx.operator, input)),

  stopSender: operatorProcedure
    .input(StopSender)
    .output(z.void())
    .mutation(({ ctx, input }) => stopSender(ctx.operator, input)),

  outbox: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(OutboxView)
    .query(({ ctx }) => listOutbox(ctx.operator)),

  retry: operatorProcedure
    .input(OutboxKey)
    .output(z.void())
    .mutation(({ ctx, input }) => retryOutbox(ctx.operator, input)),

  drop: operatorProcedure
    .input(OutboxKey)
    .output(z.void())
    .mutation(({ ctx, input }) => dropOutbox(ctx.operator, input)),

  audit: operatorProcedure
    .input(z.strictObject({ before: z.date().optional() }))
    .output(AuditView)
    .query(({ ctx, input }) => readSiteAudit(ctx.operator, input)),
})
