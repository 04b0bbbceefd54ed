import { useTranslations } from 'next-intl'
import { Notice } from '@/app/_components/ui/notice'
import type { AddressPreview } from '@/server/domain/people/address-lists'

type Props = { preview: Pick<AddressPreview, 'joined' | 'shared'> }

/** What is taken together before it is: names that become one employer, and employers that count as one. */
export function AddressNotes({ preview: { joined, shared } }: Props) {
  const t = useTranslations('cycles.addresses')
  return (
    <>
      {joined.length > 0 ? (
        <Notice kind="warn" title={t('joined', { count: joined.length })}>
          <ul>
            {joined.flatMap(({ employer, names, domains }) => [
              names.length > 0 ? (
                <li key={`${employer} named`}>
                  {t('joinedNames', { employer, names: names.join('; ') })}
                </li>
              ) : null,
              domains.length > 0 ? (
                <li key={`${employer} at`}>
                  {t('joinedDomains', { employer, domains: domains.join(', ') })}
                </li>
              ) : null,
            ])}
          </ul>
        </Notice>
      ) : null}
      {shared.length > 0 ? (
        <Notice kind="warn" title={t('shared', { count: shared.length })}>
          <ul>
            {shared.map(({ domain, employers }) => (
              <li key={domain}>{t('sharedDomain', { domain, employers: employers.join('; ') })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
