import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { CoverageFigures } from '@/app/_components/coverage/coverage-figures'
import { CoverageLines } from '@/app/_components/coverage/coverage-lines'
import { PaperNote } from '@/app/_components/coverage/paper-note'
import { providerWords } from '@/app/_components/credentials/provider-words'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'

/** Published credentials for the job's occupation beside the reader's own lines. */
export async function CoverageSection({ org, id }: { org: string; id: string }) {
  const api = await caller()
  const { lines, credentials, more } = await api.coverage.requirement({ org, id })
  const t = await getTranslations('coverage')
  const named = await providerWords()
  const kinds = await getTranslations('own-credentials.kind')
  return (
    <section aria-labelledby="coverage" className="mt-10 max-w-4xl">
      <h2 id="coverage" className="mb-1">
        {t('requirement.title')}
      </h2>
      <PaperNote />
      {lines === 0 ? (
        <p className="mt-3">{t('requirement.noLines')}</p>
      ) : credentials.length === 0 ? (
        <p className="mt-3">{t('requirement.none')}</p>
      ) : (
        <ul className="rows mt-4">
          {credentials.map(({ credential, ...coverage }) => (
            <li key={credential.slug}>
              <h3 className="text-lg">
                <Link href={`/credentials/${credential.slug}`} prefetch={false} className="link">
                  <Said>{credential.name}</Said>
                </Link>
              </h3>
              <p className="mb-1 text-muted">
                {t('requirement.by', {
                  kind: kinds(credential.kind),
                  provider: named(credential.provider),
                })}
              </p>
              <CoverageFigures coverage={coverage} />
              <CoverageLines name={credential.name} coverage={coverage} />
            </li>
          ))}
        </ul>
      )}
      {more > 0 ? (
        <p className="mt-3 text-muted">{t('requirement.more', { count: more })}</p>
      ) : null}
    </section>
  )
}
