import { getTranslations } from 'next-intl/server'
import { SelectField, TextField } from '../ui/field'
import { SendButton } from '../ui/send-button'

type Props = {
  action: string
  /** What the table waits as, where the address does not say it. */
  id?: string
  /** Of a workbook; of another table there are none. */
  sheets: readonly string[]
  sheet: number
  /** Counted from 1; 0 where it has none. */
  headingLine: number
}

/** Which sheet of a workbook is the table, and in which row its headings stand. */
export async function SheetChoice({ action, id, sheets, sheet, headingLine }: Props) {
  const t = await getTranslations('tables')
  return (
    <form
      // A sheet that was read anew has headings of its own.
      key={`${sheet} ${headingLine}`}
      method="post"
      action={action}
      aria-label={t('which')}
      className="mb-5 flex flex-wrap items-end gap-3"
    >
      {id ? <input type="hidden" name="id" value={id} /> : null}
      {sheets.length > 1 ? (
        <SelectField
          name="sheet"
          label={t('sheet')}
          options={sheets.map((name, at) => ({ value: String(at), label: name }))}
          defaultValue={String(sheet)}
          className="max-w-80"
        />
      ) : null}
      <input type="hidden" name="was" value={`${sheet} ${headingLine}`} />
      <TextField
        name="headingLine"
        label={t('headingLine')}
        hint={t('headingLineHint')}
        type="number"
        min={0}
        required
        className="max-w-32"
        defaultValue={headingLine}
      />
      <SendButton pending={t('reading')}>{t('readAgain')}</SendButton>
    </form>
  )
}
