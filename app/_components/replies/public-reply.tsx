import { getFormatter, getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import type { PublicReply as Reply } from '@/server/domain/reading/provider-says'

/** A provider's own words, dated and marked as such. */
export async function PublicReply({ reply }: { reply: Reply }) {
  const t = await getTranslations('replies.public')
  const format = await getFormatter()
  return (
    <p>
      <span className="whitespace-pre-line">
        <Said>{reply.text}</Said>
      </span>
      <span className="block text-sm text-muted">
        {t('dated', { date: format.dateTime(reply.at, { dateStyle: 'medium' }) })}
      </span>
    </p>
  )
}
