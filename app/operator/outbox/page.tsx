import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { OperatorHeading } from '../_components/operator-heading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operator.outbox'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const doneWords = ['retry', 'drop'] as const

export default async function OutboxPage({ searchParams }: Props) {
  const query = await searchParams
  const api = await caller()
  const { kinds, failed } = await pageData(api.operator.outbox())
  const { mailbox } = await api.sessions.status()
  const t = await getTranslations('operator.outbox')
  const format = await getFormatter()
  const done = doneWords.find((word) => word === query.done)
  const when = (date: Date) => format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' })
  const nameOf = (kind: string) => {
    if (kind === 'mail') return t('kinds.mail')
    if (kind === 'subject.touched') return t('kinds.subject')
    return kind === 'employer.touched' ? t('kinds.employer') : t('kinds.other', { kind })
  }
  return (
    <>
      <OperatorHeading
        current="outbox"
        title={t('title')}
        lede={t('lede')}
        actions={mailbox ? <LinkButton href="/mailbox">{t('mailbox')}</LinkButton> : undefined}
        query={query}
        done={done && t(`done.${done}`)}
      />
      {kinds.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : (
        <div className="max-w-[40rem]">
          <Table
            caption={t('caption')}
            columns={[
              { label: t('kind') },
              { label: t('waiting'), numeric: true },
              { label: t('failed'), numeric: true },
            ]}
          >
            {kinds.map((each) => (
              <tr key={each.kind}>
                <th scope="row">{nameOf(each.kind)}</th>
                <td className="num">{each.waiting}</td>
                <td className="num">{each.failed}</td>
              </tr>
            ))}
          </Table>
        </div>
      )}
      <section aria-labelledby="failed" className="mt-10">
        <h2 id="failed" className="mb-2">
          {t('failedTitle')}
        </h2>
        {failed.length === 0 ? (
          <p className="text-muted">{t('noFailures')}</p>
        ) : (
          <Table
            caption={t('failedCaption')}
            columns={[
              { label: t('what') },
              { label: t('why') },
              { label: t('tries'), numeric: true },
              { label: t('next') },
              { label: t('actions'), hidden: true },
            ]}
            stack
          >
            {failed.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {nameOf(row.kind)}
                  <span className="sub">
                    {[row.template, when(row.createdAt)].filter(Boolean).join(' · ')}
                  </span>
                </th>
                <td data-label={t('why')} className="break-words">
                  {row.lastError}
                </td>
                <td data-label={t('tries')} className="num">
                  {row.attempts}
                </td>
                <td data-label={t('next')}>{row.nextTry ? when(row.nextTry) : t('never')}</td>
                <td>
                  <form method="post" action="/operator/outbox/act" className="flex gap-2">
                    <input type="hidden" name="subjectId" value={row.subjectId} />
                    <input type="hidden" name="id" value={row.id} />
                    <Button name="act" value="retry">
                      {t('retry')}
                    </Button>
                    {row.kind === 'mail' ? (
                      <Button name="act" value="drop" variant="danger">
                        {t('drop')}
                      </Button>
                    ) : null}
                  </form>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </section>
    </>
  )
}
