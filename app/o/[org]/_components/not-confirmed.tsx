import { getTranslations } from 'next-intl/server'
import { bold } from '@/app/_components/ui/bold'
import { Notice } from '@/app/_components/ui/notice'
import { weeklyMails } from '@/server/domain/limits'
import type { Verification } from '@/server/domain/people/organizations'

type Props = { kind: 'provider' | 'partnership'; verification: Verification }

/** Says who confirms an organization and what it can do until then; nothing once it is confirmed. */
export async function NotConfirmed({ kind, verification }: Props) {
  if (verification === 'V2') return null
  const t = await getTranslations('home.notConfirmed')
  const values = { ...bold, mails: weeklyMails.unconfirmed }
  return (
    <div className="mb-6 max-w-[44rem]">
      <Notice title={t('title')}>
        <p>{t.rich(kind, values)}</p>
      </Notice>
    </div>
  )
}
