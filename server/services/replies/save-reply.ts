import { DomainError } from '@/server/domain/errors'
import type { SaveReply } from '@/server/domain/reading/replies'
import { authorize } from '@/server/services/authorize'
import type { OrgContext } from '@/server/services/context'
import { refuseNamedEmployers } from '@/server/services/cycles/refuse-named-employers'
import { findPlace, type OwnPlace, writeReply } from './write-reply'

/**
 * Keeps a provider's words beside a map or one of its lines as a draft, or publishes them: at once, or from the day on from
 * which what they stand beside is public (METHOD R15). They change no figure.
 */
export async function saveReply(
  ctx: OrgContext,
  input: SaveReply,
): Promise<{ replyId: string; publicFrom: Date | null }> {
  await authorize(ctx, 'reply.edit')
  const { text, publish } = input
  const place = await findPlace(ctx, input.place)
  if (!place.onMap) throw new DomainError('not_found', 'maps.noRow')
  if (publish) refuseUnpublishable(ctx, place, text)
  const saved = await writeReply(ctx, input, place, async (tx) => {
    const asked = { organizationId: ctx.organization.id, credentialId: place.credentialId }
    await refuseNamedEmployers(tx, asked, { text })
    return publish
      ? { state: 'published', text, publishedAt: place.publicFrom ?? ctx.now }
      : { state: 'draft', text, publishedAt: null }
  })
  return { ...saved, publicFrom: place.publicFrom }
}

function refuseUnpublishable(ctx: OrgContext, { published }: OwnPlace, text: string): void {
  if (text === '') throw new DomainError('invalid', 'replies.textMissing', { field: 'text' })
  if (ctx.organization.verification !== 'V2') {
    throw new DomainError('conflict', 'replies.unconfirmed')
  }
  if (!published) throw new DomainError('conflict', 'replies.draftCredential')
}
