import { getTranslations } from 'next-intl/server'
import { StateWord } from '@/app/_components/ui/state-word'
import { Table } from '@/app/_components/ui/table'
import type { ImportProblem, ImportView } from '@/server/domain/catalogue/imports'

type Words = Awaited<ReturnType<typeof getTranslations<'imports'>>>

/** Each bad row by its line or path, its column, the reason, and what becomes of it. */
export async function Problems({ org, view }: { org: string; view: ImportView }) {
  if (view.problems.length === 0) return null
  const t = await getTranslations('imports')
  return (
    <section className="mt-8">
      <h2 className="mb-2">{t('problems.title')}</h2>
      <Table
        caption={t('problems.title')}
        stack
        columns={[
          { label: t('problems.place'), width: '16rem' },
          { label: t('problems.reason') },
          { label: t('problems.consequence'), width: '14rem' },
        ]}
      >
        {view.problems.map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed and its rows have no other name.
          <tr key={at}>
            <th scope="row" className="break-all font-normal" data-label={t('problems.place')}>
              {placeOf(problem, t)}
            </th>
            <td className="break-words" data-label={t('problems.reason')}>
              {t(`reason.${problem.reason}`, { detail: problem.detail ?? '' })}
            </td>
            <td data-label={t('problems.consequence')}>
              {problem.severity === 'error' ? (
                <StateWord tone="bad">{t('problems.leftOut')}</StateWord>
              ) : (
                <StateWord tone="none">{t('problems.remark')}</StateWord>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {view.problemCount > view.problems.length ? (
        <p className="mt-2 text-muted">
          {t('problems.shown', { shown: view.problems.length, count: view.problemCount })}
        </p>
      ) : null}
      <p className="mt-3">
        <a className="link" href={`/o/${org}/frameworks/imports/${view.id}/problems.csv`}>
          {view.format === 'csv' && view.errorCount > 0
            ? t('problems.csvLeftOut')
            : t('problems.csvAll')}
        </a>
      </p>
    </section>
  )
}

function placeOf({ line, path, column }: ImportProblem, t: Words): string {
  const place = line === undefined ? path : t('problems.line', { line })
  if (!place) return t('problems.file')
  return column ? `${place}, ${t('problems.column', { column })}` : place
}
