import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Notice } from '@/app/_components/ui/notice'
import { Said } from '@/app/_components/ui/said'
import type { Cycle } from './cycle'

type Props = { org: string; repeats: NonNullable<Cycle['repeats']> }

/** Which cycle this one repeats, and what it leaves out. */
export function Repeated({ org, repeats: { id, title, leftOut } }: Props) {
  const t = useTranslations('cycles.repeat')
  const format = useFormatter()
  return (
    <Notice kind={leftOut.length > 0 ? 'warn' : 'info'}>
      <p className="measure">
        {t('repeats')}{' '}
        <Link href={`/o/${org}/cycles/${id}`} prefetch={false} className="link">
          <Said>{title}</Said>
        </Link>
        . {t('same')}
      </p>
      {leftOut.length > 0 ? (
        <p className="measure">
          {t('leftOut', { count: leftOut.length })} <Said>{format.list(leftOut)}</Said>
        </p>
      ) : null}
    </Notice>
  )
}
