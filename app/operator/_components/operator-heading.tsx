import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkSet } from '@/app/_components/ui/link-set'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { readProblem } from '@/app/_trpc/form-problem'

const tabs = [
  'confirmations',
  'senders',
  'integrity',
  'offered',
  'replies',
  'releases',
  'employment',
  'outbox',
  'audit',
  'sample',
] as const

type Props = {
  current: (typeof tabs)[number]
  title: string
  lede: ReactNode
  actions?: ReactNode
  query?: Record<string, string | string[] | undefined>
  /** What the form did that led here. */
  done?: ReactNode
}

/** The head of every page of the operator's: where it is, and how the form went that led here. */
export function OperatorHeading({ current, title, lede, actions, query = {}, done }: Props) {
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
      <Outcome problem={readProblem(query)} done={done} />
    </>
  )
}
