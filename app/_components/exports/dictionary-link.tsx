import { getTranslations } from 'next-intl/server'
import type { DictionaryName } from '@/server/formats/dictionary'

/** Beside a table to download: what its columns mean, as a file too. */
export async function DictionaryLink({ of }: { of: DictionaryName }) {
  const t = await getTranslations('exports')
  return (
    <a href={`/dictionaries/${of}-dictionary.csv`} className="link py-2" download>
      {t(of === 'rsd' ? 'rsdColumns' : 'columns')}
    </a>
  )
}
