import { getTranslations } from 'next-intl/server'
import { CoverageFigures } from '@/app/_components/coverage/coverage-figures'
import { CoverageLines } from '@/app/_components/coverage/coverage-lines'
import { PaperNote } from '@/app/_components/coverage/paper-note'
import { LinkButton } from '@/app/_components/ui/link-button'
import { caller } from '@/app/_trpc/caller'

/** The credential beside what employers publicly said each of its occupations needs. */
export async function CoverageSection({ org, slug }: { org: string; slug: string }) {
  const api = await caller()
  const { occupations } = await api.coverage.credential({ org, slug })
  const t = await getTranslations('coverage')
  const reviewable = occupations.some(
    ({ coverage }) => coverage?.described && (coverage.possible ?? 0) > (coverage.confirmed ?? 0),
  )
  return (
    <section aria-labelledby="coverage" className="mt-10 max-w-4xl">
      <h2 id="coverage" className="mb-1">
        {t('credential.title')}
      </h2>
      <p className="measure">{t('credential.text')}</p>
      <PaperNote />
      {occupations.length === 0 ? <p className="mt-3">{t('credential.noOccupation')}</p> : null}
      {occupations.length > 0 ? (
        <ul className="rows mt-4">
          {occupations.map(({ occupation, coverage }) => (
            <li key={occupation.code}>
              <h3 className="mb-1 text-lg">
                {occupation.title} <span className="text-muted">{occupation.code}</span>
              </h3>
              {coverage ? (
                <>
                  <CoverageFigures coverage={coverage} />
                  <CoverageLines name={occupation.title} coverage={coverage} />
                </>
              ) : (
                <p className="measure text-muted">{t('credential.notYet')}</p>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {reviewable ? (
        <div className="mt-4">
          <LinkButton href={`/o/${org}/alignments`}>{t('credential.align')}</LinkButton>
        </div>
      ) : null}
    </section>
  )
}
