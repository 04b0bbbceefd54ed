import type { Metadata } from 'next'
import Link from 'next/link'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { Notice } from '@/app/_components/ui/notice'
import { Progress } from '@/app/_components/ui/progress'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { OperatorHeading } from '../_components/operator-heading'
import { HiddenGroups } from './_components/hidden-groups'
import { LeftOutItems } from './_components/left-out-items'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operator.releases'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReleasesPage({ searchParams }: Props) {
  const query = await searchParams
  const api = await caller()
  const releases = await pageData(api.releases.list({ limit: 100 }))
  const underWay = await pageData(api.releases.underWay())
  const leftOut = await pageData(api.releases.leftOut())
  const hidden = await pageData(api.releases.hidden())
  const t = await getTranslations('operator.releases')
  const format = await getFormatter()
  const made = releases.find((release) => String(release.no) === query.made)
  const when = (date: Date) => format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <>
      <OperatorHeading
        current="releases"
        title={t('title')}
        lede={t('lede')}
        actions={
          <form method="post" action="/operator/releases/run">
            <Button variant="primary">{t('run')}</Button>
          </form>
        }
        query={query}
        done={query.hidden === '1' && t('hidden')}
      />
      {made ? (
        <Notice kind="good" announce>
          {t('ran', { no: made.no, subjects: made.subjects, versions: made.versions })}
        </Notice>
      ) : null}
      {query.made === 'none' ? <Notice announce>{t('ranNothing')}</Notice> : null}
      {query.made === 'later' ? <Notice announce>{t('ranLater')}</Notice> : null}
      {underWay ? (
        <section className="mb-8 max-w-160">
          <h2 className="mb-2">{t('underWay', { no: underWay.no })}</h2>
          <Progress
            value={underWay.subjects}
            max={underWay.subjects + underWay.waiting}
            label={t('underWayDone', { done: underWay.subjects, waiting: underWay.waiting })}
          />
          <p className="mt-2">
            {t('underWayDone', { done: underWay.subjects, waiting: underWay.waiting })}{' '}
            {t('underWayText')}
          </p>
          <p className="mt-2">
            <Link href="/operator/releases" prefetch={false} className="link">
              {t('lookAgain')}
            </Link>
          </p>
        </section>
      ) : null}
      {leftOut.length > 0 ? <LeftOutItems items={leftOut} /> : null}
      {releases.length === 0 ? (
        <EmptyState title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('caption')}
          columns={[
            { label: t('no') },
            { label: t('finished') },
            { label: t('public') },
            { label: t('trigger') },
            { label: t('method') },
            { label: t('counted'), numeric: true },
            { label: t('problems'), numeric: true },
            { label: t('digest') },
          ]}
          stack
        >
          {releases.map((release) => (
            <tr key={release.no}>
              <th scope="row">
                <Link href={`/operator/releases/${release.no}`} prefetch={false} className="link">
                  {t('release', { no: release.no })}
                </Link>
              </th>
              <td data-label={t('finished')} className="whitespace-nowrap">
                {when(release.finishedAt)}
              </td>
              <td data-label={t('public')} className="whitespace-nowrap">
                {when(release.publicAt)}
              </td>
              <td data-label={t('trigger')}>{t(`triggers.${release.trigger}`)}</td>
              <td data-label={t('method')}>{release.methodVersion}</td>
              <td data-label={t('counted')} className="num">
                {release.versions}
              </td>
              <td data-label={t('problems')} className="num">
                {release.problems}
              </td>
              <td data-label={t('digest')}>
                <code className="text-sm">{release.digest.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {hidden.length > 0 ? <HiddenGroups groups={hidden} /> : null}
    </>
  )
}
