import type { Metadata } from 'next'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { OpenRequest } from '@/app/_components/open-request'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Said } from '@/app/_components/ui/said'
import { StateWord } from '@/app/_components/ui/state-word'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { lastDayText } from '@/server/domain/asking/cycles'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const tones = {
  ...({ waiting: 'act', started: 'open', sent: 'good' } as const),
  ...({ read: 'none', closed: 'none' } as const),
}
/** One that closed without an answer has nothing to open. */
const buttons = {
  ...({ waiting: 'answer', started: 'resume', sent: 'change' } as const),
  ...({ read: 'read', closed: null } as const),
}

export default async function RequestsPage({ params, searchParams }: Props) {
  const { org } = await params
  const problem = readProblem(await searchParams)
  const api = await caller()
  const [{ email }, requests] = await pageData(
    Promise.all([api.organizations.frame({ org }), api.requests.list()]),
  )
  const t = await getTranslations('requests')
  const format = await getFormatter()
  const locale = await getLocale()
  const listed = requests.map((request) => ({ ...request, button: buttons[request.state] }))
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede', { email })} />
      <Outcome problem={problem} />
      {requests.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          action={
            <LinkButton href={`/o/${org}/requirements`} variant="primary">
              {t('emptyAction')}
            </LinkButton>
          }
        >
          <p>{t('emptyText', { email })}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('caption')}
          columns={[
            { label: t('from') },
            { label: t('about') },
            { label: t('until') },
            { label: t('state') },
            { label: t('action'), hidden: true },
          ]}
          stack
        >
          {listed.map(({ button, ...request }) => (
            <tr key={request.invitationId}>
              <th scope="row">
                <Said>{request.asker}</Said>
                <span className="sub">{t('for', { employer: request.employer })}</span>
              </th>
              <td>
                {request.occupation}
                <span className="sub">{format.list(request.credentials)}</span>
              </td>
              <td data-label={t('until')} className="whitespace-nowrap">
                {lastDayText(locale, request.closesAt, request.timeZone, 'medium')}
              </td>
              <td>
                <StateWord tone={tones[request.state]}>{t(`states.${request.state}`)}</StateWord>
              </td>
              <td>
                {button ? (
                  <OpenRequest
                    org={org}
                    invitationId={request.invitationId}
                    label={t(button)}
                    name={t('answerNamed', {
                      asker: request.asker,
                      occupation: request.occupation,
                    })}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
