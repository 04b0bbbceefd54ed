import { getTranslations } from 'next-intl/server'
import { Pagination } from '../ui/pagination'

/** Which part of a list is shown, and where the parts before and after it are; nothing where there is one part, or after the last. */
export async function PageLinks({
  total,
  pageSize,
  page,
  shown,
  hrefOf,
}: {
  total: number
  pageSize: number
  page: number
  shown: number
  hrefOf: (page: number) => string
}) {
  if (total <= pageSize || shown === 0) return null
  const t = await getTranslations('catalogue.pages')
  const before = (page - 1) * pageSize
  return (
    <Pagination
      label={t('label')}
      position={t('position', { from: before + 1, to: before + shown, total })}
      {...(page > 1 ? { previous: { href: hrefOf(page - 1), label: t('previous') } } : {})}
      {...(before + shown < total ? { next: { href: hrefOf(page + 1), label: t('next') } } : {})}
    />
  )
}
