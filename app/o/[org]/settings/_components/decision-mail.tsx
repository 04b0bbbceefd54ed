import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { Notice } from '@/app/_components/ui/notice'

type Props = {
  org: string
  /** Whether the reader gets it. */
  on: boolean
  /** It was just switched. */
  done: boolean
}

/** The switch of the reader's own mail about decisions. */
export function DecisionMail({ org, on, done }: Props) {
  const t = useTranslations('decisions.mail')
  return (
    <section
      id="decision-mail"
      aria-labelledby="decision-mail-title"
      className="mt-10 max-w-[40rem]"
    >
      <h2 id="decision-mail-title">{t('title')}</h2>
      {done ? (
        <Notice kind="good" announce>
          {t(on ? 'done.on' : 'done.off')}
        </Notice>
      ) : (
        <p className="mt-1 text-muted">{t(on ? 'on' : 'off')}</p>
      )}
      <form method="post" action={`/o/${org}/settings/mail`} className="mt-3">
        <Button name="on" value={on ? 'no' : 'yes'}>
          {t(on ? 'switchOff' : 'switchOn')}
        </Button>
      </form>
    </section>
  )
}
