import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { OpenRequest } from '@/app/_components/open-request'
import { bold } from '@/app/_components/ui/bold'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { lastDayText } from '@/server/domain/asking/cycles'
import type { Verification } from '@/server/domain/people/organizations'
import { employerSteps } from './employer-steps'
import { FirstSteps, firstRun } from './first-steps'
import { type Todo, TodoList } from './todo-list'

type Props = { org: string; verification: Verification }

/** The employer's home: requests to this person's own address, the jobs described, answers sent. */
export async function EmployerHome({ org, verification }: Props) {
  const api = await caller()
  const [requests, requirements, record] = await pageData(
    Promise.all([
      api.requests.list(),
      api.requirements.list({ org }),
      api.organizations.read({ org }),
    ]),
  )
  const t = await getTranslations('home.employer')
  const home = await getTranslations('home')
  const sent = await getTranslations('requirements.list')
  const format = await getFormatter()
  const locale = await getLocale()
  const open = requests
    .flatMap(({ state, ...request }) =>
      state === 'closed' || state === 'read' ? [] : [{ ...request, state }],
    )
    // What still waits stands first, and of those what closes first.
    .sort(
      (a, b) =>
        Number(a.state === 'sent') - Number(b.state === 'sent') ||
        a.closesAt.getTime() - b.closesAt.getTime(),
    )
  const steps = await employerSteps({ org, record, jobs: requirements.length })
  const isFirst = firstRun(steps)
  const todo: Todo[] = open.map((request) => ({
    key: request.invitationId,
    when: t('until', {
      date: lastDayText(locale, request.closesAt, request.timeZone, 'medium'),
    }),
    text: t.rich('request', {
      ...bold,
      asker: request.asker,
      occupation: request.occupation,
      credentials: format.list(request.credentials),
    }),
    action: (
      <OpenRequest
        org={org}
        invitationId={request.invitationId}
        label={t(buttons[request.state])}
        name={t('answerNamed', { asker: request.asker, occupation: request.occupation })}
      />
    ),
  }))
  if (!isFirst && verification !== 'V2' && (!record.county || !record.industryId)) {
    todo.push({
      key: 'record',
      when: t('now'),
      text: t.rich('confirm', bold),
      action: <LinkButton href={`/o/${org}/settings`}>{t('record')}</LinkButton>,
    })
  }
  const waiting = open.filter((request) => request.state !== 'sent').length
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede', { count: waiting })} />
      {todo.length > 0 ? <TodoList label={home('todoLabel')} items={todo} /> : null}
      {isFirst ? <FirstSteps title={t('first.title')} steps={steps} /> : null}
      <section aria-labelledby="requirements">
        <h2 id="requirements" className="mb-3">
          {t('requirementsTitle')}
        </h2>
        {requirements.length === 0 ? (
          <EmptyState
            title={t('requirementsEmpty')}
            action={
              <LinkButton href={`/o/${org}/requirements/new`} variant="primary">
                {t('requirementsNew')}
              </LinkButton>
            }
          >
            <p>{t('requirementsEmptyText')}</p>
          </EmptyState>
        ) : (
          <ul className="rows">
            {requirements.map((requirement) => (
              <li
                key={requirement.id}
                className="flex flex-wrap items-center justify-between gap-3"
              >
                <p className="min-w-0 flex-1 basis-64">
                  <b>
                    <Said>{requirement.title}</Said>
                  </b>
                  <span className="block text-muted">
                    {t('requirement', {
                      occupation: requirement.occupation,
                      said: sent('sent', {
                        mine: String(requirement.mine),
                        others: requirement.others,
                      }),
                    })}
                  </span>
                </p>
                <LinkButton href={`/o/${org}/requirements/${requirement.id}`}>
                  {t('open')}
                  <span className="sr-only">
                    {' '}
                    <Said>{requirement.title}</Said>
                  </span>
                </LinkButton>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="ratings" className="mt-9">
        <h2 id="ratings">{t('ratings')}</h2>
        <p className="mt-1 mb-3 text-muted">{t('ratingsText')}</p>
        <LinkButton href={`/o/${org}/ratings`}>{t('ratingsOpen')}</LinkButton>
      </section>
    </>
  )
}

const buttons = { waiting: 'answer', started: 'resume', sent: 'change', closed: 'change' } as const
