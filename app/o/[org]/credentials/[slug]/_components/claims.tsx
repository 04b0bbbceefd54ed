import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import type { CredentialRecord } from '@/server/domain/catalogue/credential-record'
import { groupBy } from '@/server/domain/group-by'
import { RemoveClaim } from './remove-claim'

type Props = {
  org: string
  credential: CredentialRecord
  mayEdit: boolean
  /** The way to claim many at once. */
  actions: ReactNode
}

/** Everything the credential claims; none at all is "not described yet". */
export async function Claims({ org, credential, mayEdit, actions }: Props) {
  const t = await getTranslations('own-credentials')
  const byCompetency = groupBy(credential.claims, ({ competency }) => competency.id)
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <h2>{t('claims')}</h2>
        {credential.claims.length === 0 ? null : actions}
      </div>
      {credential.claims.length === 0 ? (
        <EmptyState title={t('notDescribedTitle')} action={actions}>
          {t('notDescribedText')}
        </EmptyState>
      ) : (
        <Table
          caption={t('claims')}
          stack
          columns={[
            { label: t('claimsTable.competency') },
            { label: t('claimsTable.framework') },
            { label: t('claimsTable.claim') },
          ]}
        >
          {[...byCompetency.values()].map((claims) => {
            const competency = claims[0]?.competency
            return competency ? (
              <tr key={competency.id}>
                <th scope="row" data-label={t('claimsTable.competency')}>
                  {competency.code ? (
                    <span className="mr-2 font-normal text-muted">{competency.code}</span>
                  ) : null}
                  <Said>{competency.label}</Said>
                  {competency.retired ? (
                    <span className="font-normal text-muted"> ({t('claimsTable.retired')})</span>
                  ) : null}
                </th>
                <td data-label={t('claimsTable.framework')}>
                  <Said>{competency.framework.name}</Said>
                </td>
                <td data-label={t('claimsTable.claim')}>
                  <ul>
                    {claims.map(({ id, claim, level }) => (
                      <li key={id} className="flex flex-wrap items-center justify-between gap-x-3">
                        <span>
                          {t(`claim.${claim}`)}
                          {level ? <span className="text-muted"> · {level}</span> : null}
                        </span>
                        {mayEdit ? (
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
                        ) : null}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ) : null
          })}
        </Table>
      )}
    </section>
  )
}
