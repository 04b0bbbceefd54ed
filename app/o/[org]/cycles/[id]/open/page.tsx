import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { ForecastView } from '@/app/_components/cycles/forecast-view'
import { Breadcrumb } from '@/app/_components/ui/breadcrumb'
import { Notice } from '@/app/_components/ui/notice'
import { PageHeading } from '@/app/_components/ui/page-heading'
import { SendButton } from '@/app/_components/ui/send-button'
import { caller } from '@/app/_trpc/caller'
import { pageData } from '@/app/_trpc/page-data'
import { mayDo } from '@/server/domain/permissions'
import { env } from '@/server/env'
import { ConfirmationGroups } from '../_components/confirmation'
import { confirmersSaid, unconfirmedSaid } from '../_components/confirmers-said'
import type { Confirmation, Cycle } from '../_components/cycle'

type Props = {
  params: Promise<{ org: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cycles.open'))('title') }
}

/** The page before mails leave: what will be shown and what will not, and what could be done about it first. */
export default async function OpenCyclePage({ params, searchParams }: Props) {
  const { org, id } = await params
  const { cycles, organizations } = await caller()
  const [cycle, confirmation, { organization }] = await pageData(
    Promise.all([
      cycles.read({ org, cycleId: id }),
      cycles.confirmation({ org, cycleId: id }),
      organizations.frame({ org }),
    ]),
  )
  if (cycle.state !== 'draft') notFound()
  const t = await getTranslations('cycles.open')
  const back = `/o/${org}/cycles/${cycle.id}`
  const mails = cycle.invitations.filter((row) => row.delivery === 'queued').length
  return (
    <>
      <Breadcrumb
        label={t('breadcrumb')}
        items={[{ href: back, label: cycle.title }, { label: t('title') }]}
      />
      <PageHeading
        kick={t('kick')}
        title={t('title')}
        lede={t('lede', { mails, employers: cycle.invitedEmployers })}
      />
      <div className="grid gap-8">
        {(await searchParams).done === 'asked' ? (
          <Notice kind="good" announce>
            {t('asked')}
          </Notice>
        ) : null}
        <ForecastView forecast={cycle.forecast} ifConfirmed={cycle.ifConfirmed} />
        {unconfirmedSaid(confirmation) > 0 ? (
          <Unconfirmed org={org} confirmation={confirmation} />
        ) : null}
        {mayDo(organization.kind, organization.role, 'cycle.edit') ? (
          <Actions org={org} cycle={cycle} mails={mails} groups={confirmation.groups} />
        ) : null}
        <p>
          <Link href={back} prefetch={false} className="link inline-block py-0.5">
            {t('back')}
          </Link>
        </p>
      </div>
    </>
  )
}

type About = { org: string; confirmation: Confirmation }

/** Whose answers do not count yet, and who can change that. */
function Unconfirmed({ org, confirmation }: About) {
  const t = useTranslations('cycles.open')
  const operator = env().OPERATOR_NAME
  return (
    <section aria-labelledby="confirmation" className="grid gap-3">
      <h2 id="confirmation">{t('unconfirmed', { count: unconfirmedSaid(confirmation) })}</h2>
      <p className="measure text-muted">{t('why')}</p>
      <ConfirmationGroups org={org} confirmation={confirmation} operator={operator} />
    </section>
  )
}

type Sends = { org: string; cycle: Cycle; mails: number; groups: Confirmation['groups'] }

function Actions({ org, cycle, mails, groups }: Sends) {
  const t = useTranslations('cycles.open')
  const format = useFormatter()
  const { fresh, ...named } = confirmersSaid(groups, env().OPERATOR_NAME, format)
  const isShort = cycle.forecast.likely.fit < cycle.forecast.items.length
  const action = `/o/${org}/cycles/${cycle.id}/act`
  if (mails === 0) return <Notice kind="warn">{t('nobody')}</Notice>
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-5 border-t-2 border-ink pt-5">
      {fresh > 0 ? (
        <form method="post" action={action} className="grid content-start gap-2">
          <p className="max-w-72 text-muted">{t('askFirstNote', named)}</p>
          <input type="hidden" name="from" value="open" />
          <SendButton variant="primary" name="do" value="ask" pending={t('asking')}>
            {t('askFirst', { count: fresh })}
          </SendButton>
        </form>
      ) : null}
      <form method="post" action={action} className="grid content-start gap-2">
        <p className="max-w-72 text-muted">{t('sendNote')}</p>
        <SendButton
          variant={fresh > 0 ? 'plain' : 'primary'}
          name="do"
          value="open"
          pending={t('sending')}
        >
          {t(isShort ? 'sendAnyway' : 'send', { count: mails })}
        </SendButton>
      </form>
    </div>
  )
}
