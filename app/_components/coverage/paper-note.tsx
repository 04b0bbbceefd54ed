import Link from 'next/link'
import { getTranslations } from 'next-intl/server'

/** What coverage does not say, always beside it. */
export async function PaperNote() {
  const t = await getTranslations('coverage')
  return (
    <p className="measure text-muted">
      {t('says')}{' '}
      <Link href="/method#s10" prefetch={false} className="link">
        {t('method')}
      </Link>
    </p>
  )
}
