import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Decided } from '@/app/_components/employers/decided'
import { readDecision } from '@/app/_components/employers/read-decision'
import { WaitingList } from '@/app/_components/employers/waiting-list'
import { OneEmployer } from '@/app/_components/one-employer'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { SearchForm } from '@/app/_components/ui/search-form'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { mayDo } from '@/server/domain/permissions'
import { ConfirmedEmployers } from './_components/confirmed-employers'
import { NoEmployers } from './_components/no-employers'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('employers'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const doneWords = ['merged', 'parent'] as const

export default async function EmployersPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const search = typeof query.q === 'string' ? query.q.slice(0, 100) : ''
  const api = await caller()
  const [{ organization }, view] = await pageData(
    Promise.all([api.organizations.frame({ org }), api.employers.list({ org, query: search })]),
  )
  const t = await getTranslations('employers')
  const sectors = await getTranslations('sectors')
  const held = await getTranslations('integrity')
  const decision = readDecision(query)
  const done = doneWords.find((word) => word === query.done)
  const may = view.mayConfirm && mayDo(organization.kind, organization.role, 'employer.confirm')
  const everybody = [...view.confirmed, ...view.waiting, ...view.refused]
  return (
    <>
      <PageHeading
        title={t('title')}
        lede={t('lede')}
        actions={
          <>
            {may ? (
              <LinkButton href={`/o/${org}/employers/lists/new`}>{t('list.link')}</LinkButton>
            ) : null}
            {mayDo(organization.kind, organization.role, 'hold.read') ? (
              <LinkButton href={`/o/${org}/integrity`}>{held('link')}</LinkButton>
            ) : null}
          </>
        }
      />
      <SearchForm
        query={search}
        words={{ label: t('search'), submit: t('searchAction') }}
        className="mb-6"
      />
      <Decided decision={decision} waiting={view.waiting} />
      <Outcome problem={null} done={done && t(`done.${done}`)} />
      {organization.kind === 'partnership' && !view.mayConfirm ? (
        <Notice kind="warn">{t('mayNot')}</Notice>
      ) : null}
      <section aria-labelledby="waiting" className="mt-6">
        <h2 id="waiting">{t('waitingTitle')}</h2>
        <p className="measure mt-1 mb-3 text-muted">
          {t(organization.kind === 'partnership' ? 'waitingText' : 'waitingProvider')}
        </p>
        {view.waiting.length === 0 ? (
          <NoEmployers org={org} list="waiting" search={search} />
        ) : (
          <WaitingList
            action={`/o/${org}/employers/decide`}
            list="waiting"
            search={search}
            label={t('waitingTitle')}
            records={view.waiting}
            placed
            may={({ domain }) => may && domain !== null}
            decision={decision}
          />
        )}
      </section>
      <ConfirmedEmployers org={org} search={search} employers={view.confirmed} />
      {view.spread.length > 0 ? (
        <section className="mt-10">
          <h2>{t('spreadTitle')}</h2>
          <p className="mt-1 mb-2 text-muted">{t('spreadText')}</p>
          <Table
            caption={t('spreadTitle')}
            columns={[
              { label: t('spreadColumns.county') },
              { label: t('spreadColumns.sector') },
              { label: t('spreadColumns.band'), numeric: true },
            ]}
          >
            {view.spread.map((row) => (
              <tr key={`${row.county} ${row.sector}`}>
                <th scope="row">{row.county || t('unknown')}</th>
                <td>
                  {row.sector && sectors.has(row.sector) ? sectors(row.sector) : t('unknown')}
                </td>
                <td className="num">{row.band.replace('-', '–')}</td>
              </tr>
            ))}
          </Table>
        </section>
      ) : null}
      {view.refused.length > 0 ? (
        <section aria-labelledby="refused" className="mt-10">
          <h2 id="refused">{t('refusedTitle')}</h2>
          <p className="measure mt-1 mb-3 text-muted">{t('refusedText')}</p>
          <ul className="rows">
            {view.refused.map((employer) => (
              <li key={employer.id}>
                <b>
                  <Said>{employer.name}</Said>
                </b>
                <span className="block text-sm text-muted">{employer.domain ?? t('freeMail')}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {may && everybody.length > 1 ? (
        <OneEmployer base={`/o/${org}/employers`} employers={everybody} />
      ) : null}
    </>
  )
}
