import { useTranslations } from 'next-intl'
import type { DictionaryName } from '@/server/formats/dictionary'

/** Beside a table to download: what its columns mean, as a file too. */
export function DictionaryLink({ of }: { of: DictionaryName }) {
  const t = useTranslations('exports')
  return (
    <a href={`/dictionaries/${of}-dictionary.csv`} className="link py-2" download>
      {t('columns')}
    </a>
  )
}
