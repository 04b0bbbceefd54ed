import { useTranslations } from 'next-intl'
import { Button } from '@/app/_components/ui/button'
import { TextField } from '@/app/_components/ui/field'

type Props = {
  action: string
  problem: string | undefined
  typed: string
}

/** Keeps a list under a name, folded away until somebody wants to. */
export function KeepList({ action, problem, typed }: Props) {
  const t = useTranslations('cycles.lists')
  return (
    <details open={problem !== undefined}>
      <summary className="link min-h-11 cursor-pointer py-2">{t('keep')}</summary>
      <form method="post" action={action} className="flex max-w-xl flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-56">
          <TextField
            name="name"
            label={t('name')}
            hint={t('keepHint')}
            defaultValue={typed}
            maxLength={80}
            error={problem}
            required
          />
        </div>
        <Button>{t('keepButton')}</Button>
      </form>
    </details>
  )
}
