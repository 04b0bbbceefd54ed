import { z } from 'zod'
import { env } from '@/server/env'
import { DEMO_PERSONAS, personaKeys } from '@/server/services/demo/content/personas'
import {
  KeptMail,
  KeptMailText,
  listMailbox,
  readMailboxMail,
} from '@/server/services/mail/read-mailbox'
import { publicProcedure, router } from './trpc'

export const sessionsRouter = router({
  /** What a page about signing in needs to know of this request and this site. */
  status: publicProcedure
    .input(z.strictObject({}).optional())
    .output(
      z.object({
        signedIn: z.boolean(),
        email: z.string().nullable(),
        mailbox: z.boolean(),
        personas: z.array(
          z.object({
            key: z.enum(personaKeys),
            name: z.string(),
          }),
        ),
      }),
    )
    .query(({ ctx }) => ({
      signedIn: ctx.actor.kind === 'user',
      email: ctx.actor.kind === 'user' ? ctx.actor.email : null,
      mailbox: env().mailbox,
      personas: env().PLUMBLINE_DEMO ? DEMO_PERSONAS.map(({ key, name }) => ({ key, name })) : [],
    })),

  /** The mailbox of a demonstration. */
  mailbox: publicProcedure
    .input(z.strictObject({}).optional())
    .output(z.array(KeptMail))
    .query(() => listMailbox()),

  mail: publicProcedure
    .input(z.strictObject({ id: z.string().max(60) }))
    .output(KeptMailText)
    .query(({ input }) => readMailboxMail(input)),
})
