import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

/** What specialists want to know of a section, folded away. */
export async function Formula({ children }: { children: ReactNode }) {
  const t = await getTranslations('method')
  return (
    <details className="formula group border-l-4 border-line pl-4 text-muted">
      <summary className="flex min-h-9 items-center text-sm font-semibold before:mr-1.5 before:content-['▸'_/_''] group-open:before:content-['▾'_/_'']">
        {t('formula')}
      </summary>
      <p className="pb-1 text-sm">{children}</p>
    </details>
  )
}
