import { getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'

/** On the rater's own copy: what it found missing, and who else may read that. */
export async function OwnLine(own: { forgotten: string; offered: boolean; asker: string }) {
  const { forgotten, offered, asker } = own
  const t = await getTranslations('ratings.forgotten')
  if (forgotten === '') return null
  return (
    <section className="rater-copy own-line">
      <h2>{t('own')}</h2>
      <p className="rater-message">
        <Said>{forgotten}</Said>
      </p>
      <p className="rater-note">{t(offered ? 'isOffered' : 'isPrivate', { asker })}</p>
    </section>
  )
}
