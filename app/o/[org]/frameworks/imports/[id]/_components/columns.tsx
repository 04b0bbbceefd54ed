import { getTranslations } from 'next-intl/server'
import { Remembered } from '@/app/_components/sheet-grid/remembered'
import { SheetChoice } from '@/app/_components/sheet-grid/sheet-choice'
import { SheetGrid } from '@/app/_components/sheet-grid/sheet-grid'
import { type Option, SelectField, TextField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { SendButton } from '@/app/_components/ui/send-button'
import { blank } from '@/app/_i18n/blanks'
import { caller } from '@/app/_trpc/caller'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { type ColumnField, columnFields, fieldsOf } from '@/server/domain/catalogue/column-fields'
import type { ImportView } from '@/server/domain/catalogue/imports'
import { sheetColumns } from '@/server/domain/catalogue/sheet-columns'
import { longestColumnsName } from '@/server/domain/remembered-columns'
import { TableCount } from './table-count'

type Props = {
  org: string
  view: ImportView
  sheet: NonNullable<ImportView['sheet']>
  problem: FormProblem | null
  /** What stood in the fields of a form that was refused, by their names. */
  typed: ReadonlyMap<string, string>
}

/** The first step for a table: where it is, what its columns hold, and the framework it is. */
export async function Columns({ org, view, sheet, problem, typed }: Props) {
  const t = await getTranslations('imports')
  const tables = await getTranslations('tables')
  const { own } = await (await caller()).frameworks.list({ org })
  const base = `/o/${org}/frameworks/imports/${view.id}`
  const { headers, mapping, counts, remembered } = sheet
  const fields = fieldsOf(mapping, headers.length).map(
    (field, at) => typed.get(`column.${at}`) ?? (typed.size > 0 ? '' : field),
  )
  const was = (name: keyof typeof view.head) =>
    typed.size > 0 ? (typed.get(name) ?? '') : view.head[name]
  const at = (name: string) => (problem?.field === name ? problem.message : undefined)
  const wrong = /^column\.(\d+)$/.exec(problem?.field ?? '')?.[1]
  const words = {
    counted: blank(await getTranslations(), 'imports.counted'),
    nothing: t('countedNothing'),
    counting: tables('counting'),
    failed: t('failed'),
  }
  return (
    <section aria-labelledby="columns">
      <h2 id="columns" className="mb-2">
        {t('steps.columns')}
      </h2>
      {remembered ? <Remembered remembered={remembered} action={`${base}/forget`} /> : null}
      <SheetChoice action={`${base}/sheet`} {...sheet} />
      {problem && (wrong !== undefined || !shownAt.has(problem.field ?? '')) ? (
        <div className="mb-3">
          <Notice kind="error">{problem.message}</Notice>
        </div>
      ) : null}
      <p className="mb-3 text-muted">
        {mapping.statement === undefined ? t('steps.columnsAsk') : t('steps.columnsHint')}
      </p>
      <form
        key={`${sheet.sheet} ${sheet.headingLine}`}
        method="post"
        action={`${base}/columns`}
        className="columns-of-framework grid gap-5"
      >
        <SheetGrid
          headings={headers}
          rows={sheet.rows}
          headingLine={sheet.headingLine}
          fields={fields}
          options={await columnOptions()}
          wrong={wrong === undefined ? null : Number(wrong)}
          words={{
            caption: tables('grid'),
            row: (line) => tables('row', { line }),
            choose: ({ number, heading }) =>
              heading ? tables('choose', { number, heading }) : tables('chooseBare', { number }),
          }}
        />
        {headers.length > shownBeside ? (
          <p className="-mt-3 text-sm text-muted max-sm:hidden">
            {tables('wide', { count: headers.length })}
          </p>
        ) : null}
        <TableCount org={org} id={view.id} counts={counts} words={words} />
        <div className="grid gap-5 md:grid-cols-2">
          <SelectField
            name="framework"
            label={t('target')}
            options={[
              { value: '', label: t('targetNew') },
              ...own.map(({ slug, name }) => ({ value: slug, label: t('targetUpdate', { name }) })),
            ]}
            defaultValue={was('framework')}
          />
          <TextField
            name="language"
            label={t('language')}
            hint={t('languageHint')}
            error={at('language')}
            maxLength={35}
            defaultValue={was('language')}
          />
          <div className="of-new">
            <TextField
              name="name"
              label={t('name')}
              error={at('name')}
              maxLength={200}
              defaultValue={was('name')}
            />
          </div>
          <div className="of-new">
            <TextField
              name="publisher"
              label={t('publisher')}
              maxLength={200}
              defaultValue={was('publisher')}
            />
          </div>
          <TextField
            name="remember"
            label={tables('remember')}
            hint={tables('rememberHint')}
            error={at('remember')}
            maxLength={longestColumnsName}
            defaultValue={typed.get('remember') ?? remembered?.name ?? ''}
          />
        </div>
        <div>
          <SendButton variant="primary" pending={t('previewing')}>
            {view.state === 'previewed' ? t('previewAgain') : t('preview')}
          </SendButton>
        </div>
      </form>
    </section>
  )
}

/** As many columns as a wide screen shows without scrolling. */
const shownBeside = 6

/** Fields whose refusal stands beside them. */
const shownAt = new Set(['name', 'language', 'remember'])

async function columnOptions(): Promise<Option[]> {
  const t = await getTranslations('imports.columns')
  const label = (field: ColumnField): string => {
    if (field === '') return t('none')
    if (field === 'statement.translated') return t('statementTranslated')
    if (field === 'label.translated') return t('labelTranslated')
    if (field === 'isFramework') return t('isFramework')
    const own = sheetColumns.find((column) => column === field)
    return own ? t(own) : t('group', { number: Number(field.slice('group.'.length)) })
  }
  return columnFields.map((value) => ({ value, label: label(value) }))
}
