import { getTranslations } from 'next-intl/server'
import { TableForm } from '@/app/_components/sheet-grid/table-form'
import { blank } from '@/app/_i18n/blanks'
import type { FormProblem } from '@/app/_trpc/form-problem'
import {
  type AddressListView,
  type AddressSheet,
  addressFields,
} from '@/server/domain/people/address-lists'
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
  const words = {
    counted: blank(await getTranslations(), 'cycles.addresses.counted'),
    nothing: t('countedNothing'),
    counting: tables('counting'),
    failed: t('countFailed'),
  }
  const { rows, employers, refused } = preview
  const counts = sheet.asks ? null : { addresses: rows.length, employers, problems: refused }
  return (
    <details open={sheet.asks || problem !== null}>
      <summary className="link min-h-11 cursor-pointer py-2">{t('columns')}</summary>
      <TableForm
        base={base}
        sheet={sheet}
        fields={sheet.fields}
        options={addressFields.map((value) => ({
          value,
          label: value === '' ? t('noColumn') : t(`column_${value}`),
        }))}
        problem={problem}
        typed={typed}
        hint={t(sheet.asks ? 'columnsHint' : 'columnsTaken')}
        count={<AddressCount org={org} list={{ cycleId, id }} counts={counts} words={words} />}
        send={{ label: t('check'), pending: t('checking'), isMain: false }}
      />
    </details>
  )
}
