import { readDraftText, type Tap, tapsFromForm } from '@/server/domain/asking/drafts'

/** What a posted rating form changed against the state it was rendered with. */
export function postedTaps(form: FormData): Tap[] {
  const was = form.get('was')
  const text = typeof was === 'string' ? was : ''
  const length = text.split('|')[2]?.length ?? 0
  if (length < 1 || length > 12) return []
  const posted = new Map<string, string>()
  for (const [name, value] of form) if (typeof value === 'string') posted.set(name, value)
  return tapsFromForm(readDraftText(text, length), posted)
}
