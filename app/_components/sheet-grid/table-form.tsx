import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { longestColumnsName } from '@/server/domain/remembered-columns'
import { type Option, TextField } from '../ui/field'
import { Notice } from '../ui/notice'
import { SendButton } from '../ui/send-button'
import { Remembered } from './remembered'
import { SheetChoice } from './sheet-choice'
import { type GridRow, SheetGrid } from './sheet-grid'

type Props = {
  /** The address below which `sheet`, `columns` and `forget` take what is said. */
  base: string
  /** Sent along where the address does not name the table. */
  id?: string
  sheet: {
    sheets: readonly string[]
    sheet: number
    headingLine: number
    headers: readonly string[]
    rows: readonly GridRow[]
    remembered: { id: string; name: string } | null
  }
  /** What each column holds so far, and what it may hold. */
  fields: readonly string[]
  options: Option[]
  problem: FormProblem | null
  /** What stood in the fields of a form that was refused, by their names. */
  typed: ReadonlyMap<string, string>
  hint: string
  /** What the table holds as its columns are named. */
  count: ReactNode
  /** Further fields of the form, and those whose refusal stands beside them. */
  children?: ReactNode
  besides?: readonly string[]
  send: { label: string; pending: string; isMain: boolean }
}

/** As many columns as a wide screen shows without scrolling. */
const shownBeside = 6

/** A person's table: where it is in its file, what its columns hold, and how much that comes to. */
export async function TableForm(props: Props) {
  const { base, id, sheet, options, problem, typed, hint, count, children, besides = [] } = props
  const t = await getTranslations('tables')
  const { sheets, sheet: chosen, headingLine, headers, rows, remembered } = sheet
  const fields = props.fields.map(
    (field, at) => typed.get(`column.${at}`) ?? (typed.size > 0 ? '' : field),
  )
  const wrong = /^column\.(\d+)$/.exec(problem?.field ?? '')?.[1]
  const isBeside = ['remember', ...besides].includes(problem?.field ?? '')
  const { label, pending, isMain } = props.send
  return (
    <>
      {remembered ? <Remembered remembered={remembered} action={`${base}/forget`} /> : null}
      <SheetChoice
        action={`${base}/sheet`}
        {...(id === undefined ? {} : { id })}
        {...{ sheets, sheet: chosen, headingLine }}
      />
      {problem && !isBeside ? (
        <div className="mb-3">
          <Notice kind="error">{problem.message}</Notice>
        </div>
      ) : null}
      <p className="measure mb-3 text-muted">{hint}</p>
      <form
        // A sheet that was read anew has columns of its own.
        key={`${chosen} ${headingLine}`}
        method="post"
        action={`${base}/columns`}
        className="table-form grid gap-5"
      >
        {id === undefined ? null : <input type="hidden" name="id" value={id} />}
        <SheetGrid
          headings={headers}
          rows={rows}
          headingLine={headingLine}
          fields={fields}
          options={options}
          wrong={wrong === undefined ? null : Number(wrong)}
          words={{
            caption: t('grid'),
            row: (line) => t('row', { line }),
            choose: ({ number, heading }) =>
              heading ? t('choose', { number, heading }) : t('chooseBare', { number }),
          }}
        />
        {headers.length > shownBeside ? (
          <p className="-mt-3 text-sm text-muted max-sm:hidden">
            {t('wide', { count: headers.length })}
          </p>
        ) : null}
        {count}
        {children}
        <div className="max-w-[32rem]">
          <TextField
            name="remember"
            label={t('remember')}
            hint={t('rememberHint')}
            error={problem?.field === 'remember' ? problem.message : undefined}
            maxLength={longestColumnsName}
            defaultValue={typed.get('remember') ?? ''}
          />
        </div>
        <div>
          <SendButton variant={isMain ? 'primary' : 'plain'} pending={pending}>
            {label}
          </SendButton>
        </div>
      </form>
    </>
  )
}
