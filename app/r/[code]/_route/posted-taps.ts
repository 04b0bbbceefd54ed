import type { Form } from '@/app/_trpc/form-post'
import { readDraftText, type Tap, tapsFromForm } from '@/server/domain/asking/drafts'

/** What a posted rating form changed against the state it was rendered with. */
export function postedTaps({ field, pairs }: Form): Tap[] {
  const text = field('was')
  const length = text.split('|')[2]?.length ?? 0
  if (length < 1 || length > 12) return []
  return tapsFromForm(readDraftText(text, length), new Map(pairs))
}
