import { getTranslations } from 'next-intl/server'

const paragraphs = ['never', 'change', 'remains', 'stored', 'asker', 'withdraw'] as const

/** How answers are kept, in plain words, before the first question. */
export async function PrivacyNotice({ asker, operator }: { asker: string; operator: string }) {
  const t = await getTranslations('ratings.privacy')
  return (
    <details className="rater-fold">
      <summary>{t('title')}</summary>
      <div className="prose">
        {paragraphs.map((key) => (
          <p key={key}>{t(key, { asker, operator: capital(operator) })}</p>
        ))}
      </div>
    </details>
  )
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
