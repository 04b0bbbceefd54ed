import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Outcome } from '@/app/_components/ui/outcome'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { Table } from '@/app/_components/ui/table'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'
import { pageData } from '@/app/_trpc/page-data'
import { mayDo } from '@/server/domain/permissions'
import { InviteForm } from './_components/invite-form'
import { MemberActions } from './_components/member-actions'
import { WaitingInvitations } from './_components/waiting-invitations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('team'))('title') }
}

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const doneWords = ['invited', 'changed', 'removed', 'revoked'] as const

export default async function TeamPage({ params, searchParams }: Props) {
  const { org } = await params
  const query = await searchParams
  const api = await caller()
  const [{ organization, email }, team] = await pageData(
    Promise.all([api.organizations.frame({ org }), api.organizations.members({ org })]),
  )
  const t = await getTranslations('team')
  const roles = await getTranslations('workspace.role')
  const format = await getFormatter()
  const owner = mayDo(organization.kind, organization.role, 'member.change')
  const problem = readProblem(query)
  const done = doneWords.find((word) => word === query.done)
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede', { organization: organization.name })} />
      <Outcome
        form
        problem={problem?.field === 'email' ? null : problem}
        done={problem ? null : done && t(`done.${done}`)}
      />
      <div className="mt-2">
        <Table
          caption={t('caption')}
          columns={[
            { label: t('person') },
            { label: t('role') },
            { label: t('since') },
            { label: t('actions'), hidden: true },
          ]}
          stack
        >
          {team.members.map((member) => (
            <tr key={member.userId}>
              <th scope="row">
                {member.name ?? member.email}
                <span className="sub">
                  {member.name ? member.email : null}{' '}
                  {member.email === email ? `(${t('you')})` : null}
                </span>
              </th>
              <td data-label={t('role')}>{roles(member.role)}</td>
              <td data-label={t('since')} className="whitespace-nowrap">
                {format.dateTime(member.since, { dateStyle: 'medium' })}
              </td>
              <td>
                <MemberActions
                  org={org}
                  organization={organization.name}
                  member={member}
                  owner={owner}
                  self={member.email === email}
                />
              </td>
            </tr>
          ))}
        </Table>
      </div>
      {owner ? (
        <div className="mt-10 grid gap-10 lg:grid-cols-2">
          <InviteForm org={org} error={problem?.field === 'email' ? problem.message : undefined} />
          <WaitingInvitations org={org} invitations={team.invitations} />
        </div>
      ) : (
        <p className="mt-8 text-muted">{t('ownersOnly')}</p>
      )}
    </>
  )
}
