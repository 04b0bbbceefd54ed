import { getTranslations } from 'next-intl/server'
import { blank } from '@/app/_i18n/blanks'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { type EmploymentPreview, employmentFields } from '@/server/domain/catalogue/employment'
import { TableForm } from '../sheet-grid/table-form'
import { EmploymentCount } from './employment-count'

type Props = {
  waiting: EmploymentPreview
  /** The page's address, below which its forms go. */
  base: string
  /** The partnership it is loaded for; null for the operator. */
  org: string | null
  problem: FormProblem | null
  /** What stood in the fields of a form that was refused, by their names. */
  typed: ReadonlyMap<string, string>
}

/** A file's table, with what each of its columns was taken for; it stands open where something is to be set right. */
export async function EmploymentColumns({ waiting, base, org, problem, typed }: Props) {
  const t = await getTranslations('employment.sheet')
  const tables = await getTranslations('tables')
  const { id, sheet, counts } = waiting
  const words = {
    counted: blank(await getTranslations(), 'employment.sheet.counted'),
    counting: tables('counting'),
    failed: t('failed'),
  }
  return (
    <details open={waiting.problemCount > 0 || problem !== null} className="my-4">
      <summary className="link min-h-11 cursor-pointer py-2">{t('title')}</summary>
      <TableForm
        base={base}
        id={id}
        sheet={sheet}
        fields={sheet.fields}
        options={employmentFields.map((value) => ({
          value,
          label: value === '' ? t('fields.none') : t(`fields.${value}`),
        }))}
        problem={problem}
        typed={typed}
        hint={t('hint')}
        count={<EmploymentCount org={org} id={id} counts={counts} words={words} />}
        send={{ label: t('action'), pending: tables('reading'), isMain: false }}
      />
    </details>
  )
}
