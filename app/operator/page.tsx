import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Decided } from '@/app/_components/employers/decided'
import { readDecision } from '@/app/_components/employers/read-decision'
import { WaitingList } from '@/app/_components/employers/waiting-list'
import { OneEmployer } from '@/app/_components/one-employer'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { SearchForm } from '@/app/_components/ui/search-form'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { ForeignAddresses } from './_components/foreign-addresses'
import { FoundOrganizations } from './_components/found-organizations'
import { OperatorHeading } from './_components/operator-heading'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operator.confirmations'))('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const kinds = ['partnership', 'provider', 'employer'] as const
const doneWords = ['address', 'merged', 'parent'] as const

export default async function ConfirmationsPage({ searchParams }: Props) {
  const query = await searchParams
  const search = typeof query.q === 'string' ? query.q.slice(0, 100) : ''
  const api = await caller()
  const [waiting, found, addresses] = await pageData(
    Promise.all([
      api.operator.waiting({ query: search }),
      api.operator.find({ query: search }),
      api.operator.foreignAddresses(),
    ]),
  )
  const t = await getTranslations('operator.confirmations')
  const employers = await getTranslations('employers')
  const decision = readDecision(query)
  const done = doneWords.find((word) => word === query.done)
  const records = [...waiting, ...found].filter(
    (record, index, all) =>
      record.kind === 'employer' && all.findIndex((each) => each.id === record.id) === index,
  )
  return (
    <>
      <OperatorHeading
        current="confirmations"
        title={t('title')}
        lede={t(search ? 'ledeFound' : 'lede', { count: waiting.length, search })}
        actions={<LinkButton href="/operator/employers/new">{employers('list.link')}</LinkButton>}
        done={done && employers(`done.${done}`)}
      />
      <SearchForm
        action="/operator"
        query={search}
        words={{ label: employers('search'), submit: employers('searchAction') }}
        className="mb-6"
      />
      <Decided decision={decision} waiting={waiting} />
      {waiting.length === 0 && !search ? (
        <EmptyState
          title={t('emptyTitle')}
          action={<LinkButton href="/operator/releases">{t('emptyAction')}</LinkButton>}
        >
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : null}
      {kinds.map((kind) => {
        const group = waiting.filter((record) => record.kind === kind)
        if (group.length === 0) return null
        return (
          <section key={kind} aria-labelledby={kind} className="mt-6">
            <h2 id={kind} className="mb-3">
              {t(`groups.${kind}`)}
            </h2>
            <WaitingList
              action="/operator/decide"
              list={kind}
              search={search}
              label={t(`groups.${kind}`)}
              records={group}
              placed={kind === 'employer'}
              may={() => true}
              noted
              decision={decision}
            />
          </section>
        )
      })}
      {addresses.length > 0 ? <ForeignAddresses addresses={addresses} /> : null}
      {search ? (
        <section aria-labelledby="find" className="mt-12">
          <h2 id="find">{t('findTitle')}</h2>
          <p className="mt-1 mb-3 text-muted">{t('findText')}</p>
          <FoundOrganizations organizations={found} />
        </section>
      ) : null}
      {records.length > 1 ? <OneEmployer base="/operator" employers={records} /> : null}
    </>
  )
}
