import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Table } from '@/app/_components/ui/table'
import type { CredentialRecord } from '@/server/domain/credential-record'
import { RemoveClaim } from './remove-claim'

/** Everything the credential claims; none at all is "not described yet". */
export async function Claims({ org, credential }: { org: string; credential: CredentialRecord }) {
  const t = await getTranslations('own-credentials')
  return (
    <section aria-labelledby="claims">
      <h2 id="claims" className="mb-3">
        {t('claims')}
      </h2>
      {credential.claims.length === 0 ? (
        <EmptyState title={t('notDescribedTitle')}>{t('notDescribedText')}</EmptyState>
      ) : (
        <Table
          caption={t('claims')}
          stack
          columns={[
            { label: t('claimsTable.competency') },
            { label: t('claimsTable.framework') },
            { label: t('claimsTable.claim') },
            { label: t('claimsTable.level') },
            { label: t('claimsTable.remove'), hidden: true },
          ]}
        >
          {credential.claims.map(({ id, claim, level, competency }) => (
            <tr key={id}>
              <th scope="row" data-label={t('claimsTable.competency')}>
                {competency.code ? (
                  <span className="mr-2 font-normal text-muted">{competency.code}</span>
                ) : null}
                {competency.label}
                {competency.retired ? (
                  <span className="font-normal text-muted"> ({t('claimsTable.retired')})</span>
                ) : null}
              </th>
              <td data-label={t('claimsTable.framework')}>{competency.framework}</td>
              <td data-label={t('claimsTable.claim')}>{t(`claim.${claim}`)}</td>
              <td data-label={t('claimsTable.level')}>{level}</td>
              <td>
                <RemoveClaim
                  org={org}
                  slug={credential.slug}
                  claimId={id}
                  words={{
                    remove: t('claimsTable.remove'),
                    label: t('claimsTable.removeLabel', {
                      claim: t(`claim.${claim}`),
                      label: competency.label,
                    }),
                    failed: t('form.failed'),
                  }}
                />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}
