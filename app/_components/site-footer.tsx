import { getTranslations } from 'next-intl/server'

const links = [
  { href: '/credentials', key: 'credentials' },
  { href: '/frameworks', key: 'frameworks' },
  { href: '/summaries/all/all', key: 'summaries' },
  { href: '/method', key: 'method' },
  { href: '/privacy', key: 'privacy' },
] as const

export async function SiteFooter() {
  const t = await getTranslations('site')
  return (
    <footer className="mt-16 border-t border-line py-6 text-muted">
      <div className="wrap flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <p className="measure text-sm">{t('promise')}</p>
        <nav aria-label={t('footerNavigation')} className="no-print flex flex-wrap gap-x-5">
          {links.map((link) => (
            <a
              key={link.href}
              href={link.href}
              className="quiet-link inline-flex min-h-11 items-center"
            >
              {t(link.key)}
            </a>
          ))}
        </nav>
      </div>
    </footer>
  )
}
