import { z } from 'zod'
import { removeDemo } from '@/server/services/demo/remove-demo'
import { isSeeded } from '@/server/services/demo/seed-demo'
import { operatorProcedure, router } from './trpc'

export const demoRouter = router({
  /** Whether sample data is there to be removed. */
  state: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(z.object({ seeded: z.boolean() }))
    .query(async () => ({ seeded: await isSeeded() })),

  remove: operatorProcedure
    .input(z.strictObject({}).optional())
    .output(z.object({ seeded: z.boolean() }))
    .mutation(async ({ ctx }) => {
      await removeDemo(ctx.operator)
      return { seeded: false }
    }),
})
