import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { EmploymentPreview } from '@/server/domain/catalogue/employment'
import { isEncodingRemark } from '@/server/domain/encoding-remarks'
import { isCellRemark } from '@/server/domain/file-remarks'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Said } from '../ui/said'
import { Table } from '../ui/table'
import { SectorJobs } from './sector-jobs'

const shownRegions = 50
/** Of so many regions, the sectors stand on the page too. */
const openRegions = 5

/** What storing the file that waits would do, or the lines that keep it from being stored. */
export function EmploymentWaiting({
  waiting,
  base,
  children,
}: {
  waiting: EmploymentPreview
  /** The page's address, below which its forms go. */
  base: string
  /** How its columns were taken. */
  children: ReactNode
}) {
  const t = useTranslations('employment.waiting')
  const bad = waiting.problemCount > 0
  return (
    <section aria-labelledby="waiting" className="mt-6">
      <h2 id="waiting" className="mb-2">
        {t('title', { file: waiting.fileName })}
      </h2>
      <Notice kind={bad ? 'error' : 'info'} announce={false}>
        {bad
          ? t('bad', { count: waiting.problemCount })
          : t('good', { count: waiting.regions.length })}
      </Notice>
      {children}
      <Remarks remarks={waiting.remarks} />
      {bad ? <Problems waiting={waiting} base={base} /> : <Regions waiting={waiting} />}
      <div className="mt-4 flex flex-wrap gap-2.5">
        {bad ? null : (
          <form method="post" action={`${base}/store`}>
            <input type="hidden" name="id" value={waiting.id} />
            <Button variant="primary">{t('store')}</Button>
          </form>
        )}
        <form method="post" action={`${base}/discard`}>
          <input type="hidden" name="id" value={waiting.id} />
          <Button>{t('discard')}</Button>
        </form>
      </div>
    </section>
  )
}

function Remarks({ remarks }: Pick<EmploymentPreview, 'remarks'>) {
  const t = useTranslations('employment')
  const imports = useTranslations('imports')
  const tables = useTranslations('tables')
  if (remarks.length === 0) return null
  return (
    <div className="measure mt-4">
      <h3 className="text-base font-semibold">{t('waiting.remarks')}</h3>
      <ul className="mt-1 list-disc pl-5">
        {remarks.map(({ reason, detail }) => (
          <li key={reason} className="[overflow-wrap:anywhere]">
            {isEncodingRemark(reason)
              ? imports(`reason.${reason}`)
              : isCellRemark(reason)
                ? tables(`cells.${reason}`, { detail })
                : t(`remark.${reason}`, { detail })}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Problems({ waiting, base }: { waiting: EmploymentPreview; base: string }) {
  const t = useTranslations('employment.waiting')
  const reason = useTranslations('employment.reason')
  const more = waiting.problemCount - waiting.problems.length
  return (
    <div className="mt-4">
      <Table
        caption={t('problems')}
        stack
        columns={[{ label: t('where'), width: '14rem' }, { label: t('what') }]}
      >
        {waiting.problems.map((problem, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed and its rows have no other name.
          <tr key={at}>
            <th scope="row" className="font-normal" data-label={t('where')}>
              {problem.column
                ? t('lineColumn', { line: problem.line, column: problem.column })
                : t('line', { line: problem.line })}
            </th>
            <td className="break-words" data-label={t('what')}>
              {reason(problem.reason, { column: problem.column, detail: problem.detail })}
            </td>
          </tr>
        ))}
      </Table>
      {more > 0 ? <p className="mt-2 text-muted">{t('more', { count: more })}</p> : null}
      <p className="mt-2">
        <a href={`${base}/problems.csv`} download className="link inline-block py-0.5">
          {t('downloadProblems')}
        </a>
      </p>
    </div>
  )
}

function Regions({ waiting }: { waiting: EmploymentPreview }) {
  const t = useTranslations('employment.waiting')
  const columns = useTranslations('employment.columns')
  const none = useTranslations('employment')('none')
  const format = useFormatter()
  const more = waiting.regions.length - shownRegions
  return (
    <>
      <div className="mt-4">
        <Table
          caption={t('caption')}
          stack
          columns={[
            { label: columns('region') },
            { label: columns('state') },
            { label: columns('year') },
            { label: columns('source') },
            { label: columns('known'), numeric: true },
          ]}
        >
          {waiting.regions.slice(0, shownRegions).map((each) => (
            <tr key={each.region.id}>
              <th scope="row">
                <Said>{each.region.name}</Said>
              </th>
              <td data-label={columns('state')}>{t(each.replaces ? 'replaces' : 'new')}</td>
              <td data-label={columns('year')}>{each.year ?? none}</td>
              <td data-label={columns('source')}>
                {each.source ? <Said>{each.source}</Said> : none}
              </td>
              <td data-label={columns('known')} className="num">
                {format.number(each.known)}
              </td>
            </tr>
          ))}
        </Table>
        {more > 0 ? <p className="mt-2 text-muted">{t('moreRegions', { count: more })}</p> : null}
      </div>
      {waiting.regions.length <= openRegions
        ? waiting.regions.map((each) => (
            <div key={each.region.id} className="mt-4">
              {waiting.regions.length > 1 ? (
                <h3 className="text-base font-semibold">
                  <Said>{each.region.name}</Said>
                </h3>
              ) : null}
              <SectorJobs employment={each} waiting />
            </div>
          ))
        : null}
    </>
  )
}
