import { getTranslations } from 'next-intl/server'
import { blank } from '@/app/_i18n/blanks'
import { caller } from '@/app/_trpc/caller'
import type { ImportView } from '@/server/domain/catalogue/imports'
import { mostGroups, sheetColumns } from '@/server/domain/catalogue/sheet-columns'
import { ColumnsForm } from './columns-form'
import { HeadingLineForm } from './heading-line-form'

type Sheet = NonNullable<ImportView['sheet']>
type Props = { org: string; view: ImportView; sheet: Sheet }

/** The first step for a table: the line of its headings, its columns, and the framework it is. */
export async function Columns({ org, view, sheet }: Props) {
  const t = await getTranslations('imports')
  const all = await getTranslations()
  const { own } = await (await caller()).frameworks.list({ org })
  const { mapping } = sheet
  const { groups = [], isFramework } = mapping
  const options = sheet.headers.map((header, at) => {
    const sample = sheet.sample.map((row) => row[at] ?? '').find((cell) => cell.trim() !== '')
    const number = at + 1
    const label = sample
      ? t('columnExample', { number, header, sample: sample.slice(0, 40) })
      : t('columnOption', { number, header })
    return { value: String(at), label }
  })
  // One more than there are, so that a tree can be given another column.
  const groupFields = Array.from({ length: Math.min(mostGroups, groups.length + 1) }, (_, at) => ({
    key: `groups.${at}`,
    label: at === 0 ? t('columns.group') : t('columns.groupWithin', { number: at + 1 }),
    at: groups[at] ?? null,
  }))
  return (
    <section aria-labelledby="columns">
      <h2 id="columns" className="sr-only">
        {t('steps.columns')}
      </h2>
      <HeadingLineForm
        key={`line ${sheet.headingLine}`}
        org={org}
        id={view.id}
        line={sheet.headingLine}
        words={{
          label: t('headingLine'),
          submit: t('headingLineSubmit'),
          pending: t('uploading'),
          failed: t('failed'),
        }}
      />
      <ColumnsForm
        key={`columns ${sheet.headingLine}`}
        org={org}
        id={view.id}
        headers={sheet.headers}
        translations={mapping.translations ?? []}
        columns={[
          ...sheetColumns.map((key) => ({
            key,
            label: t(`columns.${key}`),
            at: mapping[key] ?? null,
          })),
          ...groupFields,
          ...(isFramework === undefined
            ? []
            : [{ key: 'isFramework', label: t('columns.isFramework'), at: isFramework }]),
        ]}
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
          ask: mapping.statement === undefined ? t('steps.columnsAsk') : null,
          unused: blank(all, 'imports.unused'),
          translated: blank(all, 'imports.translated'),
          submit: view.state === 'previewed' ? t('previewAgain') : t('preview'),
          pending: t('previewing'),
          failed: t('failed'),
        }}
      />
    </section>
  )
}
