import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { answeredWords } from '@/app/_components/answered-words'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { lastDayText } from '@/server/domain/asking/cycles'
import { mayDo } from '@/server/domain/permissions'
import { CycleStateWord } from './_components/cycle-state'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cycles')
  return { title: t('title') }
}

type Props = { params: Promise<{ org: string }> }

export default async function CyclesPage({ params }: Props) {
  const { org } = await params
  const api = await caller()
  const cycles = await api.cycles.list({ org })
  const t = await getTranslations('cycles')
  const locale = await getLocale()
  const answered = await answeredWords()
  const start = (
    <LinkButton href={`/o/${org}/cycles/new`} variant="primary">
      {t('new')}
    </LinkButton>
  )
  const { organization } = await pageData(api.organizations.frame({ org }))
  const edits = mayDo(organization.kind, organization.role, 'cycle.edit')
  if (cycles.length === 0) {
    return (
      <>
        <PageHeading title={t('title')} lede={t('lede')} />
        <EmptyState title={t('empty.title')} action={start}>
          {t('empty.text')}
        </EmptyState>
      </>
    )
  }
  const columns = [
    { label: t('list.cycle') },
    { label: t('list.state') },
    { label: t('list.closes') },
    { label: t('list.invited'), numeric: true },
    { label: t('list.answered') },
  ]
  return (
    <>
      <PageHeading
        title={t('title')}
        lede={t('lede')}
        actions={
          <>
            {start}
            {edits ? (
              <LinkButton href={`/o/${org}/cycles/lists`}>{t('lists.title')}</LinkButton>
            ) : null}
          </>
        }
      />
      <Table caption={t('list.caption')} columns={columns} stack>
        {cycles.map((cycle) => {
          const { band, by } = answered.cell(cycle)
          return (
            <tr key={cycle.id}>
              <th scope="row">
                <Link href={`/o/${org}/cycles/${cycle.id}`} prefetch={false} className="link">
                  <Said>{cycle.title}</Said>
                </Link>
                <span className="sub">
                  {cycle.occupation} · {cycle.credentials.join(', ')}
                </span>
              </th>
              <td className="whitespace-nowrap">
                <CycleStateWord state={cycle.state} />
              </td>
              <td data-label={t('list.closes')}>
                {lastDayText(locale, cycle.closesAt, cycle.timeZone, 'medium')}
              </td>
              <td className="num" data-label={t('list.invited')}>
                {cycle.invitedEmployers}
              </td>
              <td data-label={t('list.answered')}>
                {band}
                {by ? <span className="sub">{by}</span> : null}
              </td>
            </tr>
          )
        })}
      </Table>
    </>
  )
}
