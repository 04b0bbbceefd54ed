import { getTranslations } from 'next-intl/server'
import { TableForm } from '@/app/_components/sheet-grid/table-form'
import { type Option, SelectField, TextField } from '@/app/_components/ui/field'
import { blank } from '@/app/_i18n/blanks'
import { caller } from '@/app/_trpc/caller'
import type { FormProblem } from '@/app/_trpc/form-problem'
import { type ColumnField, columnFields, fieldsOf } from '@/server/domain/catalogue/column-fields'
import type { ImportView } from '@/server/domain/catalogue/imports'
import { sheetColumns } from '@/server/domain/catalogue/sheet-columns'
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
  const { headers, mapping, counts } = sheet
  const was = (name: keyof typeof view.head) =>
    typed.size > 0 ? (typed.get(name) ?? '') : view.head[name]
  const at = (name: string) => (problem?.field === name ? problem.message : undefined)
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
      <TableForm
        base={base}
        sheet={sheet}
        fields={fieldsOf(mapping, headers.length)}
        options={await columnOptions()}
        problem={problem}
        typed={typed}
        hint={mapping.statement === undefined ? t('steps.columnsAsk') : t('steps.columnsHint')}
        count={<TableCount org={org} id={view.id} counts={counts} words={words} />}
        besides={['name', 'language']}
        send={{
          label: view.state === 'previewed' ? t('previewAgain') : t('preview'),
          pending: t('previewing'),
          isMain: true,
        }}
      >
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
        </div>
      </TableForm>
    </section>
  )
}

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
