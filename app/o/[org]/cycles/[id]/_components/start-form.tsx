import { useTranslations } from 'next-intl'
import { SelectField } from '@/app/_components/ui/field'
import { SendButton } from '@/app/_components/ui/send-button'
import type { RaterSources } from '@/server/domain/people/rater-lists'

type Props = { action: string; sources: RaterSources }

/** Starts from a list that was asked before or is kept: in one press it waits as a table. */
export function StartForm({ action, sources: { lists, cycles } }: Props) {
  const t = useTranslations('cycles.lists')
  if (lists.length + cycles.length === 0) return null
  const options = [
    ...cycles.map(({ id, title, addresses }, at) => ({
      value: `cycle ${id}`,
      label: t(at === 0 ? 'lastCycle' : 'ofCycle', { name: title, count: addresses }),
    })),
    ...lists.map(({ id, name, addresses }) => ({
      value: `list ${id}`,
      label: t('ofList', { name, count: addresses }),
    })),
  ]
  return (
    <form method="post" action={action} className="flex max-w-3xl flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-64">
        <SelectField name="from" label={t('start')} options={options} />
      </div>
      <SendButton pending={t('starting')}>{t('startButton')}</SendButton>
    </form>
  )
}
