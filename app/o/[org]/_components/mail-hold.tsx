import { useTranslations } from 'next-intl'
import { Notice } from '@/app/_components/ui/notice'
import type { HeldMail } from '@/server/domain/people/sender-names'

type Props = { hold: HeldMail | null }

/** Says why no mail leaves in the organization's name; nothing when it does. */
export function MailHold({ hold }: Props) {
  const t = useTranslations('settings.mailHold')
  if (!hold) return null
  return (
    <div className="my-6 max-w-[40rem]">
      <Notice kind="warn">
        <p>{t.rich(hold, { b: (words) => <b>{words}</b> })}</p>
      </Notice>
    </div>
  )
}
