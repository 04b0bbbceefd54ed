import { DomainError } from '@/server/domain/errors'
import type { WithdrawReply } from '@/server/domain/reading/replies'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { findPlace, writeReply } from './write-reply'

/** Takes a reply out of public: a version without a text, so that who said what when stays known to its provider. */
export async function withdrawReply(ctx: OrgContext, input: WithdrawReply): Promise<void> {
  await authorize(ctx, 'reply.edit')
  const place = await findPlace(ctx, input.place)
  await writeReply(ctx, input, place, async (_tx, standing) => {
    if (!standing?.out) throw new DomainError('conflict', 'replies.nothingOut')
    return { state: 'withdrawn', text: '', publishedAt: null }
  })
}
