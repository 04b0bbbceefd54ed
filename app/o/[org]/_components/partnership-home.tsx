import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { answeredWords } from '@/app/_components/answered-words'
import { bold } from '@/app/_components/ui/bold'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { KeyFigures } from '@/app/_components/ui/key-figures'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { readerMayDo } from '@/app/_trpc/may-do'
import { pageData } from '@/app/_trpc/page-data'
import { lastDayText } from '@/server/domain/asking/cycles'
import type { Verification } from '@/server/domain/people/organizations'
import { FirstSteps, firstRun } from './first-steps'
import { NotConfirmed } from './not-confirmed'
import { partnershipSteps } from './partnership-steps'
import { type Todo, TodoList } from './todo-list'

/** The partnership's home: its region, who waits to be confirmed, how its cycles go. */
export async function PartnershipHome({
  org,
  verification,
}: {
  org: string
  verification: Verification
}) {
  const api = await caller()
  const [reviews, confirms] = [
    await readerMayDo(org, 'hold.read'),
    await readerMayDo(org, 'employer.confirm'),
  ]
  const [regions, employers, cycles, reports, held] = await pageData(
    Promise.all([
      api.regions.list({ org }),
      api.employers.list({ org, query: '' }),
      api.cycles.list({ org }),
      api.reports.list({ org }),
      reviews ? api.integrity.ownHolds({ org, filter: {} }) : null,
    ]),
  )
  const t = await getTranslations('home.partnership')
  const home = await getTranslations('home')
  const answered = await answeredWords()
  const locale = await getLocale()
  const day = (closesAt: Date, timeZone: string) =>
    lastDayText(locale, closesAt, timeZone, 'medium')
  const counties = new Set(regions.flatMap((region) => region.counties.map(({ id }) => id))).size
  const steps = await partnershipSteps({
    ...{ org, counties, confirmed: employers.confirmed.length },
    asked: cycles.some(({ state }) => state === 'open' || state === 'closed'),
  })
  const isFirst = firstRun(steps)
  const todo: Todo[] = []
  if (counties === 0 && !isFirst) {
    todo.push({
      key: 'region',
      when: t('now'),
      text: t.rich('region', bold),
      action: <LinkButton href={`/o/${org}/region`}>{t('regionAction')}</LinkButton>,
    })
  }
  if (confirms && employers.mayConfirm && employers.waiting.length > 0) {
    todo.push({
      key: 'confirm',
      when: t('now'),
      text: t.rich('confirm', { ...bold, count: employers.waiting.length }),
      action: <LinkButton href={`/o/${org}/employers`}>{t('confirmAction')}</LinkButton>,
    })
  }
  const toReview = held?.counts.held ?? 0
  if (toReview > 0) {
    todo.push({
      key: 'held',
      when: t('now'),
      text: t.rich('held', { ...bold, count: toReview }),
      action: <LinkButton href={`/o/${org}/integrity`}>{t('heldAction')}</LinkButton>,
    })
  }
  for (const region of regions) {
    const elsewhere = region.counties.filter((county) => !county.claimedHere).length
    if (elsewhere === 0) continue
    todo.push({
      key: region.id,
      when: t('now'),
      text: t.rich('claim', { ...bold, region: region.name, count: elsewhere }),
      action: <LinkButton href={`/o/${org}/region`}>{t('claimAction')}</LinkButton>,
    })
  }
  for (const cycle of cycles) {
    if (cycle.state !== 'open' && cycle.state !== 'draft') continue
    todo.push({
      key: cycle.id,
      when:
        cycle.state === 'open'
          ? t('until', { date: day(cycle.closesAt, cycle.timeZone) })
          : t('draftWord'),
      text:
        cycle.state === 'open'
          ? t.rich('cycle', {
              ...bold,
              title: cycle.title,
              answered: answered.sentence(cycle) ?? '',
            })
          : t.rich('draft', { ...bold, title: cycle.title }),
      action: (
        <LinkButton href={`/o/${org}/cycles/${cycle.id}`}>
          {t('cycleAction')}
          <span className="sr-only">
            {' '}
            <Said>{cycle.title}</Said>
          </span>
        </LinkButton>
      ),
    })
  }
  if (reports.length > 0) {
    todo.push({
      key: 'shared',
      when: t('now'),
      text: t.rich('shared', { ...bold, count: reports.length }),
      action: <LinkButton href={`/o/${org}/reports`}>{t('sharedAction')}</LinkButton>,
    })
  }
  if (!isFirst && !cycles.some((cycle) => cycle.state === 'open')) {
    todo.push({
      key: 'ask',
      when: t('now'),
      text: t.rich('ask', bold),
      action: <LinkButton href={`/o/${org}/cycles/new`}>{t('askAction')}</LinkButton>,
    })
  }
  return (
    <>
      <PageHeading
        title={t('title')}
        lede={
          counties > 0
            ? t('lede', { counties, confirmed: employers.confirmed.length })
            : t('ledeNone')
        }
        actions={<LinkButton href={`/o/${org}/summaries`}>{t('summary')}</LinkButton>}
      />
      <NotConfirmed kind="partnership" verification={verification} />
      {isFirst ? <FirstSteps title={t('first.title')} steps={steps} /> : null}
      {todo.length > 0 ? <TodoList label={home('todoLabel')} items={todo} /> : null}
      {isFirst && counties === 0 ? null : (
        <section aria-labelledby="participation">
          <h2 id="participation" className="mb-3">
            {t('figuresTitle')}
          </h2>
          <KeyFigures
            items={[
              { label: t('figures.counties'), value: counties },
              { label: t('figures.confirmed'), value: employers.confirmed.length },
              { label: t('figures.waiting'), value: employers.waiting.length },
            ]}
          />
        </section>
      )}
      {isFirst && cycles.length === 0 ? null : (
        <section className="mt-9">
          <h2 className="mb-2">{t('cyclesTitle')}</h2>
          {cycles.length === 0 ? (
            <EmptyState
              title={t('cyclesEmpty')}
              action={<LinkButton href={`/o/${org}/cycles/new`}>{t('askAction')}</LinkButton>}
            >
              <p>{t('cyclesEmptyText')}</p>
            </EmptyState>
          ) : (
            <Table
              caption={t('cyclesTitle')}
              columns={[
                { label: t('columns.cycle') },
                { label: t('columns.state') },
                { label: t('columns.answered') },
              ]}
              stack
            >
              {cycles.slice(0, 8).map((cycle) => {
                const { band, by } = answered.cell(cycle)
                return (
                  <tr key={cycle.id}>
                    <th scope="row">
                      <Link
                        href={`/o/${org}/cycles/${cycle.id}`}
                        prefetch={false}
                        className="quiet-link"
                      >
                        <Said>{cycle.title}</Said>
                      </Link>
                      <span className="sub">{cycle.occupation}</span>
                    </th>
                    <td className="text-muted">
                      {t(`states.${cycle.state}`, { date: day(cycle.closesAt, cycle.timeZone) })}
                    </td>
                    <td data-label={t('columns.answered')}>
                      {band}
                      {by ? <span className="sub">{by}</span> : null}
                    </td>
                  </tr>
                )
              })}
            </Table>
          )}
        </section>
      )}
    </>
  )
}
