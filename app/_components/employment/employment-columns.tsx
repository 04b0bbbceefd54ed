import { getTranslations } from 'next-intl/server'
import { blank } from '@/app/_i18n/blanks'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { type EmploymentPreview, employmentFields } from '@/server/domain/catalogue/employment'
import { longestColumnsName } from '@/server/domain/remembered-columns'
import { Remembered } from '../sheet-grid/remembered'
import { SheetChoice } from '../sheet-grid/sheet-choice'
import { SheetGrid } from '../sheet-grid/sheet-grid'
import { TextField } from '../ui/field'
import { SendButton } from '../ui/send-button'
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
  const fields = sheet.fields.map(
    (field, at) => typed.get(`column.${at}`) ?? (typed.size > 0 ? '' : field),
  )
  const wrong = /^column\.(\d+)$/.exec(problem?.field ?? '')?.[1]
  const words = {
    counted: blank(await getTranslations(), 'employment.sheet.counted'),
    counting: tables('counting'),
    failed: t('failed'),
  }
  return (
    <details open={waiting.problemCount > 0 || problem !== null} className="my-4">
      <summary className="link min-h-11 cursor-pointer py-2">{t('title')}</summary>
      <p className="measure my-2 text-muted">{t('hint')}</p>
      {sheet.remembered ? (
        <Remembered remembered={sheet.remembered} action={`${base}/forget`} />
      ) : null}
      <SheetChoice action={`${base}/sheet`} id={id} {...sheet} />
      <form
        key={`${sheet.sheet} ${sheet.headingLine}`}
        method="post"
        action={`${base}/columns`}
        className="grid gap-5"
      >
        <input type="hidden" name="id" value={id} />
        <SheetGrid
          headings={sheet.headers}
          rows={sheet.rows}
          headingLine={sheet.headingLine}
          fields={fields}
          options={employmentFields.map((value) => ({
            value,
            label: value === '' ? t('fields.none') : t(`fields.${value}`),
          }))}
          wrong={wrong === undefined ? null : Number(wrong)}
          words={{
            caption: tables('grid'),
            row: (line) => tables('row', { line }),
            choose: ({ number, heading }) =>
              heading ? tables('choose', { number, heading }) : tables('chooseBare', { number }),
          }}
        />
        <EmploymentCount org={org} id={id} counts={counts} words={words} />
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
          <SendButton pending={tables('reading')}>{t('action')}</SendButton>
        </div>
      </form>
    </details>
  )
}
