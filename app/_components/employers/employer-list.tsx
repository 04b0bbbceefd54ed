import { getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { TextAreaField } from '@/app/_components/ui/field'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { SendButton } from '@/app/_components/ui/send-button'
import { readProblem } from '@/app/_trpc/form-problem'
import { typedIn } from '@/app/_trpc/typed-in'
import { isCellRemark } from '@/server/domain/file-remarks'
import type { EmployerListView } from '@/server/domain/people/employer-lists'
import { confirmedOf } from './confirmed-of'
import { EmployerListLines } from './employer-list-lines'
import { EmployerListProblems } from './employer-list-problems'
import { EmployerListTable } from './employer-list-table'

type Props = {
  view: EmployerListView
  /** Where lists stand. */
  lists: string
  /** The partnership whose list it is; null for the operator's. */
  org: string | null
  query: Record<string, string | string[] | undefined>
}

/** A list of employers that waits: what confirming it would do, line by line, and the press that does it. */
export async function EmployerList({ view, lists, org, query }: Props) {
  const t = await getTranslations('employers.list')
  const tables = await getTranslations('tables')
  const { sheet, preview, remarks } = view
  const { counts, ready, already, problems } = preview
  const problem = readProblem(query)
  const base = `${lists}/${view.id}`
  const confirmed = confirmedOf(query)
  const left = counts.problems + counts.fresh + counts.onRecord
  const isNote = problem?.field === 'note'
  return (
    <div className="grid gap-6">
      <Outcome
        problem={isNote ? null : problem}
        done={
          query.done === 'forgotten'
            ? tables('forgotten')
            : confirmed !== null && (
                <>
                  {t('confirmed', { count: confirmed })}{' '}
                  {left > 0 ? t('left', { count: left }) : null}
                </>
              )
        }
      />
      <Remarks remarks={remarks} />
      {preview.unused.length > 0 ? (
        <Notice>{t('unused', { columns: preview.unused.join('; ') })}</Notice>
      ) : null}
      <EmployerListTable
        view={view}
        base={base}
        org={org}
        problem={isNote ? null : problem}
        typed={typedIn(query)}
      />
      {sheet.asks ? null : (
        <div id="checked" className="grid gap-8">
          {ready.length > 0 ? (
            <Confirm
              view={view}
              action={`${base}/confirm`}
              note={typedIn(query).get('note') ?? ''}
              error={isNote ? problem?.message : undefined}
            />
          ) : null}
          {problems.length > 0 ? (
            <EmployerListProblems
              preview={preview}
              base={base}
              upload={`${lists}/upload`}
              id={view.id}
            />
          ) : null}
          {ready.length > 0 ? (
            <div className="grid gap-3">
              <h2>{t('checked')}</h2>
              <EmployerListLines
                caption={t('checked')}
                lines={ready}
                total={counts.fresh + counts.onRecord}
              />
            </div>
          ) : null}
          {already.length > 0 ? (
            <details>
              <summary className="link min-h-11 cursor-pointer py-2">
                {t('alreadyTitle', { count: counts.already })}
              </summary>
              <p className="mb-3 text-muted">{t('alreadyText')}</p>
              <EmployerListLines
                caption={t('alreadyTitle', { count: counts.already })}
                lines={already}
                total={counts.already}
              />
            </details>
          ) : null}
        </div>
      )}
      <form method="post" action={`${base}/discard`}>
        <Button>{t('discard')}</Button>
      </form>
    </div>
  )
}

async function Remarks({ remarks }: Pick<EmployerListView, 'remarks'>) {
  const imports = await getTranslations('imports')
  const tables = await getTranslations('tables')
  return remarks.map(({ reason, detail }) => (
    <Notice key={reason} kind="warn">
      {isCellRemark(reason) ? tables(`cells.${reason}`, { detail }) : imports(`reason.${reason}`)}
    </Notice>
  ))
}

type ConfirmProps = {
  view: EmployerListView
  action: string
  note: string
  error: string | undefined
}

async function Confirm({ view, action, note, error }: ConfirmProps) {
  const t = await getTranslations('employers.list')
  const { fresh, onRecord, noted } = view.preview.counts
  const plain = fresh + onRecord - noted
  return (
    <Notice title={t('ready', { count: plain > 0 ? plain : noted })}>
      <p>
        {noted > 0 && plain > 0
          ? t('readyNoted', { count: noted })
          : t('readyText', { fresh, onRecord })}{' '}
        {t('readyTold')}
      </p>
      <form method="post" action={action} className="mt-3 grid max-w-[36rem] gap-3">
        {noted > 0 ? (
          <TextAreaField
            name="note"
            rows={2}
            label={t('note')}
            hint={t(plain > 0 ? 'noteHint' : 'noteNeeded')}
            error={error}
            required={plain === 0}
            maxLength={500}
            defaultValue={note}
          />
        ) : null}
        <div>
          <SendButton variant="primary" pending={t('confirming')}>
            {t('confirm', { count: plain > 0 ? plain : noted })}
          </SendButton>
        </div>
      </form>
    </Notice>
  )
}
