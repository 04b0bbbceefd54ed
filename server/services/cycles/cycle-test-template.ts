import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { ratingCycles } from '@/server/db/schema/cycles'
import { organizations } from '@/server/db/schema/organizations'
import { occupations } from '@/server/db/schema/reference'
import { asCourier } from '@/server/db/tenancy'
import { testMail } from '@/server/mail/rater-mail'
import type { MailTemplate } from '@/server/services/mail-template'
import { askedColumns, invitationWords } from './invitation-words'
import { previewUrl } from './preview-cycle'

const Payload = z.looseObject({
  to: z.string(),
  cycleId: z.uuid(),
  credential: z.string(),
  competencies: z.number().int(),
})

/** The mail a rater would get now, marked as a test, with no link but to the preview; none once the cycle is gone. */
export const cycleTestTemplate: MailTemplate = {
  async render(_ctx, payload, words) {
    const { to, cycleId, ...packet } = Payload.parse(payload)
    const asked = await asCourier(async (tx) => {
      const [row] = await tx
        .select({ ...askedColumns, slug: organizations.slug })
        .from(ratingCycles)
        .innerJoin(organizations, eq(organizations.id, ratingCycles.organizationId))
        .innerJoin(occupations, eq(occupations.id, ratingCycles.occupationId))
        .where(eq(ratingCycles.id, cycleId))
      return row
    })
    if (!asked) return null
    const url = previewUrl(asked.slug, cycleId)
    return testMail(words, { ...invitationWords(asked, packet), to, name: null, url })
  },
}
