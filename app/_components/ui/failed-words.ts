import 'server-only'
import { getTranslations } from 'next-intl/server'
import { blank } from '@/app/_i18n/blanks'
import type { Failed } from './use-action'

/** What a control says when it was refused, with the reason, and when nothing answered. */
export async function failedWords(): Promise<Failed> {
  const t = await getTranslations()
  return { refused: blank(t, 'site.refused'), failed: t('site.failed') }
}
