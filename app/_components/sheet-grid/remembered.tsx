import { getTranslations } from 'next-intl/server'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

type Props = {
  remembered: { id: string; name: string }
  /** Where the form goes that forgets them. */
  action: string
}

/** Says that the columns were read as somebody had them remembered, and takes that back. */
export async function Remembered({ remembered, action }: Props) {
  const t = await getTranslations('tables')
  return (
    <div className="mb-5">
      <Notice>
        <form method="post" action={action} className="flex flex-wrap items-center gap-3">
          <p>{t('remembered', { name: remembered.name })}</p>
          <input type="hidden" name="remembered" value={remembered.id} />
          <Button>{t('forget')}</Button>
        </form>
      </Notice>
    </div>
  )
}
