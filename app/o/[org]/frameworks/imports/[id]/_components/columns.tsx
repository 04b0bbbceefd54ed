import { getTranslations } from 'next-intl/server'
import { caller } from '@/app/_trpc/caller'
import type { ImportView } from '@/server/domain/catalogue/imports'
import { sheetColumns } from '@/server/domain/catalogue/sheet-mapping'
import { ColumnsForm } from './columns-form'

type Props = { org: string; view: ImportView; sheet: NonNullable<ImportView['sheet']> }

/** The first step for a table: its columns, and the framework it is. */
export async function Columns({ org, view, sheet }: Props) {
  const t = await getTranslations('imports')
  const { own } = await (await caller()).frameworks.list({ org })
  const options = sheet.headers.map((header, at) => {
    const sample = sheet.sample.map((row) => row[at] ?? '').find((cell) => cell.trim() !== '')
    const number = at + 1
    const label = sample
      ? t('columnExample', { number, header, sample: sample.slice(0, 40) })
      : t('columnOption', { number, header })
    return { value: String(at), label }
  })
  return (
    <section aria-labelledby="columns">
      <h2 id="columns" className="sr-only">
        {t('steps.columns')}
      </h2>
      <ColumnsForm
        org={org}
        id={view.id}
        columns={sheetColumns.map((key) => ({
          key,
          label: t(`columns.${key}`),
          at: sheet.mapping[key] ?? null,
        }))}
        options={[{ value: '', label: t('columnNone') }, ...options]}
        targets={[
          { value: '', label: t('targetNew') },
          ...own.map(({ slug, name }) => ({ value: slug, label: t('targetUpdate', { name }) })),
        ]}
        values={view.head}
        words={{
          target: t('target'),
          name: t('name'),
          publisher: t('publisher'),
          language: t('language'),
          languageHint: t('languageHint'),
          columns: t('steps.columns'),
          columnsHint: t('steps.columnsHint'),
          submit: view.state === 'previewed' ? t('previewAgain') : t('preview'),
          pending: t('previewing'),
          failed: t('failed'),
        }}
      />
    </section>
  )
}
