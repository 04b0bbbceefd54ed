import { getTranslations } from 'next-intl/server'
import { TableForm } from '@/app/_components/sheet-grid/table-form'
import { blank } from '@/app/_i18n/blanks'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { type EmployerListView, employerFields } from '@/server/domain/people/employer-lists'
import { EmployerListCount } from './employer-list-count'

type Props = {
  view: EmployerListView
  /** The address of the list's page. */
  base: string
  org: string | null
  problem: FormProblem | null
  /** What stood in the fields of a form that was refused, by their names. */
  typed: ReadonlyMap<string, string>
}

/** The table of a list, with what each of its columns was taken for; it stands open where something is to be set right. */
export async function EmployerListTable({ view, base, org, problem, typed }: Props) {
  const t = await getTranslations('employers.list')
  const tables = await getTranslations('tables')
  const { id, sheet, preview } = view
  const words = {
    counted: blank(await getTranslations(), 'employers.list.counted'),
    nothing: t('countedNothing'),
    counting: tables('counting'),
    failed: t('countFailed'),
  }
  const { fresh, onRecord, already } = preview.counts
  return (
    <details open={sheet.asks || problem !== null || fresh + onRecord + already === 0}>
      <summary className="link min-h-11 cursor-pointer py-2">{t('columns')}</summary>
      <TableForm
        base={base}
        sheet={sheet}
        fields={sheet.fields}
        options={employerFields.map((value) => ({
          value,
          label: t(value === '' ? 'fields.none' : `fields.${value}`),
        }))}
        problem={problem}
        typed={typed}
        hint={t(sheet.asks ? 'columnsHint' : 'columnsTaken')}
        count={
          <EmployerListCount
            org={org}
            id={id}
            counts={sheet.asks ? null : preview.counts}
            words={words}
          />
        }
        send={{ label: t('checkColumns'), pending: t('checking'), isMain: sheet.asks }}
      />
    </details>
  )
}
