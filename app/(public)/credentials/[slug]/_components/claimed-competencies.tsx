import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Said } from '@/app/_components/ui/said'
import { Blocks } from '@/app/_components/ui/statement'
import { Table } from '@/app/_components/ui/table'
import { saidOnce } from '@/server/domain/catalogue/competency-label'
import { type ClaimKind, claimKinds } from '@/server/domain/catalogue/credentials'
import { groupBy } from '@/server/domain/group-by'
import type { PublishedCredential } from '@/server/domain/reading/published-credentials'

type Competency = PublishedCredential['competencies'][number]

/** What a credential says it teaches, assesses or requires, by framework. */
export async function ClaimedCompetencies({ competencies }: { competencies: Competency[] }) {
  const t = await getTranslations('catalogue.credential')
  const groups = [...groupBy(competencies, (competency) => competency.framework.slug)]
  return (
    <section aria-labelledby="claims-title" className="mt-12">
      <h2 id="claims-title">{t('claimsTitle')}</h2>
      {groups.length === 0 ? (
        <div className="mt-3 border-t-2 border-ink pt-3">
          <p className="font-semibold">{t('notDescribed')}</p>
          <p className="text-muted">{t('notDescribedText')}</p>
        </div>
      ) : (
        <p className="mt-1 mb-2 text-muted">{t('claimsText')}</p>
      )}
      {groups.map(([slug, own]) => (
        <FrameworkClaims key={slug} slug={slug} competencies={own} />
      ))}
    </section>
  )
}

async function FrameworkClaims({
  slug,
  competencies,
}: {
  slug: string
  competencies: Competency[]
}) {
  const t = await getTranslations('catalogue.credential')
  const name = competencies[0]?.framework.name ?? slug
  const levelled = competencies.some(({ claims }) => claims.some((claim) => claim.level))
  const claimOf = (competency: Competency, kind: ClaimKind) =>
    competency.claims.find((claim) => claim.claim === kind)
  return (
    <div className="mt-4">
      <h3>
        <Link href={`/frameworks/${slug}`} prefetch={false} className="quiet-link">
          {name}
        </Link>
      </h3>
      <Table
        stack
        caption={name}
        columns={[
          { label: t('competency') },
          { label: t('claim'), width: '16rem' },
          ...(levelled ? [{ label: t('level'), width: '10rem' }] : []),
        ]}
      >
        {competencies
          .map((each) => ({ ...each, ...saidOnce(each) }))
          .map((competency) => (
            <tr key={competency.id}>
              <th scope="row">
                <Said>{competency.name}</Said>
                <Blocks of={competency.rest} className="sub measure" />
              </th>
              <td>
                {claimKinds
                  .filter((kind) => claimOf(competency, kind))
                  .map((kind) => t(kind))
                  .join(', ')}
              </td>
              {levelled ? (
                <td>
                  {[...new Set(competency.claims.flatMap((claim) => claim.level ?? []))].join(', ')}
                </td>
              ) : null}
            </tr>
          ))}
      </Table>
    </div>
  )
}
