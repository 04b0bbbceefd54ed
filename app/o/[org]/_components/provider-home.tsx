import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { answeredWords } from '@/app/_components/answered-words'
import { bold } from '@/app/_components/ui/bold'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { lastDayText } from '@/server/domain/asking/cycles'
import type { Verification } from '@/server/domain/people/organizations'
import { isNew } from '@/server/domain/reading/newness'
import { FirstSteps, firstRun } from './first-steps'
import { NotConfirmed } from './not-confirmed'
import { ProviderCredentials } from './provider-credentials'
import { providerSteps } from './provider-steps'
import { decisionTodo, lineTodo } from './provider-todo'
import { type Todo, TodoList } from './todo-list'

type Props = { org: string; verification: Verification }

/** The educator's home: what changed, what to do next, and how each credential stands. */
export async function ProviderHome({ org, verification }: Props) {
  const api = await caller()
  const [credentials, reports, decided, cycles] = await pageData(
    Promise.all([
      api.credentials.list({ org }),
      api.reports.list({ org }),
      api.decisions.listOpen({ org }),
      api.cycles.list({ org }),
    ]),
  )
  const maps = reports.map(({ map }) => map)
  const t = await getTranslations('home.provider')
  const home = await getTranslations('home')
  const format = await getFormatter()
  const answered = await answeredWords()
  const steps = await providerSteps({ org, credentials, cycles })
  const isFirst = firstRun(steps)
  const now = new Date()
  const locale = await getLocale()
  const day = (at: Date) => format.dateTime(at, { dateStyle: 'medium' })
  const rated = maps
    .filter((map) => map.release !== null && map.employers > 0)
    .sort((a, b) => (b.release?.no ?? 0) - (a.release?.no ?? 0))
  const newest = rated[0]?.release
  const todo: Todo[] = [
    ...(await decisionTodo({ org, decided })),
    ...(await lineTodo({ org, reports, isFresh: (at) => isNew(at, now) })),
    ...cycles
      .filter((cycle) => cycle.state === 'open' || cycle.state === 'draft')
      .map((cycle) => ({
        key: cycle.id,
        when:
          cycle.state === 'open'
            ? t('until', { date: lastDayText(locale, cycle.closesAt, cycle.timeZone, 'medium') })
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
            {t('cycleOpen')}
            <span className="sr-only">
              {' '}
              <Said>{cycle.title}</Said>
            </span>
          </LinkButton>
        ),
      })),
    ...cycles
      .filter((cycle) => ['open', 'draft'].includes(cycle.state) && cycle.unconfirmedEmployers > 0)
      .map((cycle) => ({
        key: `${cycle.id} unconfirmed`,
        when: t('openWord'),
        text: t.rich('unconfirmed', {
          ...bold,
          count: cycle.unconfirmedEmployers,
          invited: cycle.invitedEmployers,
          title: cycle.title,
        }),
        action: (
          <LinkButton href={`/o/${org}/cycles/${cycle.id}`}>
            {t('unconfirmedAction')}
            <span className="sr-only">
              {' '}
              <Said>{cycle.title}</Said>
            </span>
          </LinkButton>
        ),
      })),
    ...credentials
      .filter(
        (credential) =>
          !isFirst && credential.competencies === 0 && credential.state !== 'archived',
      )
      .map((credential) => ({
        key: credential.id,
        when: t('openWord'),
        text: t.rich('describe', { ...bold, credential: credential.name }),
        action: (
          <LinkButton href={`/o/${org}/credentials/${credential.slug}`}>
            {t('describeAction')}
            <span className="sr-only">
              {' '}
              <Said>{credential.name}</Said>
            </span>
          </LinkButton>
        ),
      })),
  ]
  if (todo.length === 0 && !isFirst) {
    todo.push({
      key: 'ask',
      when: t('openWord'),
      text: t.rich('nothing', bold),
      action: <LinkButton href={`/o/${org}/cycles/new`}>{t('askAction')}</LinkButton>,
    })
  }
  return (
    <>
      <PageHeading
        title={t('title')}
        lede={
          newest
            ? t('lede', {
                no: newest.no,
                date: day(newest.at),
                reach: format.list(
                  rated
                    .slice(0, 3)
                    .map((map) =>
                      t('reach', { employers: map.employers, credential: map.credential.name }),
                    ),
                ),
              })
            : t('ledeNone')
        }
      />
      <NotConfirmed kind="provider" verification={verification} />
      {isFirst ? <FirstSteps title={t('first.title')} steps={steps} /> : null}
      {todo.length > 0 ? <TodoList label={home('todoLabel')} items={todo} /> : null}
      {credentials.length > 0 ? (
        <ProviderCredentials org={org} credentials={credentials} maps={maps} cycles={cycles} />
      ) : null}
    </>
  )
}
