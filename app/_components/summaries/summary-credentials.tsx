import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import type { SummaryView } from '@/server/domain/reading/summary-view'
import { occupationInSentence } from '../maps/map-words'

/** Credentials that lead to the occupations asked about, each with its map. */
export async function SummaryCredentials({ summary }: { summary: SummaryView }) {
  const t = await getTranslations('summaries.credentials')
  const locale = await getLocale()
  const scope = `${summary.filter.region?.slug ?? 'all'}/${summary.filter.sector ?? 'all'}`
  return (
    <section aria-labelledby="credentials-title" className="mt-12">
      <h2 id="credentials-title">{t('title')}</h2>
      <p className="mt-1 mb-3 text-muted">
        {summary.credentials.length > 0 ? t('text') : t('empty')}
      </p>
      {summary.credentials.length > 0 ? (
        <ul className="rows">
          {summary.credentials.map((credential) => (
            <li
              key={`${credential.slug} ${credential.occupation}`}
              className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1"
            >
              <span>
                <Link
                  href={`/credentials/${credential.slug}`}
                  prefetch={false}
                  className="quiet-link font-semibold"
                >
                  <Said>{credential.name}</Said>
                </Link>{' '}
                <span className="text-muted">
                  {t('for', {
                    occupation: occupationInSentence(credential.occupationTitle, locale),
                  })}
                </span>
              </span>
              {credential.rated ? (
                <Link
                  href={`/maps/${credential.slug}/${credential.occupation}/${scope}`}
                  prefetch={false}
                  className="link"
                >
                  {t('map')}
                </Link>
              ) : (
                <span className="text-muted">{t('notRated')}</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
