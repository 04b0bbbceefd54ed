import { useTranslations } from 'next-intl'
import { SendButton } from '@/app/_components/ui/send-button'

/** Makes a draft that asks the same people the same again. */
export function RepeatForm({ action }: { action: string }) {
  const t = useTranslations('cycles.repeat')
  return (
    <section className="grid justify-items-start gap-2 border-t-2 border-ink pt-5">
      <form method="post" action={action}>
        <SendButton variant="primary" pending={t('repeating')}>
          {t('repeat')}
        </SendButton>
      </form>
      <p className="measure text-muted">{t('repeatNote')}</p>
    </section>
  )
}
