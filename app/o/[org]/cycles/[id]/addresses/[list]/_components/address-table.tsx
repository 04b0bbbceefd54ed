import { getTranslations } from 'next-intl/server'
import { Remembered } from '@/app/_components/sheet-grid/remembered'
import { SheetChoice } from '@/app/_components/sheet-grid/sheet-choice'
import { SheetGrid } from '@/app/_components/sheet-grid/sheet-grid'
import { TextField } from '@/app/_components/ui/field'
import { SendButton } from '@/app/_components/ui/send-button'
import { blank } from '@/app/_i18n/blanks'
import type { FormProblem } from '@/app/_trpc/form-problem'
import {
  type AddressListView,
  type AddressSheet,
  addressFields,
} from '@/server/domain/people/address-lists'
import { longestColumnsName } from '@/server/domain/remembered-columns'
import { AddressCount } from './address-count'

type Props = {
  org: string
  cycleId: string
  view: AddressListView
  sheet: AddressSheet
  problem: FormProblem | null
  /** What stood in the fields of a form that was refused, by their names. */
  typed: ReadonlyMap<string, string>
}

/** A list that is a table, with what each of its columns was taken for; it stands open where something is to be set right. */
export async function AddressTable({ org, cycleId, view, sheet, problem, typed }: Props) {
  const t = await getTranslations('cycles.addresses')
  const tables = await getTranslations('tables')
  const { id, preview } = view
  const base = `/o/${org}/cycles/${cycleId}/addresses/${id}`
  const fields = sheet.fields.map(
    (field, at) => typed.get(`column.${at}`) ?? (typed.size > 0 ? '' : field),
  )
  const wrong = /^column\.(\d+)$/.exec(problem?.field ?? '')?.[1]
  const words = {
    counted: blank(await getTranslations(), 'cycles.addresses.counted'),
    nothing: t('countedNothing'),
    counting: tables('counting'),
    failed: t('countFailed'),
  }
  const { rows, employers, refused } = preview
  const counts = sheet.asks ? null : { addresses: rows.length, employers, problems: refused }
  return (
    <details open={sheet.asks || refused > 0 || problem !== null}>
      <summary className="link min-h-11 cursor-pointer py-2">{t('columns')}</summary>
      <p className="measure my-2 text-muted">{t(sheet.asks ? 'columnsHint' : 'columnsTaken')}</p>
      {sheet.remembered ? (
        <Remembered remembered={sheet.remembered} action={`${base}/forget`} />
      ) : null}
      <SheetChoice action={`${base}/sheet`} {...sheet} />
      <form
        key={`${sheet.sheet} ${sheet.headingLine}`}
        method="post"
        action={`${base}/columns`}
        className="grid gap-5"
      >
        <SheetGrid
          headings={sheet.headers}
          rows={sheet.rows}
          headingLine={sheet.headingLine}
          fields={fields}
          options={addressFields.map((value) => ({
            value,
            label: value === '' ? t('noColumn') : t(`column_${value}`),
          }))}
          wrong={wrong === undefined ? null : Number(wrong)}
          words={{
            caption: tables('grid'),
            row: (line) => tables('row', { line }),
            choose: ({ number, heading }) =>
              heading ? tables('choose', { number, heading }) : tables('chooseBare', { number }),
          }}
        />
        <AddressCount org={org} list={{ cycleId, id }} counts={counts} words={words} />
        <div className="max-w-[32rem]">
          <TextField
            name="remember"
            label={tables('remember')}
            hint={tables('rememberHint')}
            error={problem?.field === 'remember' ? problem.message : undefined}
            maxLength={longestColumnsName}
            defaultValue={typed.get('remember') ?? sheet.remembered?.name ?? ''}
          />
        </div>
        <div>
          <SendButton pending={t('checking')}>{t('check')}</SendButton>
        </div>
      </form>
    </details>
  )
}
