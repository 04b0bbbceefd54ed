import { getTranslations } from 'next-intl/server'
import { Mark } from './ui/mark'

export async function TopBar({ search = true }: { search?: boolean }) {
  const t = await getTranslations('site')
  return (
    <header className="no-print border-b border-line">
      <div className="wrap flex flex-wrap items-center gap-x-6 gap-y-2 py-2 md:min-h-16">
        <a
          href="/"
          className="flex min-h-11 items-center gap-2.5 text-lg font-[650] tracking-tight"
        >
          <Mark />
          {t('name')}
        </a>
        {search ? (
          <search className="order-last w-full md:order-none md:w-auto md:max-w-[29rem] md:flex-1">
            <form action="/search" method="get">
              <label htmlFor="site-search" className="sr-only">
                {t('searchLabel')}
              </label>
              <input
                id="site-search"
                name="q"
                type="search"
                dir="auto"
                className="control"
                placeholder={t('searchPlaceholder')}
                maxLength={100}
                autoComplete="off"
              />
            </form>
          </search>
        ) : null}
        <nav aria-label={t('mainNavigation')} className="ml-auto flex flex-wrap gap-x-5">
          <a href="/method" className="quiet-link inline-flex min-h-11 items-center">
            {t('method')}
          </a>
          <a href="/sign-in" className="quiet-link inline-flex min-h-11 items-center">
            <span className="here-or-not">
              <span>{t('signIn')}</span>
              <span>{t('myPages')}</span>
            </span>
          </a>
        </nav>
      </div>
    </header>
  )
}
