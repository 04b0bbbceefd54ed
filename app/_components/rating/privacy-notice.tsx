import { getTranslations } from 'next-intl/server'
import { storedBy } from './who-stores'

const paragraphs = ['never', 'change', 'remains', 'stored', 'asker', 'withdraw'] as const

/** How answers are kept, in plain words, before the first question. */
export async function PrivacyNotice({ asker, operator }: { asker: string; operator: string }) {
  const t = await getTranslations('ratings.privacy')
  const stored = storedBy(operator)
  return (
    <details className="rater-fold">
      <summary>{t('title')}</summary>
      <div className="prose">
        {paragraphs.map((key) => (
          <p key={key}>{t(key, { asker, ...stored })}</p>
        ))}
      </div>
    </details>
  )
}
