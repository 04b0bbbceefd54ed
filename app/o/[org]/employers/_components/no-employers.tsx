import { useTranslations } from 'next-intl'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'

type Props = { org: string; list: 'waiting' | 'confirmed'; search: string }

/** Why a list of employers is empty: nobody is on it, or nobody on it is what was looked for. */
export function NoEmployers({ org, list, search }: Props) {
  const t = useTranslations('employers')
  if (search)
    return (
      <EmptyState
        title={t(`${list}NotFound`, { search })}
        action={<LinkButton href={`/o/${org}/employers`}>{t('showAll')}</LinkButton>}
      />
    )
  return (
    <EmptyState
      title={t(`${list}Empty`)}
      action={<LinkButton href={`/o/${org}/cycles/new`}>{t('inviteAction')}</LinkButton>}
    >
      <p>{t(`${list}EmptyText`)}</p>
    </EmptyState>
  )
}
