import { getTranslations } from 'next-intl/server'
import type { ImportedRow } from '@/server/domain/catalogue/imports'

/** In what else than its statement a competency is another than before. */
export async function Differences({ row }: { row: ImportedRow }) {
  const t = await getTranslations('imports')
  const others = row.differs.filter((field) => field !== 'statement')
  if (others.length === 0) return null
  return (
    <span className="block text-sm text-muted">
      {t('list.differs', { what: others.map((field) => t(`differs.${field}`)).join(', ') })}
      {others.includes('codedNotation') && row.codeBefore !== null ? (
        <span className="block">{t('list.codeBefore', { code: row.codeBefore })}</span>
      ) : null}
    </span>
  )
}
