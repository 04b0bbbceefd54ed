import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'

type Props = {
  /** Where the form leads; it answers with the page of the chosen path. */
  action: string
  hidden?: Record<string, string>
  region: { value: string; options: { slug: string; name: string }[] }
  sector: { value: string; options: string[] }
  children?: ReactNode
}

/** Region and sector as a plain form that works without a script, and actions beside it. */
export async function MapFilterForm({ action, hidden = {}, region, sector, children }: Props) {
  const t = await getTranslations('maps.filter')
  const sectors = await getTranslations('sectors')
  return (
    <div className="toolbar no-print mt-5 justify-between">
      <form
        action={action}
        method="get"
        aria-label={t('label')}
        className="flex flex-wrap items-center gap-2.5"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="flex items-center gap-2.5">
          <label htmlFor="filter-region" className="text-muted">
            {t('region')}
          </label>
          <select id="filter-region" name="region" className="control" defaultValue={region.value}>
            <option value="all">{t('allRegions')}</option>
            {region.options.map((option) => (
              <option key={option.slug} value={option.slug}>
                {option.name}
              </option>
            ))}
          </select>
        </div>
        <div className="flex items-center gap-2.5">
          <label htmlFor="filter-sector" className="text-muted">
            {t('sector')}
          </label>
          <select id="filter-sector" name="sector" className="control" defaultValue={sector.value}>
            <option value="all">{t('allSectors')}</option>
            {sector.options.map((code) => (
              <option key={code} value={code}>
                {sectors(code)}
              </option>
            ))}
          </select>
        </div>
        <Button>{t('apply')}</Button>
      </form>
      {children ? <div className="flex flex-wrap gap-2.5">{children}</div> : null}
    </div>
  )
}
