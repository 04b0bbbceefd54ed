import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkSet } from '@/app/_components/ui/link-set'
import { PageHeading } from '@/app/_components/ui/page-heading'

const tabs = [
  'confirmations',
  'senders',
  'integrity',
  'offered',
  'releases',
  'employment',
  'outbox',
  'audit',
  'sample',
] as const

export type OperatorTab = (typeof tabs)[number]

type Props = { current: OperatorTab; title: string; lede: ReactNode; actions?: ReactNode }

export function OperatorHeading({ current, title, lede, actions }: Props) {
  const t = useTranslations('operator')
  return (
    <>
      <div className="no-print pt-3">
        <LinkSet
          label={t('navigation')}
          look="tabs"
          items={[
            ...tabs.map((tab) => ({
              href: tab === 'confirmations' ? '/operator' : `/operator/${tab}`,
              label: t(`tabs.${tab}`),
              current: tab === current,
            })),
            { href: '/o', label: t('toOrganizations') },
          ]}
        />
      </div>
      <PageHeading kick={t('kick')} title={title} lede={lede} actions={actions} />
    </>
  )
}
