import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { QuietPage } from '@/app/_components/quiet-page'
import { Button } from '@/app/_components/ui/button'
import { LinkButton } from '@/app/_components/ui/link-button'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { caller } from '@/app/_trpc/caller'
import { readProblem } from '@/app/_trpc/form-problem'

export const metadata: Metadata = { robots: { index: false }, referrer: 'no-referrer' }

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the mail of an invitation to join leads; reading it changes nothing. */
export default async function InvitationPage({ params, searchParams }: Props) {
  const { token } = await params
  const api = await caller()
  const [invitation, status] = await Promise.all([
    api.organizations.invitation({ token: token.slice(0, 100) }),
    api.sessions.status(),
  ])
  const t = await getTranslations('invitations')
  const { state, organization, role, email } = invitation
  if (state !== 'open' || !organization || !role || !email) {
    return (
      <QuietPage>
        <PageHeading
          title={t(state === 'open' ? 'unknown' : state)}
          lede={state === 'accepted' ? t('acceptedText') : t('askAgain')}
        />
        <LinkButton href="/o">{t('toOrganizations')}</LinkButton>
      </QuietPage>
    )
  }
  const problem = readProblem(await searchParams)
  return (
    <QuietPage>
      <PageHeading
        title={t('title', { organization: organization.name })}
        lede={t('lede', { role })}
      />
      <p className="mb-4 text-muted">{t('for', { email })}</p>
      {problem ? (
        <div className="mb-4">
          <Notice kind="error">{problem.message}</Notice>
        </div>
      ) : null}
      {status.email === null ? (
        <LinkButton
          href={`/sign-in?next=${encodeURIComponent(`/invitations/${token}`)}`}
          variant="primary"
        >
          {t('signIn', { email })}
        </LinkButton>
      ) : status.email === email ? (
        <form method="post" action={`/invitations/${token}/accept`}>
          <Button variant="primary">{t('accept', { organization: organization.name })}</Button>
        </form>
      ) : (
        <form method="post" action="/api/sign-out" className="grid justify-items-start gap-3">
          <p>{t('otherPerson', { current: status.email, email })}</p>
          <Button>{t('signOut')}</Button>
        </form>
      )}
    </QuietPage>
  )
}
